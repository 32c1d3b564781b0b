import type { Clock } from "../hand-clock.js";

/** Waits for instants of a clock that moves by hand: they end only when `endDue` is called. */
export interface Waits {
  /**
   * Resolves at once when the instant has passed, otherwise with the first `endDue` after it; rejects
   * with the signal's reason when that is aborted.
   */
  until(atMs: number, signal: AbortSignal): Promise<void>;
  /** Ends the waits whose instant has passed. */
  endDue(): void;
  /** Ends all waits. */
  endAll(): void;
}

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
