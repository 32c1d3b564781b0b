/** How many calls may be made in a second. */
export interface CallWindow {
  /**
   * Requests room for one more call. Returns 0 when it may be made now, and counts it; otherwise how
   * many milliseconds to wait, without counting it. Each waiting customer has a slot of their own,
   * one after the other, so that they do not all come back at once; a customer who tries again early
   * keeps the slot, and delays nobody else.
   */
  request(customerId: string): number;
  /** Counts a call that was allowed elsewhere. */
  count(): void;
  /** The calls of the last second as a part of those allowed: 0 to 1. */
  load(): number;
}

const windowMs = 1000;
const longestWaitMs = 60_000;
/** More slots than a minute has at 80 calls a second; beyond that the oldest is forgotten. */
const maxSlots = 10_000;

/**
 * A sliding window: at most `perSecond` calls in any second, however they are spread. A token bucket
 * would allow twice as many in the second after a pause.
 * @param now Milliseconds.
 */
export function createCallWindow(perSecond: number, now: () => number): CallWindow {
  const calls: number[] = [];
  const slots = new Map<string, number>();
  let lastSlotMs = 0;

  function forgetOld(timeMs: number): void {
    const latest = calls.at(-1);
    // A clock that was set back must not close the window until it has caught up.
    if (latest !== undefined && latest > timeMs) {
      calls.length = 0;
      slots.clear();
      lastSlotMs = 0;
    }
    while (calls[0] !== undefined && calls[0] <= timeMs - windowMs) calls.shift();
  }

  /** The customer's slot: the one they already have, or the next that is free. */
  function slotOf(customerId: string, timeMs: number): number {
    const given = slots.get(customerId);
    if (given !== undefined && given > timeMs) return given;
    const nextMs = Math.max(lastSlotMs, timeMs) + windowMs / perSecond;
    lastSlotMs = Math.min(timeMs + longestWaitMs, nextMs);
    slots.delete(customerId);
    slots.set(customerId, lastSlotMs);
    const oldest = slots.keys().next();
    if (slots.size > maxSlots && !oldest.done) slots.delete(oldest.value);
    return lastSlotMs;
  }

  return {
    request(customerId) {
      const timeMs = now();
      forgetOld(timeMs);
      // The call that has to be a second old before there is room for one more.
      const blocking = calls.at(-perSecond);
      if (blocking === undefined) {
        calls.push(timeMs);
        return 0;
      }
      const slotMs = Math.max(blocking + windowMs, slotOf(customerId, timeMs));
      return Math.min(longestWaitMs, slotMs - timeMs);
    },
    count() {
      const timeMs = now();
      forgetOld(timeMs);
      calls.push(timeMs);
    },
    load() {
      forgetOld(now());
      return Math.min(1, calls.length / perSecond);
    },
  };
}
