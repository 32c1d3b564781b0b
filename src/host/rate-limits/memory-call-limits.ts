/**
 * Owns: how many calls to SpherePay may be made, in all and for one customer, within this process.
 * Does not own: the calls, or the 429 that a refused call becomes.
 * Why: all customers of a host share SpherePay's 100 requests a second. No customer may spend them
 * alone, and all together may not either.
 */
import type { CallLimits, CallRequest } from "../store/store.js";
import { type CallWindow, createCallWindow } from "./call-window.js";

/**
 * A bucket: half of a minute's calls at once, the other half as the minute goes on. So no minute,
 * wherever it begins, holds more than all of them. One or two a minute come one at a time.
 */
export function bucketOf(perMinute: number): {
  readonly capacity: number;
  readonly msPerCall: number;
} {
  if (perMinute <= 2) return { capacity: 1, msPerCall: 60_000 / perMinute };
  return { capacity: perMinute / 2, msPerCall: 120_000 / perMinute };
}

/** What {@link createMemoryCallLimits} needs. */
export interface MemoryCallLimitsOptions {
  /** Milliseconds. */
  readonly now: () => number;
  /** How many buckets are remembered; a forgotten one is full again. */
  readonly maxBuckets: number;
}

/** The rate limits of one process. */
export interface MemoryCallLimits extends CallLimits {
  /** Counts a call, allowed elsewhere, in the window of all customers. */
  countCall(call: CallRequest): void;
}

/** The rate limits of this process. */
export function createMemoryCallLimits(options: MemoryCallLimitsOptions): MemoryCallLimits {
  const { now, maxBuckets } = options;
  const windows = new Map<string, CallWindow>();
  // When each bucket will be full again, milliseconds.
  const fullAt = new Map<string, number>();

  function windowOf({ operation, callsPerSecond }: CallRequest): CallWindow {
    const name = `${operation} ${callsPerSecond}`;
    const window = windows.get(name) ?? createCallWindow(callsPerSecond, now);
    windows.set(name, window);
    return window;
  }

  /** How long until the bucket is full. Never emptier than empty: the clock may be set back. */
  function refillOf(bucket: string, timeMs: number, wholeMs: number): number {
    const refillMs = Math.max(0, (fullAt.get(bucket) ?? timeMs) - timeMs);
    if (refillMs <= wholeMs) return refillMs;
    spend(bucket, timeMs + wholeMs);
    return wholeMs;
  }

  function spend(bucket: string, fullMs: number): void {
    fullAt.delete(bucket);
    fullAt.set(bucket, fullMs);
    const oldest = fullAt.keys().next();
    if (fullAt.size > maxBuckets && !oldest.done) fullAt.delete(oldest.value);
  }

  return {
    countCall: (call) => windowOf(call).count(),

    async requestCall(call) {
      const window = windowOf(call);
      const { capacity, msPerCall } = bucketOf(call.customerCallsPerMinute);
      const bucket = `${call.operation} ${call.customerId}`;
      const timeMs = now();
      const untilFullMs = refillOf(bucket, timeMs, capacity * msPerCall);
      const bucketMs = untilFullMs - (capacity - 1) * msPerCall;
      if (bucketMs > 0) {
        const load = window.load();
        return { isAllowed: false, limit: "customer", retryAfterMs: bucketMs, load };
      }
      const retryAfterMs = window.request(call.customerId);
      const load = window.load();
      if (retryAfterMs > 0) return { isAllowed: false, limit: "upstream", retryAfterMs, load };
      spend(bucket, timeMs + untilFullMs + msPerCall);
      return { isAllowed: true, load };
    },
  };
}
