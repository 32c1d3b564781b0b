/** The one time that the flow waits for: when it comes, and what happens meanwhile. */
import type { Command } from "../../core/flow/types.js";
import type { Cancel, Environment } from "../environment.js";

/** A notification can be lost on its way to the host: polling waits no longer than this for one. */
const longestTrustMs = 5 * 60_000;

type Wait = Omit<Extract<Command, { do: "wait" }>, "do">;

export class FlowTimer {
  /** When the person may try again, by their own clock; for showing only. */
  untilMs: number | undefined;
  readonly #environment: Environment;
  readonly #ended: () => void;
  #stop: Cancel | undefined;
  #poll: Wait | undefined;
  #isListening = false;

  /** @param ended Called when the time has come. */
  constructor(environment: Environment, ended: () => void) {
    this.#environment = environment;
    this.#ended = ended;
  }

  /** A new wait replaces the old one. */
  start(wait: Wait): void {
    const { because } = wait;
    this.end();
    if (because === "poll") this.#poll = wait;
    const ms = this.#poll && this.#isListening ? Math.max(wait.ms, longestTrustMs) : wait.ms;
    const random = this.#environment.random();
    const jittered = because === "retry" ? ms * random : ms * (1 + random / 4);
    if (because === "pause") this.untilMs = this.#environment.wallMs() + jittered;
    this.#stop = this.#environment.after(jittered, this.#ended);
  }

  /** Waits for something else than the next refresh. */
  waitFor(ms: number, ended: () => void): void {
    this.end();
    this.#stop = this.#environment.after(ms, ended);
  }

  end(): void {
    this.#stop?.();
    this.#poll = undefined;
    this.untilMs = undefined;
  }

  /** Whether the event stream says when to refresh: polling is only a safety net then. */
  set isListening(isListening: boolean) {
    const poll = this.#poll;
    if (isListening === this.#isListening) return;
    this.#isListening = isListening;
    if (poll) this.start(poll);
  }
}
