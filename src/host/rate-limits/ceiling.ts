/** How many calls may be made in a second. */
export interface Ceiling {
  /**
   * Makes room for one more call. Answers 0 when it may be made now, and counts it; otherwise how
   * many milliseconds to wait, and does not. Who is sent away is sent away for longer the more
   * customers were sent away before him, so that they do not all come back at once; one who asks
   * before his turn has come keeps it, and costs nobody else a moment.
   */
  ask(customerId: string): number;
  /** Counts a call that somebody else has let through. */
  count(): void;
  /** The calls of the last second as a part of those that there may be: 0 to 1. */
  load(): number;
}

const windowMs = 1000;
const longestWaitMs = 60_000;
/** More turns than a minute has at 80 calls a second; beyond that the oldest is forgotten. */
const maxTurns = 10_000;

/**
 * At most `perSecond` calls in any second, however they are spread. A token bucket would allow twice
 * as many in the second after a pause.
 * @param now Milliseconds.
 */
export function createCeiling(perSecond: number, now: () => number): Ceiling {
  const calls: number[] = [];
  const turns = new Map<string, number>();
  let sentAwayUntilMs = 0;

  function forgetOld(timeMs: number): void {
    const latest = calls.at(-1);
    // A clock that was set back must not close the ceiling until it has caught up.
    if (latest !== undefined && latest > timeMs) {
      calls.length = 0;
      turns.clear();
      sentAwayUntilMs = 0;
    }
    while (calls[0] !== undefined && calls[0] <= timeMs - windowMs) calls.shift();
  }

  /** When it is his turn: the one he has been given, or the next that is free. */
  function turnOf(customerId: string, timeMs: number): number {
    const given = turns.get(customerId);
    if (given !== undefined && given > timeMs) return given;
    const nextMs = Math.max(sentAwayUntilMs, timeMs) + windowMs / perSecond;
    sentAwayUntilMs = Math.min(timeMs + longestWaitMs, nextMs);
    turns.delete(customerId);
    turns.set(customerId, sentAwayUntilMs);
    const oldest = turns.keys().next();
    if (turns.size > maxTurns && !oldest.done) turns.delete(oldest.value);
    return sentAwayUntilMs;
  }

  return {
    ask(customerId) {
      const timeMs = now();
      forgetOld(timeMs);
      // The call that has to be a second old before there is room for one more.
      const inTheWay = calls.at(-perSecond);
      if (inTheWay === undefined) {
        calls.push(timeMs);
        return 0;
      }
      const turnMs = Math.max(inTheWay + windowMs, turnOf(customerId, timeMs)) - timeMs;
      return Math.min(longestWaitMs, turnMs);
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
