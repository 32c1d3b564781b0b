/**
 * Owns: the step in which a code is sent to the customer and typed: what is typed, what was sent, until
 * when it works, when another may be sent.
 * Does not own: sending twice, renewing, what is shown after an answer (`core/flow`).
 * Why: what is typed lives here and nowhere else, and goes with the step.
 */
import type { TemplateResult } from "lit";
import type { CustomerScreen } from "../../../core/screen.js";
import { type CodeSent, codeSentOf } from "../../../core/step-contract.js";
import { stepRoutes } from "../../../core/step-routes.js";
import { messages as english } from "../../../locales/steps/en-code.js";
import type { HostClient } from "../../api/host-client.js";
import type { Cancel } from "../../environment.js";
import type { Lifetime } from "../../links/held-link.js";
import { kit, takeKit } from "../../on-demand/handed.js";
import type { View } from "../../views/view.js";
import type { DrawnStep, StepPart, StepPort } from "../step-part.js";
import { adoptStepStyle } from "../step-style.js";
import { hasStepWords, loadStepWords } from "../step-words.js";
import { codeIn, isCode } from "./code-in.js";
import { codeStyle } from "./code-style.js";
import { type CodeRequest, type CodeStep, codeAnnounced, codeView } from "./code-view.js";

export const prepare: StepPart["prepare"] = (handed, lang) => {
  takeKit(handed);
  return loadStepWords(lang, english);
};

export const create: StepPart["create"] = (port) => new DrawnCodeStep(port);

/** What is further away than this is no time of day. */
const dayMs = 86_400_000;

class DrawnCodeStep implements DrawnStep, CodeStep {
  typed = "";
  isAsking = false;
  fault: CodeStep["fault"];
  last: CodeRequest | undefined;
  sent: CodeSent | undefined;
  #codeEnds: Lifetime | undefined;
  readonly #waits: Partial<Record<CodeRequest, Lifetime>> = {};
  #run: DrawnStep["request"] = async () => false;
  /** The field takes the focus once, with what is wrong with it or when it is new. */
  #wantsFocus = false;
  #stopTicking: Cancel | undefined;
  #isOver = false;
  readonly #port: StepPort;

  constructor(port: StepPort) {
    this.#port = port;
  }

  get requirement(): string {
    return this.#port.requirement;
  }

  view(view: View, screen: CustomerScreen): TemplateResult {
    const { lang } = view.words;
    const { environment, requestUpdate } = this.#port;
    if (!hasStepWords(lang)) {
      // Until they are there, the step speaks English.
      environment.load(() => loadStepWords(lang)).then(requestUpdate, () => {});
    }
    this.#tick();
    return codeView(view, screen, this);
  }

  announced(view: View, screen: CustomerScreen): readonly string[] {
    return codeAnnounced(view, screen, this);
  }

  updated(root: HTMLElement | DocumentFragment): void {
    adoptStepStyle(root, codeStyle);
    const field = root.querySelector<HTMLInputElement>("#code");
    if (!field || field.readOnly || !this.#wantsFocus) return;
    this.#wantsFocus = false;
    const { activeElement, body } = field.ownerDocument;
    const isHere = root instanceof ShadowRoot && root.activeElement;
    if (isHere || activeElement === body) field.focus();
  }

  request(client: HostClient, signal: AbortSignal): Promise<boolean> {
    return this.#run(client, signal);
  }

  end(): void {
    this.#isOver = true;
    this.#stopTicking?.();
    this.typed = "";
  }

  close(): void {
    this.#port.close();
  }

  waitMs(what: CodeRequest): number {
    return this.#leftMs(this.#waits[what]) ?? 0;
  }

  get worksMs(): number | undefined {
    const leftMs = this.#leftMs(this.#codeEnds) ?? dayMs;
    return leftMs < dayMs ? leftMs : undefined;
  }

  #leftMs(end: Lifetime | undefined): number | undefined {
    return end && Math.max(0, kit.remainingMs(end, this.#port.environment));
  }

  #endIn(leftMs: number): Lifetime {
    const { environment } = this.#port;
    return { leftMs, wallMs: environment.wallMs(), elapsedMs: environment.elapsedMs() };
  }

  /** Draws every second as long as a time is on screen that goes on. */
  #tick(): void {
    this.#stopTicking?.();
    const isCounting = this.waitMs("send") > 0 || this.waitMs("check") > 0 || !!this.worksMs;
    if (!isCounting || this.#isOver) return;
    const { environment } = this.#port;
    this.#stopTicking = environment.after(1_000, () => this.#port.requestUpdate());
  }

  ask(): void {
    this.isAsking = true;
    this.#wantsFocus = true;
    this.#port.requestUpdate();
  }

  type(text: string): void {
    this.typed = text;
  }

  paste(text: string): boolean {
    const code = codeIn(text);
    if (this.typed.trim() || !isCode(code)) return false;
    this.typed = code;
    this.#port.requestUpdate();
    return true;
  }

  send(): void {
    this.fault = undefined;
    this.#click("send", async (key, client, signal) => {
      const { requirement } = this;
      const headers = { "Idempotency-Key": key };
      const { json, nowMs } = await client.send(stepRoutes.code, signal, { requirement, headers });
      const sent = codeSentOf(json);
      if (typeof sent === "string") {
        throw new kit.Problem("answer_unreadable", { explanation: sent });
      }
      if (signal.aborted) return false;
      const { expiresInSeconds, expiresAt, resendAfterSeconds } = sent;
      const endsMs = kit.parseDate(expiresAt);
      this.sent = sent;
      this.isAsking = true;
      this.typed = "";
      this.#wantsFocus = true;
      this.#waits.send = this.#endIn(Math.min(dayMs, resendAfterSeconds * 1_000));
      delete this.#waits.check;
      this.#codeEnds = this.#endIn(
        expiresInSeconds !== undefined
          ? expiresInSeconds * 1_000
          : endsMs === undefined || nowMs === undefined
            ? Number.POSITIVE_INFINITY
            : endsMs - nowMs,
      );
      return false;
    });
  }

  check(): void {
    const code = codeIn(this.typed);
    const isGood = isCode(code);
    this.fault = isGood ? undefined : code ? "odd" : "empty";
    if (!isGood) {
      this.#wantsFocus = true;
      this.#port.requestUpdate();
      return;
    }
    this.typed = code;
    this.#click("check", async (key, client, signal) => {
      await client.send(stepRoutes.codeCheck, signal, {
        requirement: this.requirement,
        headers: { "Idempotency-Key": key, "Content-Type": "application/json" },
        body: JSON.stringify({ code }),
      });
      return true;
    });
  }

  /** Asks the flow to send something; what is sent again has the same key and the same code. */
  #click(
    what: CodeRequest,
    run: (key: string, client: HostClient, signal: AbortSignal) => Promise<boolean>,
  ): void {
    if (!this.#port.canSend() || this.waitMs(what) > 0) return;
    const key = this.#port.environment.newKey();
    this.last = what;
    this.#run = async (client, signal) => {
      try {
        return await run(key, client, signal);
      } catch (failure) {
        if (!signal.aborted) this.#noteFailure(what, failure);
        throw failure;
      }
    };
    this.#port.send();
  }

  #noteFailure(what: CodeRequest, failure: unknown): void {
    this.#wantsFocus ||= what === "check";
    if (!(failure instanceof kit.Problem) || failure.code !== "rate_limited") return;
    // A code was sent a moment ago, here or in another tab: there is one to type.
    this.isAsking = true;
    this.#wantsFocus = true;
    if (failure.retryAfterMs) this.#waits[what] = this.#endIn(failure.retryAfterMs);
  }
}
