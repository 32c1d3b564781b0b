/** How many calls may be made in a second. */
export interface Ceiling {
  /**
   * Makes room for one more call. Answers 0 when it may be made now, and counts it; otherwise how
   * many milliseconds to wait, and does not. Who is sent away is sent away for longer the more were
   * sent away before him, so that they do not all come back at once.
   */
  ask(): number;
  /** The calls of the last second as a part of those that there may be: 0 to 1. */
  load(): number;
}

const windowMs = 1000;
const longestWaitMs = 60_000;

/**
 * At most `perSecond` calls in any second, however they are spread. A token bucket would allow twice
 * as many in the second after a pause.
 * @param now Milliseconds.
 */
export function createCeiling(perSecond: number, now: () => number): Ceiling {
  const calls: number[] = [];
  let sentAwayUntilMs = 0;

  function forgetOld(timeMs: number): void {
    const latest = calls.at(-1);
    // A clock that was set back must not close the ceiling until it has caught up.
    if (latest !== undefined && latest > timeMs) {
      calls.length = 0;
      sentAwayUntilMs = 0;
    }
    while (calls[0] !== undefined && calls[0] <= timeMs - windowMs) calls.shift();
  }

  return {
    ask() {
      const timeMs = now();
      forgetOld(timeMs);
      const oldest = calls[0];
      if (calls.length < perSecond || oldest === undefined) {
        calls.push(timeMs);
        return 0;
      }
      sentAwayUntilMs = Math.max(sentAwayUntilMs, timeMs) + windowMs / perSecond;
      const turnMs = Math.max(oldest + windowMs, sentAwayUntilMs) - timeMs;
      return Math.min(longestWaitMs, turnMs);
    },
    load() {
      forgetOld(now());
      return calls.length / perSecond;
    },
  };
}
