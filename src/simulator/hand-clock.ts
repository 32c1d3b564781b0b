/**
 * The furthest instant or distance (the year 33658): a sum of a few of them is still below 8.64e15,
 * where dates end.
 */
const maxMs = 1e15;

/** Whether a value is a number of milliseconds, forward or back, within the limit. */
export function isMs(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) <= maxMs;
}

/** The instant at which a hand clock starts by default. */
const defaultStart = "2026-11-21T19:42:00.000Z";

/** The time, in milliseconds since 1970 (UTC). */
export interface Clock {
  now(): number;
}

/**
 * A clock that is moved by hand. Times are milliseconds since 1970 (UTC).
 * It never moves by itself, so a test states exactly when a link expires.
 */
export interface HandClock extends Clock {
  /** Moves the clock by `ms` milliseconds; a negative number moves it back. */
  advance(ms: number): void;
  /** Sets the clock to an ISO 8601 instant or to milliseconds since 1970. */
  set(isoOrMs: string | number): void;
}

/**
 * Makes a clock that stands still until it is moved.
 *
 * @param start ISO 8601 or milliseconds since 1970; 2026-11-21T19:42:00.000Z when left out.
 * @throws TypeError when an instant or a distance is not valid.
 */
export function createHandClock(start: string | number = defaultStart): HandClock {
  let nowMs = instantMs(start);
  return {
    now: () => nowMs,
    advance(ms) {
      nowMs = instantMs(nowMs + distanceMs(ms));
    },
    set(isoOrMs) {
      nowMs = instantMs(isoOrMs);
    },
  };
}

/**
 * Makes a clock that runs with real time plus the distance it was advanced by: for a demo, where time
 * passes and a click skips a week. `set` moves it to an instant, from which it runs on.
 */
export function createRunningClock(): HandClock {
  let aheadMs = 0;
  return {
    now: () => Date.now() + aheadMs,
    advance(ms) {
      aheadMs = instantMs(Date.now() + aheadMs + distanceMs(ms)) - Date.now();
    },
    set(isoOrMs) {
      aheadMs = instantMs(isoOrMs) - Date.now();
    },
  };
}

function instantMs(isoOrMs: string | number): number {
  const ms = typeof isoOrMs === "number" ? isoOrMs : Date.parse(isoOrMs);
  if (!isMs(ms)) {
    throw new TypeError(
      `"${isoOrMs}" is not an instant: give ISO 8601 or milliseconds since 1970.`,
    );
  }
  return ms;
}

function distanceMs(ms: number): number {
  if (!isMs(ms)) {
    throw new TypeError(`The clock cannot be advanced by ${ms}: give a number of milliseconds.`);
  }
  return ms;
}
