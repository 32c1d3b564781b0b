import { Failure } from "./failure.js";
import type { LinkStore, Outcome } from "./links.js";

/** Asks SpherePay for something of one customer, once for all who want it at the same time. */
export type ShareOutcome = (
  customerId: string,
  requirement: string,
  make: () => Promise<Outcome>,
) => Promise<Outcome>;

/** What {@link createSharedOutcomes} needs. */
export interface SharedOutcomeSettings {
  readonly links: LinkStore;
  /** Told that a customer may have changed, before the answer leaves. */
  readonly changed: (customerId: string) => void;
}

/** Puts the store's lock around every ask, and keeps the store's own errors out of answers. */
export function createSharedOutcomes({ links, changed }: SharedOutcomeSettings): ShareOutcome {
  return async (customerId, requirement, make) => {
    // A store that fails rejects with something of its own; SpherePay's client only with a Failure.
    try {
      return await links.shareLink(customerId, requirement, make);
    } catch (error) {
      throw error instanceof Failure ? error : new Failure("upstream_failed", "link_store_failed");
    } finally {
      changed(customerId);
    }
  };
}

/** @throws {Failure} when a store answers something else than was made under this name. */
export function linkOf(outcome: Outcome): Extract<Outcome, { url: string }> {
  if ("url" in outcome) return outcome;
  throw new Failure("upstream_failed", "link_store_failed");
}
