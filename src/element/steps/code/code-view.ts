/** What the step of a code looks like and says: before a code is sent, and while one is typed. */
import type { TemplateResult } from "lit";
import type { CustomerScreen } from "../../../core/screen.js";
import type { CodeSent } from "../../../core/step-contract.js";
import type { Words } from "../../i18n/words.js";
import { html, kit } from "../../on-demand/handed.js";
import type { Tone } from "../../views/icons.js";
import type { Part, View } from "../../views/view.js";
import { primaryState, problemNote, stepFrame } from "../step-frame.js";
import { type SayStep, stepWords } from "../step-words.js";

/** What a click sends: `send` a code, or `check` the one that was typed. */
export type CodeRequest = "send" | "check";

/** The step as it is drawn. */
export interface CodeStep {
  readonly requirement: string;
  /** What was typed, as it was. */
  readonly typed: string;
  /** Whether there is a field: a code was sent, or the customer has one. */
  readonly isAsking: boolean;
  /** What is wrong with what was typed, before the host is asked. */
  readonly fault: "empty" | "odd" | undefined;
  /** What was clicked last. */
  readonly last: CodeRequest | undefined;
  /** The last code that was sent from here. */
  readonly sent: CodeSent | undefined;
  /** Milliseconds for which the last code works: 0 when it has ended, `undefined` when nobody said. */
  readonly worksMs: number | undefined;
  /** Milliseconds until a request may be sent; 0 when it may be now. */
  waitMs(what: CodeRequest): number;
  send(): void;
  check(): void;
  /** The customer has a code, from an earlier visit. */
  ask(): void;
  type(text: string): void;
  /** Whether a paste was reduced to its code. */
  paste(text: string): boolean;
  close(): void;
}

/** A longer wait is said as a time of day. */
const longestCountdownMs = 600_000;

/** What there is to say beside the field, and at it. */
interface Said {
  readonly lead: string;
  readonly noteText: string;
  readonly tone: Tone;
  readonly fieldError: string;
}

/** Isolated: an address or a number is written from left to right in any language, and in one line. */
const isolated = (to: string): string =>
  `\u2068${kit.readable(to, 100).replaceAll(" ", "\u00a0")}\u2069`;

function destinationOf({ step }: CustomerScreen, { sent }: CodeStep): string {
  const offered = step?.offered;
  const to = sent?.to ?? (offered?.kind === "code" && offered.to);
  return to ? isolated(to) : "";
}

function countdown({ number, intlTag }: Words, ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  const twoFigures = { minimumIntegerDigits: 2 };
  return `${number(Math.floor(seconds / 60))}:${(seconds % 60).toLocaleString(intlTag, twoFigures)}`;
}

function leadText(screen: CustomerScreen, step: CodeStep, say: SayStep): string {
  const to = destinationOf(screen, step);
  if (!step.isAsking) return to ? say("code.where_to", { to }) : say("code.where");
  if (!step.sent) return say("code.ask");
  return to ? say("code.sent_to", { to }) : say("code.sent");
}

/** What went wrong, at the field where it is about what was typed. */
function failureOf(
  view: View,
  { problem: shown, slow }: CustomerScreen,
  step: CodeStep,
  say: SayStep,
): Omit<Said, "lead"> {
  const { words, nowMs } = view;
  const none = { noteText: "", tone: "fail", fieldError: "" } as const;
  if (step.fault) return { ...none, fieldError: say(`code.${step.fault}`) };
  const waitMs = step.waitMs("check");
  if (waitMs > 0) {
    const time = kit.timeText(words, nowMs + waitMs);
    return { ...none, noteText: say("code.wait", { time }), tone: "wait" };
  }
  if (!shown) return slow ? { ...none, noteText: words.say("note.slow"), tone: "wait" } : none;
  const { problem, during } = shown;
  const isOfCheck = during === "step" && step.last === "check";
  if (isOfCheck && problem.code === "code_refused") {
    return { ...none, fieldError: say("code.refused") };
  }
  if (during === "step" && problem.code === "code_expired") {
    return { ...none, fieldError: say("code.expired") };
  }
  // The host said when: the countdown tells it, as long as it runs.
  if (problem.code === "rate_limited" && problem.retryAfterMs && during === "step") return none;
  const { text, tone } = problemNote(view, problem);
  return { ...none, noteText: text, tone };
}

function helpView({ words, supportHref }: View, { requirement }: CodeStep, say: SayStep): Part {
  const question = say(
    requirement === "email_verification" ? "code.wrong_email" : "code.wrong_phone",
  );
  return html`<p>${kit.textView(question)} ${
    supportHref
      ? html`<a class="do" part="support" href=${supportHref} rel="noopener noreferrer" .textContent=${words.say("action.support")}></a>`
      : kit.textView(say("code.wrong_help"))
  }</p>`;
}

