import type { Clock } from "../hand-clock.js";

/** Who waits for an instant. Nothing ends by itself: somebody looks at the clock now and then. */
export interface Waits {
  /**
   * Fulfilled at once when the instant has come already, otherwise when it has come and `endDue` was
   * called; rejected with the signal's reason when given up.
   */
  until(atMs: number, signal: AbortSignal): Promise<void>;
  /** Ends the waits whose instant has come. */
  endDue(): void;
  /** Ends all waits. */
  endAll(): void;
}

/** Makes an empty waiting room. */
export function createWaits(clock: Clock): Waits {
  const waiting = new Map<() => void, number>();

  function endUntil(lastMs: number): void {
    for (const [end, atMs] of [...waiting]) {
      if (atMs <= lastMs) {
        waiting.delete(end);
        end();
      }
    }
  }

  return {
    until(atMs, signal) {
      return new Promise((resolve, reject) => {
        const giveUp = () => {
          waiting.delete(end);
          reject(signal.reason);
        };
        const end = () => {
          signal.removeEventListener("abort", giveUp);
          resolve();
        };
        if (signal.aborted) {
          giveUp();
          return;
        }
        if (atMs <= clock.now()) {
          resolve();
          return;
        }
        signal.addEventListener("abort", giveUp, { once: true });
        waiting.set(end, atMs);
      });
    },
    endDue: () => endUntil(clock.now()),
    endAll: () => endUntil(Number.POSITIVE_INFINITY),
  };
}
