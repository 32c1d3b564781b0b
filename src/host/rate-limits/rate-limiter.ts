import { Failure } from "../http/failure.js";
import type { Settings } from "../settings.js";
import type { Operation } from "../spherepay/refusal.js";
import type { CallLimits, CallVerdict } from "./memory-call-limits.js";

/** The door to SpherePay. */
export interface Admission {
  /** @throws {Failure} `rate_limited`, with how long to wait; `upstream_failed` when the store fails. */
  admit(operation: Operation, customerId: string): Promise<void>;
  /** How long who polls should wait at least, seconds; `undefined` while there is room enough. */
  pollAfterSeconds(): number | undefined;
}

/** What {@link createAdmission} needs. */
export interface AdmissionSettings
  extends Pick<Settings, "upstreamCallsPerSecond" | "customerCallsPerMinute"> {
  readonly store: CallLimits;
}

const usualPollSeconds = 15;
/** What pollers are asked to wait when there is no room left at all. */
const longestPollSeconds = 120;

/**
 * Lets calls through as the limits allow, and asks pollers for patience before the limits have to:
 * the fuller the last second, the longer. So a crowd of pollers settles below the ceiling instead of
 * at it: a thousand at a third of it.
 */
export function createAdmission(settings: AdmissionSettings): Admission {
  const { store, upstreamCallsPerSecond, customerCallsPerMinute } = settings;
  let latestLoad = 0;

  async function verdictOn(operation: Operation, customerId: string): Promise<CallVerdict> {
    try {
      return await store.askCall({
        customerId,
        operation,
        callsPerSecond: upstreamCallsPerSecond,
        customerCallsPerMinute,
      });
    } catch {
      throw new Failure("upstream_failed", "store_failed");
    }
  }

  return {
    async admit(operation, customerId) {
      const verdict = await verdictOn(operation, customerId);
      if (operation === "read") latestLoad = verdict.load;
      if (verdict.mayCall) return;
      const reason = verdict.limit === "customer" ? "customer_limit" : "upstream_ceiling";
      throw new Failure("rate_limited", reason, { retryAfterMs: Math.max(1_000, verdict.waitMs) });
    },
    pollAfterSeconds() {
      const seconds = Math.round(longestPollSeconds * Math.min(1, latestLoad));
      return seconds > usualPollSeconds ? seconds : undefined;
    },
  };
}
