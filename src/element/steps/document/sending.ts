/**
 * Owns: sending the files of a document, one at a time: the one on its way, its progress, its deadline,
 * what the host has stored.
 * Does not own: what is chosen (`document-step.ts`), repeats with the same key (`core/flow`).
 */
import { stepRoutes } from "../../../core/step-routes.js";
import type { HostClient } from "../../api/host-client.js";
import type { Cancel } from "../../environment.js";
import { kit } from "../../on-demand/handed.js";
import type { StepPort } from "../step-part.js";
import type { ChosenFile, Slot } from "./chosen-file.js";
import type { DocumentChoice } from "./document-choice.js";
import type { sendFile } from "./send-file.js";

/** Nobody knows whether it has arrived: it is sent again with the same key. */
const unanswered: readonly string[] = ["offline", "host_unreachable", "timeout", "in_flight"];

interface Current {
  readonly slot: Slot;
  readonly chosen: ChosenFile;
  /** The host's note of the slot before. */
  readonly noted: string | undefined;
}

/** The step, as far as sending goes. */
interface Step {
  readonly choice: DocumentChoice;
  readonly files: ReadonlyMap<Slot, ChosenFile>;
  readonly part: { readonly sendFile: typeof sendFile } | undefined;
  changed(slot: Slot): void;
  /** What becomes of a file that was not stored. */
  failed(slot: Slot, chosen: ChosenFile): void;
}

export class Sending {
  /** When the host received what was sent from here, by document and slot. */
  readonly stored = new Map<string, string>();
  #current: Current | undefined;
  #run: AbortController | undefined;
  #stopWaiting: Cancel | undefined;
  #waitEndsMs = 0;
  readonly #port: StepPort;
  readonly #step: Step;

  constructor(port: StepPort, step: Step) {
    this.#port = port;
    this.#step = step;
  }

  /** Whether bytes are on their way. */
  get isGoing(): boolean {
    return this.#current?.chosen.doing === "sending";
  }

  /** How long the host asked to wait, milliseconds from now. */
  get waitMs(): number {
    return Math.max(0, this.#waitEndsMs - this.#port.environment.elapsedMs());
  }

  /** Sends the next file that waits, when it may. */
  next(): void {
    const [found] = [...this.#step.files].filter(([, { doing }]) => doing === "waiting");
    if (!found || this.#current || this.waitMs > 0 || !this.#port.canSend()) return;
    const [slot, chosen] = found;
    chosen.key ??= this.#port.environment.newKey();
    chosen.doing = "sending";
    this.#current = { slot, chosen, noted: this.#step.choice.noted(slot) };
    this.#step.changed(slot);
    this.#port.send();
  }

  async request(client: HostClient, signal: AbortSignal): Promise<boolean> {
    const { part, choice } = this.#step;
    const current = this.#current;
    if (!current || !part || !this.isGoing) return false;
    const { slot, chosen } = current;
    const run = new AbortController();
    this.#run = run;
    const end = () => run.abort(signal.reason);
    signal.addEventListener("abort", end);
    const key = choice.keyOf(slot);
    chosen.failure = undefined;
    try {
      const receivedAt = await part.sendFile(this.#port, client, run, {
        // What every step imports is one file; what some do would be one more request.
        route: stepRoutes.document,
        choice,
        slot,
        chosen,
      });
      if (!this.isGoing) return false;
      this.#store(chosen, key, receivedAt);
      return this.isComplete;
    } catch (failure) {
      // Cancelled by the customer, here.
      if (!this.isGoing) return false;
      if (failure instanceof kit.Problem) chosen.failure = failure;
      throw failure;
    } finally {
      signal.removeEventListener("abort", end);
    }
  }

  /** Whether the host has everything, and nothing that was chosen is left. */
  get isComplete(): boolean {
    const { choice, files } = this.#step;
    return (
      choice.slots.every((each) => this.receivedAt(each) !== undefined) &&
      [...files.values()].every(({ doing }) => doing === "sent")
    );
  }

  /** When the host received a slot's file, ISO 8601; `undefined` when it is needed. */
  receivedAt(slot: Slot): string | undefined {
    const { choice } = this.#step;
    return this.stored.get(choice.keyOf(slot)) ?? choice.notedHere(slot);
  }

  #store(chosen: ChosenFile, key: string, receivedAt: string): void {
    chosen.doing = "sent";
    this.stored.set(key, receivedAt);
    this.#port.requestUpdate();
  }

  /** The request has ended, and the customer was read again. */
  settle(): void {
    const { slot, chosen, noted } = this.#current ?? {};
    this.#current = undefined;
    if (!slot || chosen?.doing !== "sending") return;
    const { choice } = this.#step;
    const now = choice.noted(slot);
    const { code, retryAfterMs } = chosen.failure ?? {};
    if (now && now !== noted) {
      // It has arrived, and only the answer was lost.
      this.#store(chosen, choice.keyOf(slot), now);
      return;
    }
    chosen.doing = "held";
    if (code && !unanswered.includes(code)) chosen.key = undefined;
    if (code === "rate_limited" && retryAfterMs) {
      const { environment, requestUpdate } = this.#port;
      this.#waitEndsMs = environment.elapsedMs() + retryAfterMs;
      this.#stopWaiting = environment.after(retryAfterMs, requestUpdate);
    }
    this.#step.failed(slot, chosen);
  }

  /** The customer does not want it sent any more. What has arrived has arrived. */
  cancel(): void {
    const chosen = this.#current?.chosen;
    if (chosen?.doing !== "sending") return;
    chosen.doing = "held";
    chosen.failure = undefined;
    this.#run?.abort(new kit.Problem("timeout"));
  }

  end(): void {
    this.cancel();
    this.#stopWaiting?.();
    this.#current = undefined;
  }
}
