import { checklist, type OverallStatus } from "../../core/checklist.js";
import type { Customer } from "../../core/customer.js";
import { isCustomerId } from "./types.js";

/** What may be said beside the customer's id. */
export interface StatusOptions {
  /** The verification profile that counts, by its name; without it every profile has to be approved. */
  readonly profile?: string;
}

/** Makes the gate from a read that is never shared and never kept. */
export function createStatusGate(
  readCustomer: (customerId: string) => Promise<Customer>,
): (customerId: string, options?: StatusOptions) => Promise<OverallStatus> {
  return async (customerId, { profile } = {}) => {
    if (!isCustomerId(customerId)) {
      throw new TypeError(
        `onboarding.status: expected SpherePay's customer id, "customer_..." (given: ${typeof customerId}).`,
      );
    }
    if (profile !== undefined && (typeof profile !== "string" || profile === "")) {
      throw new TypeError('onboarding.status: "profile" must be the name of a profile.');
    }
    return checklist(await readCustomer(customerId), profile).status;
  };
}
