import { Failure } from "../../http/failure.js";

/** How many uploads run at once. */
export interface UploadGate {
  /**
   * Lets an upload begin.
   * @param bytes How much memory it may need.
   * @returns Ends it; called again it does nothing.
   * @throws {Failure} `rate_limited`, with how long to wait.
   */
  enter(customerId: string, bytes: number): () => void;
}

const uploadsPerCustomer = 2;
const retryAfterMs = 5_000;

/** Makes the gate of one process: two uploads a customer, and so many bytes of memory in all. */
export function createUploadGate(memoryBytes: number): UploadGate {
  const running = new Map<string, number>();
  let bytesHeld = 0;

  return {
    enter(customerId, bytes) {
      const ofCustomer = running.get(customerId) ?? 0;
      if (ofCustomer >= uploadsPerCustomer) {
        throw new Failure("rate_limited", "uploads_customer_limit", { retryAfterMs });
      }
      // One that needs more than there is at all runs alone.
      if (bytesHeld > 0 && bytesHeld + bytes > memoryBytes) {
        throw new Failure("rate_limited", "uploads_limit", { retryAfterMs });
      }
      running.set(customerId, ofCustomer + 1);
      bytesHeld += bytes;
      let hasLeft = false;
      return () => {
        if (hasLeft) return;
        hasLeft = true;
        bytesHeld -= bytes;
        const left = (running.get(customerId) ?? 1) - 1;
        if (left > 0) running.set(customerId, left);
        else running.delete(customerId);
      };
    },
  };
}
