/** A link that is held for a moment, and how long it is still good for. */
import type { Environment } from "../environment.js";

/** What ends at some time, and when it came. */
export interface Lifetime {
  /** The time it had left on arrival, by the host's clock; `Infinity` when the host did not tell. */
  readonly leftMs: number;
  readonly wallMs: number;
  readonly elapsedMs: number;
}

/** A validated link, and when it came. */
export interface HeldLink extends Lifetime {
  readonly href: string;
}

/** How long it has left, by the clock on which more time has passed: the other may have slept. */
export function remainingMs({ leftMs, ...since }: Lifetime, environment: Environment): number {
  const elapsedMs = environment.elapsedMs() - since.elapsedMs;
  return leftMs - Math.max(elapsedMs, environment.wallMs() - since.wallMs);
}
