import { Failure } from "../../http/failure.js";

/** One upload that runs. */
export interface RunningUpload {
  /**
   * It holds this much memory from now on, in bytes.
   * @throws {Failure} `rate_limited` when that is more than there is beside the others.
   */
  hold(bytes: number): void;
  /** Ends it; called again it does nothing. */
  leave(): void;
}

/** How many uploads run at once. */
export interface UploadGate {
  /**
   * Lets an upload begin.
   * @throws {Failure} `rate_limited`, with how long to wait.
   */
  enter(customerId: string): RunningUpload;
}

const uploadsPerCustomer = 2;
const retryAfterMs = 5_000;
/** What one holds in buffers on both sides, also when little of it has arrived. */
const leastBytes = 1_000_000;

/**
 * Makes the gate of one process: two uploads a customer, and so many bytes of memory in all. What has
 * arrived counts, not what was announced: a sender who sends nothing takes nobody's place.
 */
export function createUploadGate(memoryBytes: number): UploadGate {
  const running = new Map<string, number>();
  let bytesHeld = 0;

  return {
    enter(customerId) {
      const ofCustomer = running.get(customerId) ?? 0;
      if (ofCustomer >= uploadsPerCustomer) {
        throw new Failure("rate_limited", "uploads_customer_limit", { retryAfterMs });
      }
      let held = 0;
      const hold = (bytes: number) => {
        const others = bytesHeld - held;
        // One that needs more than there is at all runs alone.
        if (others > 0 && others + bytes > memoryBytes) {
          throw new Failure("rate_limited", "uploads_limit", { retryAfterMs });
        }
        held = bytes;
        bytesHeld = others + bytes;
      };
      hold(leastBytes);
      running.set(customerId, ofCustomer + 1);
      let hasLeft = false;
      return {
        hold(bytes) {
          if (!hasLeft && bytes > held) hold(bytes);
        },
        leave() {
          if (hasLeft) return;
          hasLeft = true;
          bytesHeld -= held;
          const left = (running.get(customerId) ?? 1) - 1;
          if (left > 0) running.set(customerId, left);
          else running.delete(customerId);
        },
      };
    },
  };
}
