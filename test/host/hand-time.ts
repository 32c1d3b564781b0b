import type { Schedule } from "../../src/host/index.js";
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
  readonly callback: () => void;
  readonly dueMs: number;
}

/** FlowTimer in the order of when they are due: a heap, because a crowd has thousands. */
function createQueue() {
  const heap: Timer[] = [];
  const dueAt = (index: number) => heap[index]?.dueMs ?? Number.POSITIVE_INFINITY;

  function swap(one: number, other: number): void {
    const [first, second] = [heap[one], heap[other]];
    if (!first || !second) return;
    heap[one] = second;
    heap[other] = first;
  }

  return {
    first: () => heap[0],
    add(timer: Timer): void {
      let at = heap.push(timer) - 1;
      for (let above = (at - 1) >> 1; at > 0 && dueAt(above) > dueAt(at); above = (at - 1) >> 1) {
        swap(at, above);
        at = above;
      }
    },
    removeFirst(): void {
      swap(0, heap.length - 1);
      heap.pop();
      for (let at = 0; ; ) {
        const left = 2 * at + 1;
        const below = dueAt(left + 1) < dueAt(left) ? left + 1 : left;
        if (dueAt(below) >= dueAt(at)) return;
        swap(at, below);
        at = below;
      }
    },
  };
}

export function aHandTime(): HandTime {
  const clock = createHandClock();
  const queue = createQueue();
  const waiting = new Set<Timer>();

  function happen(timer: Timer): void {
    queue.removeFirst();
    if (!waiting.delete(timer)) return;
    clock.set(Math.max(clock.now(), timer.dueMs));
    timer.callback();
  }

  return {
    clock,
    now: clock.now,
    schedule(callback, afterMs) {
      const timer = { callback, dueMs: clock.now() + afterMs };
      waiting.add(timer);
      queue.add(timer);
      return () => waiting.delete(timer);
    },
    advance(ms) {
      const untilMs = clock.now() + ms;
      for (let next = queue.first(); next && next.dueMs <= untilMs; next = queue.first()) {
        happen(next);
      }
      clock.set(untilMs);
    },
    waiting: () => waiting.size,
  };
}
