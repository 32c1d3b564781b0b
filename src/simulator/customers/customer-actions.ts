import type { SimulatedCustomer } from "./customer.js";

/**
 * What can be done to a simulated customer. Each action takes effect at once, and throws a TypeError
 * when there is no customer of that id.
 */
export interface CustomerActions {
  /** A copy of what SpherePay holds; changing it changes nothing here. */
  customer(id: string): SimulatedCustomer | undefined;
  /**
   * The requirement is done in every profile that names it; its error goes.
   *
   * @throws TypeError when the customer names no such requirement.
   */
  complete(id: string, requirement: string): void;
  /** The requirement is being looked at; a new name joins the first profile. */
  hold(id: string, requirement: string): void;
  /** The requirement is asked for (again); a new name joins the first profile. */
  require(id: string, requirement: string): void;
  /** Adds an error that can be mended; lists and status stay. `detail` is SpherePay's free text. */
  fail(id: string, requirement: string, detail: string): void;
  /** Sets the status of one profile, or of all; any word, so also those nobody has seen yet. */
  setStatus(id: string, status: string, profile?: string): void;
  /** Every live link of the customer is expired from now on, whatever `expiresAt` had said. */
  expireLinks(id: string): void;
  /** What "Complete the check" does: undecided profiles are pending, live links have served. */
  finishProvider(id: string): void;
  /** The review approves one profile, or all: everything complete, no errors. */
  approve(id: string, profile?: string): void;
  /** The review rejects one profile, or all. */
  reject(id: string, profile?: string): void;
  /** GET answers exactly this JSON from now on; `undefined` lifts it. Nothing else changes. */
  replace(id: string, json: unknown): void;
}
