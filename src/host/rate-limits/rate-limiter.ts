import { Failure, hostFailure } from "../http/failure.js";
import type { Operation } from "../spherepay/types.js";
import type { CallLimits, CallResult } from "../store/store.js";

/** Allows or refuses calls to SpherePay. */
export interface RateLimiter {
  /**
   * Resolves at once when the call may be made, and rejects at once when it may not: nothing waits here.
   * @throws {Failure} `rate_limited`, with how long to wait; `host_failed` when the store fails.
   */
  requestCall(operation: Operation, customerId: string): Promise<void>;
  /** How long polling pages should wait at least, seconds; `undefined` while there is room enough. */
  pollAfterSeconds(): number | undefined;
}

/** What {@link createRateLimiter} needs. */
export interface RateLimiterSettings {
  readonly store: CallLimits;
  readonly upstreamCallsPerSecond: number;
  readonly customerCallsPerMinute: number;
}

const usualPollSeconds = 15;
/** What polling pages are asked to wait when there is no room left at all. */
const longestPollSeconds = 120;

/**
 * Makes the rate limiter. It asks polling pages to wait longer the fuller the last second was, so that
 * a crowd of them settles below the limit instead of at it: a thousand at a third of it.
 */
export function createRateLimiter(settings: RateLimiterSettings): RateLimiter {
  const { store, upstreamCallsPerSecond, customerCallsPerMinute } = settings;
  let latestLoad = 0;

  async function resultOf(operation: Operation, customerId: string): Promise<CallResult> {
    try {
      return await store.requestCall({
        customerId,
        operation,
        callsPerSecond: upstreamCallsPerSecond,
        customerCallsPerMinute,
      });
    } catch (error) {
      throw hostFailure("store_failed", error);
    }
  }

  return {
    async requestCall(operation, customerId) {
      const result = await resultOf(operation, customerId);
      if (operation === "read") latestLoad = result.load;
      if (result.isAllowed) return;
      const reason = result.limit === "customer" ? "customer_limit" : "upstream_limit";
      const retryAfterMs = Math.max(1_000, result.retryAfterMs);
      throw new Failure("rate_limited", reason, { retryAfterMs });
    },
    pollAfterSeconds() {
      const seconds = Math.round(longestPollSeconds * Math.min(1, latestLoad));
      return seconds > usualPollSeconds ? seconds : undefined;
    },
  };
}