/** When another code may be sent, or the button that sends it. */
function againView(view: View, screen: CustomerScreen, step: CodeStep, say: SayStep): Part {
  const { words, nowMs } = view;
  const waitMs = step.waitMs("send");
  if (waitMs > 0) {
    const isLong = waitMs > longestCountdownMs;
    const text = isLong
      ? say("code.again_at", { time: kit.timeText(words, nowMs + waitMs) })
      : say("code.again_in", { time: countdown(words, waitMs) });
    // A timer is not announced each time that it changes.
    return html`<p role="timer" .textContent=${text}></p>`;
  }
  const isBusy = screen.step?.button === "busy" && step.last === "send";
  return kit.button(view, {
    text: say(isBusy ? "code.sending" : "code.again"),
    state: isBusy ? "busy" : screen.step?.button === "open" ? "open" : "off",
    quiet: true,
    onClick: () => step.send(),
  });
}

function sendView(view: View, screen: CustomerScreen, step: CodeStep, say: SayStep): Part {
  const to = destinationOf(screen, step);
  const state = primaryState(screen);
  const label = to ? say("code.send_to", { to }) : say("code.send");
  return html`${kit.button(view, {
    text: state === "busy" ? say("code.sending") : label,
    state,
    onClick: () => step.send(),
  })}
  ${kit.button(view, { text: say("code.have"), state: "open", quiet: true, onClick: () => step.ask() })}`;
}

function formView(
  view: View,
  screen: CustomerScreen,
  step: CodeStep,
  { say, fieldError }: { readonly say: SayStep; readonly fieldError: string },
): Part {
  const { words, nowMs } = view;
  const { worksMs } = step;
  const isBusy = screen.step?.button === "busy" && step.last === "check";
  const isSending = screen.step?.button === "busy" && !isBusy;
  const isWaiting = step.waitMs("check") > 0;
  const canSend = screen.step?.button === "open" && !isWaiting;
  const hint =
    worksMs === undefined
      ? ""
      : worksMs > 0
        ? say("code.until", { time: kit.timeText(words, nowMs + worksMs) })
        : say("code.expired");
  const isHinted = hint !== "" && fieldError !== say("code.expired");
  return html`<form
    novalidate
    @submit=${(event: Event) => {
      event.preventDefault();
      if (canSend) step.check();
    }}
  >
    <div class="field">
      <label for="code" .textContent=${say("code.label")}></label>
      ${isHinted ? html`<small id="code-hint" .textContent=${hint}></small>` : kit.nothing}
      <input
        id="code"
        class="one-code"
        part="field"
        name="code"
        type="text"
        dir="ltr"
        autocomplete="one-time-code"
        autocapitalize="off"
        autocorrect="off"
        spellcheck="false"
        enterkeyhint="done"
        aria-invalid=${fieldError ? "true" : kit.nothing}
        aria-describedby=${[...(isHinted ? ["code-hint"] : []), ...(fieldError ? ["code-error"] : [])].join(" ") || kit.nothing}
        .value=${step.typed}
        ?readonly=${isBusy}
        @input=${({ target }: Event) => target instanceof HTMLInputElement && step.type(target.value)}
        @paste=${(event: ClipboardEvent) => {
          if (step.paste(event.clipboardData?.getData("text/plain") ?? "")) event.preventDefault();
        }}
      />
      ${fieldError ? html`<p id="code-error" class="fail" part="field-error" .textContent=${fieldError}></p>` : kit.nothing}
    </div>
    ${kit.button(view, {
      text: say(isBusy ? "code.checking" : "code.confirm"),
      state: isWaiting ? "absent" : isSending ? "off" : primaryState(screen),
    })}
  </form>`;
}

/** The step of a code. */
export function codeView(view: View, screen: CustomerScreen, step: CodeStep): TemplateResult {
  const say = stepWords(view.words);
  const lead = leadText(screen, step, say);
  const { noteText, tone, fieldError } = failureOf(view, screen, step, say);
  const { problem } = screen;
  return stepFrame(view, screen, {
    kind: "code",
    say,
    onBack: () => step.close(),
    content: html`<p .textContent=${lead}></p>
      ${noteText ? kit.note(noteText, tone) : kit.nothing}
      ${step.isAsking ? formView(view, screen, step, { say, fieldError }) : sendView(view, screen, step, say)}
      ${noteText && problem ? kit.reference(view, problem.problem.correlationId) : kit.nothing}
      <div class="step-foot">
        ${step.isAsking ? againView(view, screen, step, say) : kit.nothing} ${helpView(view, step, say)}
      </div>`,
  });
}

/** What is announced when it changes; a countdown is not in it. */
export function codeAnnounced(view: View, screen: CustomerScreen, step: CodeStep): string[] {
  const say = stepWords(view.words);
  const { noteText, fieldError } = failureOf(view, screen, step, say);
  const isBusy = screen.step?.button === "busy";
  return [
    leadText(screen, step, say),
    isBusy ? say(step.last === "check" ? "code.checking" : "code.sending") : "",
    fieldError || noteText,
  ].filter(Boolean);
}
