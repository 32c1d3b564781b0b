import { hostFailure } from "../http/failure.js";
import type { OnboardingHandlerOptions } from "../options.js";
import { withDeadline } from "../runtime.js";
import { type Address, readDetails } from "./customer-details.js";

/** Asks the host's hook for a customer's address, and reads it as strictly as one of the customer's. */
export function createKnownAddress(
  customerAddress: OnboardingHandlerOptions["customerAddress"],
  timeoutMs: number,
): (customerId: string) => Promise<Address | undefined> {
  return async (customerId) => {
    if (!customerAddress) return undefined;
    const late = () => new Error("customerAddress took too long.");
    try {
      const known = await withDeadline(timeoutMs, async () => customerAddress(customerId), late);
      return known ? readDetails({ address: known }).address : undefined;
    } catch (error) {
      throw hostFailure("customer_address_threw", error);
    }
  };
}
