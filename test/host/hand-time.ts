import type { Schedule } from "../../src/host/schedule.js";
import { createHandClock } from "../../src/simulator/index.js";

/** A clock with timers, both moved by hand. */
export interface HandTime {
  readonly clock: ReturnType<typeof createHandClock>;
  readonly now: () => number;
  readonly schedule: Schedule;
  /** Lets time pass: what is due meanwhile happens, in order, each at its time. */
  advance(ms: number): void;
  /** How many timers are waiting. */
  waiting(): number;
}

interface Timer {
  readonly deed: () => void;
  readonly dueMs: number;
}

export function aHandTime(): HandTime {
  const clock = createHandClock();
  const timers = new Set<Timer>();

  function earliestUntil(untilMs: number): Timer | undefined {
    let earliest: Timer | undefined;
    for (const timer of timers) {
      if (timer.dueMs <= untilMs && !(earliest && earliest.dueMs <= timer.dueMs)) earliest = timer;
    }
    return earliest;
  }

  return {
    clock,
    now: clock.now,
    schedule(deed, afterMs) {
      const timer = { deed, dueMs: clock.now() + afterMs };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(ms) {
      const untilMs = clock.now() + ms;
      for (let next = earliestUntil(untilMs); next; next = earliestUntil(untilMs)) {
        timers.delete(next);
        clock.set(Math.max(clock.now(), next.dueMs));
        next.deed();
      }
      clock.set(untilMs);
    },
    waiting: () => timers.size,
  };
}
