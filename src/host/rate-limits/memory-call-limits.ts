/**
 * Owns: how many calls to SpherePay may be made, in all and for one customer.
 * Does not own: the calls (`sphere-client.ts`), or what a refusal means on the wire (`admission.ts`).
 * Why: all customers of a host share SpherePay's 100 requests a second. Nobody may spend them alone,
 * and all together may not either.
 */

import type { Operation } from "../spherepay/refusal.js";
import { type Ceiling, createCeiling } from "./ceiling.js";

/** A call that somebody wants to make. */
export interface CallAsked {
  readonly customerId: string;
  readonly operation: Operation;
  /** The most calls of this operation in any second, of all customers and processes together. */
  readonly callsPerSecond: number;
  /** The most calls of this operation for this customer in any minute. */
  readonly customerCallsPerMinute: number;
}

/** Whether it may be made. `load` is how full the last second is, 0 to 1. */
export type CallVerdict =
  | { readonly mayCall: true; readonly load: number }
  | {
      readonly mayCall: false;
      readonly load: number;
      /** Which limit is reached. */
      readonly limit: "everybody" | "customer";
      readonly waitMs: number;
    };

/** The limits of all processes that share the store. */
export interface CallLimits {
  /** Counts a call that may be made, and no other. */
  askCall(call: CallAsked): Promise<CallVerdict>;
}

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

/** The limits of one process. */
export interface MemoryCallLimits extends CallLimits {
  /** Counts a call among those of all customers, that somebody else has let through. */
  countCall(call: CallAsked): void;
}

/** The limits of this process. */
export function createMemoryCallLimits(options: MemoryCallLimitsOptions): MemoryCallLimits {
  const { now, maxBuckets } = options;
  const ceilings = new Map<string, Ceiling>();
  // When each bucket will be full again, milliseconds.
  const fullAt = new Map<string, number>();

  function ceilingOf({ operation, callsPerSecond }: CallAsked): Ceiling {
    const name = `${operation} ${callsPerSecond}`;
    const ceiling = ceilings.get(name) ?? createCeiling(callsPerSecond, now);
    ceilings.set(name, ceiling);
    return ceiling;
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
    countCall: (call) => ceilingOf(call).count(),

    async askCall(call) {
      const ceiling = ceilingOf(call);
      const { capacity, msPerCall } = bucketOf(call.customerCallsPerMinute);
      const bucket = `${call.operation} ${call.customerId}`;
      const timeMs = now();
      const untilFullMs = refillOf(bucket, timeMs, capacity * msPerCall);
      const bucketMs = untilFullMs - (capacity - 1) * msPerCall;
      if (bucketMs > 0) {
        return { mayCall: false, limit: "customer", waitMs: bucketMs, load: ceiling.load() };
      }
      const waitMs = ceiling.ask(call.customerId);
      const load = ceiling.load();
      if (waitMs > 0) return { mayCall: false, limit: "everybody", waitMs, load };
      spend(bucket, timeMs + untilFullMs + msPerCall);
      return { mayCall: true, load };
    },
  };
}
