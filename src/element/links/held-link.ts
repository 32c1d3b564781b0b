/**
 * Owns: a link that is held for a moment, and how long it is still good for.
 */
import type { Environment } from "../environment.js";

/** A judged link, and when it came. */
export interface HeldLink {
  readonly href: string;
  /** The time it had left on arrival, by the host's clock; `Infinity` when nobody told. */
  readonly leftMs: number;
  readonly wallMs: number;
  readonly elapsedMs: number;
}

/** How long it has left. Of both clocks the one that says less is right: one of them sleeps. */
export function remainingMs(
  { leftMs, ...since }: HeldLink,
  { wallMs, elapsedMs }: Environment,
): number {
  return leftMs - Math.max(elapsedMs() - since.elapsedMs, wallMs() - since.wallMs);
}
