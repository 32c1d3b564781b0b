/**
 * Owns: the one time that the flow waits for: when it comes, and what happens meanwhile.
 * Does not own: how long to wait (`core/flow-steps.ts`), or what follows (`flow-controller.ts`).
 * Why: polling is rare while the host itself says when to look, and wakes when it falls silent.
 */
import type { Command } from "../../core/flow/types.js";
import type { Cancel, Environment } from "../environment.js";

/** A nudge can be lost on its way to the host: nobody waits for it longer than this. */
const longestTrustMs = 5 * 60_000;

type Wait = Omit<Extract<Command, { do: "wait" }>, "do">;

export class Waiting {
  /** When the person may try again, by his own clock; for showing only. */
  untilMs: number | undefined;
  readonly #environment: Environment;
  readonly #over: () => void;
  #stop: Cancel | undefined;
  #poll: Wait | undefined;
  #isNudged = false;

  /** @param over Called when the time has come. */
  constructor(environment: Environment, over: () => void) {
    this.#environment = environment;
    this.#over = over;
  }

  /** A new wait replaces the old one. */
  start(wait: Wait): void {
    const { random, after, wallMs } = this.#environment;
    const { because } = wait;
    this.end();
    if (because === "poll") this.#poll = wait;
    const ms = this.#poll && this.#isNudged ? Math.max(wait.ms, longestTrustMs) : wait.ms;
    const jittered = because === "retry" ? ms * random() : ms * (1 + random() / 4);
    if (because === "pause") this.untilMs = wallMs() + jittered;
    this.#stop = after(jittered, this.#over);
  }

  /** Waits for something else than the next look. */
  hold(ms: number, over: () => void): void {
    this.end();
    this.#stop = this.#environment.after(ms, over);
  }

  end(): void {
    this.#stop?.();
    this.#poll = undefined;
    this.untilMs = undefined;
  }

  /** Whether the host says when to look again: polling is only a safety net then. */
  set isNudged(isNudged: boolean) {
    const poll = this.#poll;
    if (isNudged === this.#isNudged) return;
    this.#isNudged = isNudged;
    if (poll) this.start(poll);
  }
}
