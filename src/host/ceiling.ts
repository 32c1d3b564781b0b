/** Says whether one more call may be made now; a call that may not be made is not counted. */
export type Ceiling = () => boolean;

const windowMs = 1000;

/**
 * At most `perSecond` calls in any second, however they are spread. A token bucket would allow twice
 * as many in the second after a pause.
 * @param now Milliseconds.
 */
export function createCeiling(perSecond: number, now: () => number): Ceiling {
  const calls: number[] = [];
  return () => {
    const time = now();
    const latest = calls.at(-1);
    // A clock that was set back must not close the ceiling until it has caught up.
    if (latest !== undefined && latest > time) calls.length = 0;
    const oldest = calls[0];
    if (calls.length >= perSecond && oldest !== undefined) {
      if (time - oldest < windowMs) return false;
      calls.shift();
    }
    calls.push(time);
    return true;
  };
}
