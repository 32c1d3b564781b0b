import type { Customer } from "../../core/customer.js";
import { isForCustomer, namesToDo } from "../spherepay/actions.js";

/**
 * How a customer stands with a requirement that has a step: SpherePay asks for it now, has it already
 * (complete, or in review), or it is not theirs to do here.
 */
export type Standing = "asked" | "given" | "none";

/** Reads it from the customer. What one profile asks for counts, whatever another says. */
export function standingOf(customer: Customer, requirement: string): Standing {
  if (!isForCustomer(requirement, customer)) return "none";
  if (namesToDo(customer).includes(requirement)) return "asked";
  const isGiven = customer.verificationProfiles.some(
    ({ criteria }) =>
      criteria?.complete.includes(requirement) || criteria?.pending.includes(requirement),
  );
  return isGiven ? "given" : "none";
}
