import type { SimulatedCustomer } from "./customer.js";

/**
 * What can be done to a simulated customer. Each action takes effect at once, and throws a TypeError
 * when there is no customer of that id.
 */
export interface CustomerActions {
  /** A copy of what SpherePay holds; changing it changes nothing here. */
  customer(id: string): SimulatedCustomer | undefined;
  /**
   * Completes the requirement in every profile that names it, and removes its error.
   *
   * @throws TypeError when the customer names no such requirement.
   */
  complete(id: string, requirement: string): void;
  /** The requirement is in review; a new name is added to the first profile. */
  hold(id: string, requirement: string): void;
  /** The requirement is required (again); a new name is added to the first profile. */
  require(id: string, requirement: string): void;
  /** Adds an error that the customer can fix; lists and status stay. `detail` is SpherePay's text. */
  fail(id: string, requirement: string, detail: string): void;
  /** Sets the status of one profile, or of all; any word, also an undocumented one. */
  setStatus(id: string, status: string, profile?: string): void;
  /** Every valid link of the customer expires now, whatever its `expiresAt`. */
  expireLinks(id: string): void;
  /** What "Complete the check" does: undecided profiles become pending, valid links are used up. */
  finishProvider(id: string): void;
  /** The review approves one profile, or all: everything complete, no errors. */
  approve(id: string, profile?: string): void;
  /** The review rejects one profile, or all. */
  reject(id: string, profile?: string): void;
  /** GET returns exactly this JSON from now on; `undefined` ends that. Nothing else changes. */
  replace(id: string, json: unknown): void;
}
