/**
 * No instant or distance may be further away than this (the year 33658): what is reckoned from a few
 * of them is then still a date, which ends at 8.64e15.
 */
const maxMs = 1e15;

/** Whether a value is a number of milliseconds, forward or back, that can be reckoned with. */
export function isMs(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) <= maxMs;
}

/** The instant at which a hand clock starts unless told otherwise. */
const defaultStart = "2026-11-21T19:42:00.000Z";

/** What tells the time: milliseconds since 1970 (UTC). */
export interface Clock {
  now(): number;
}

/**
 * A clock that is moved by hand. Times are milliseconds since 1970 (UTC).
 * It never moves by itself, so a test states exactly when a link dies.
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
 * @throws TypeError when an instant or a distance is not a number or not a date.
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
 * Makes a clock that runs with real time plus whatever it was advanced by: for a demonstration,
 * where the day passes by itself and a week can be skipped by a press. `set` moves it to an
 * instant, from which it runs on.
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
    throw new TypeError(`"${isoOrMs}" is no instant: give ISO 8601 or milliseconds since 1970.`);
  }
  return ms;
}

function distanceMs(ms: number): number {
  if (!isMs(ms)) {
    throw new TypeError(`The clock cannot be advanced by ${ms}: give a number of milliseconds.`);
  }
  return ms;
}
