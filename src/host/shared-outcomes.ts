import { Failure } from "./failure.js";
import type { Outcome } from "./links.js";
import type { Store } from "./store.js";

/** Asks SpherePay for something of one customer, once for all who want it at the same time. */
export type ShareOutcome = (
  customerId: string,
  requirement: string,
  make: () => Promise<Outcome>,
) => Promise<Outcome>;

/**
 * Puts the store's lock around every ask, and keeps the store's own errors out of answers. Whatever
 * became of an ask, it may have changed the customer: that is news, before the answer leaves.
 */
export function createSharedOutcomes(store: Pick<Store, "shareLink" | "changed">): ShareOutcome {
  return async (customerId, requirement, make) => {
    async function makeAndTell(): Promise<Outcome> {
      try {
        return await make();
      } finally {
        // What SpherePay has answered reaches the customer, whatever becomes of the news.
        await store.changed([customerId]).catch(() => undefined);
      }
    }
    // A store that fails rejects with something of its own; SpherePay's client only with a Failure.
    try {
      return await store.shareLink(customerId, requirement, makeAndTell);
    } catch (error) {
      throw error instanceof Failure ? error : new Failure("upstream_failed", "store_failed");
    }
  };
}

/** @throws {Failure} when a store answers something else than was made under this name. */
export function linkOf(outcome: Outcome): Extract<Outcome, { url: string }> {
  if ("url" in outcome) return outcome;
  throw new Failure("upstream_failed", "store_failed");
}
