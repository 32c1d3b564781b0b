import { Failure, type FailureReason } from "../http/failure.js";
import type { Outcome } from "../store/memory-links.js";
import type { Store } from "../store/store.js";

/** Asks SpherePay for something of one customer, once for all who want it at the same time. */
export type ShareOutcome = (
  customerId: string,
  requirement: string,
  make: () => Promise<Outcome>,
) => Promise<Outcome>;

/** SpherePay was not asked, so nothing can have changed. */
const notAsked: readonly FailureReason[] = [
  "customer_limit",
  "no_such_requirement",
  "store_failed",
  "upstream_ceiling",
];

/** How long one ask takes at most: a reading and a write, and the store before each of them. */
export const longestMsOf = (upstreamTimeoutMs: number): number => 2 * upstreamTimeoutMs + 3_000;

/** What {@link createSharedOutcomes} needs. */
export interface SharedOutcomeSettings {
  readonly store: Pick<Store, "shareLink" | "changed">;
  /** How long one call to SpherePay takes at most, milliseconds. */
  readonly upstreamTimeoutMs: number;
}

/**
 * Puts the store's lock around every ask, and keeps the store's own errors out of answers. Whatever
 * SpherePay has answered, or not, it may have changed the customer: that is news, before the answer
 * leaves.
 */
export function createSharedOutcomes(settings: SharedOutcomeSettings): ShareOutcome {
  const { store, upstreamTimeoutMs } = settings;
  return async (customerId, requirement, make) => {
    // What SpherePay has answered reaches the customer, whatever becomes of the news.
    const tell = () => store.changed([customerId]).catch(() => undefined);
    async function makeAndTell(): Promise<Outcome> {
      try {
        const outcome = await make();
        await tell();
        return outcome;
      } catch (error) {
        if (!(error instanceof Failure && notAsked.includes(error.reason))) await tell();
        throw error;
      }
    }
    const longestMs = longestMsOf(upstreamTimeoutMs);
    // A store that fails rejects with something of its own; SpherePay's client only with a Failure.
    try {
      return await store.shareLink(customerId, requirement, makeAndTell, longestMs);
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
