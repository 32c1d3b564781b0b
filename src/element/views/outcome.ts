/** The screens of an outcome: decided, in review, and those without a customer. */
import { html, nothing, type TemplateResult } from "lit";
import type { CustomerScreen, StoppedScreen } from "../../core/screen.js";
import { continueTarget } from "../../core/target.js";
import type { MessageKey } from "../../locales/messages.js";
import { dateText, timeText } from "../i18n/format.js";
import { problemWords } from "../i18n/problem-words.js";
import { qrView } from "../qr/qr-place.js";
import { heading } from "./heading.js";
import { checkAgain, reference, support } from "./help.js";
import { icon, type Tone } from "./icons.js";
import { notices } from "./notices.js";
import { button } from "./parts.js";
import { profilesView } from "./profiles.js";
import type { Part, View } from "./view.js";

const big = (tone: Tone): TemplateResult =>
  html`<div class="big ${tone} soft" part="mark">${icon(tone)}</div>`;

function stopped(view: View, { kind, problem }: StoppedScreen): TemplateResult {
  const { words } = view;
  const text =
    kind === "blocked"
      ? words.say(`problem.${problemWords[problem.code]}`)
      : words.say(problem.code === "login_required" ? "problem.sign_in" : `text.${kind}`);
  const { waitUntilMs } = view;
  const wait =
    waitUntilMs && problem.retryAfterMs !== undefined
      ? words.say("note.paused", { time: timeText(words, waitUntilMs) })
      : "";
  const body = html`<p .textContent=${`${text} ${wait}`}></p>`;
  const label: MessageKey = kind === "session_ended" ? "action.sign_in" : "action.retry";
  return html`
    <div class="pad">
      ${big(kind === "blocked" ? "fail" : "later")} ${heading(view)}
      ${kind === "not_started" ? html`<slot name="not-started">${body}</slot>` : body}
      ${kind === "blocked" ? reference(view, problem.correlationId) : nothing}
    </div>
    <div class="pad foot">
      ${
        kind === "not_started"
          ? checkAgain(view)
          : button(view, { state: "open", label, onClick: view.onRefresh })
      }
      ${kind === "session_ended" ? nothing : support(view)}
    </div>`;
}

function steps(view: View, screen: CustomerScreen): TemplateResult {
  const { words } = view;
  const sent = screen.beganAt && dateText(words, screen.beganAt, view.nowMs);
  const rows: [Tone, MessageKey, string][] = [
    ["done", "step.sent", sent || ""],
    ["wait", "step.review", screen.continue === "absent" ? words.say("text.sent") : ""],
    ["later", "step.decision", words.say("step.decision_hint")],
  ];
  return html`<ol class="steps">
    ${rows.map(
      ([tone, key, text]) => html`<li class="row">
        ${icon(tone)}
        <div><b .textContent=${words.say(key)}></b>${text ? html`<small .textContent=${text}></small>` : nothing}</div>
      </li>`,
    )}
  </ol>`;
}

const tones: Readonly<Record<string, Tone>> = {
  approved: "done",
  rejected: "fail",
  preparing: "later",
};

function customerOutcome(view: View, screen: CustomerScreen): TemplateResult {
  const { words } = view;
  const { kind, customer } = screen;
  const type = customer.type ?? "individual";
  const key: MessageKey =
    kind === "pending" || kind === "incomplete" ? `text.pending.${type}` : `text.${kind}`;
  const body = html`<p .textContent=${words.say(key)}></p>`;
  const final = kind === "approved" || kind === "rejected";
  return html`
    <div class="pad">
      ${big(tones[kind] ?? "wait")} ${heading(view)}
      ${final ? html`<slot name=${kind}>${body}</slot>` : body}
      ${kind === "pending" ? steps(view, screen) : nothing}
      ${notices(view)}
      ${
        kind === "rejected"
          ? reference(view, customer.id)
          : reference(view, screen.problem?.problem.correlationId)
      }
    </div>
    ${profilesView(view, screen)}
    ${final ? finalFoot(view, screen) : openFoot(view, screen)}`;
}

/** Decided: help with a rejection, and another look where something went wrong. */
function finalFoot(view: View, { kind, problem }: CustomerScreen): Part {
  const help = kind === "rejected" ? support(view, false) : nothing;
  const look = problem || (kind === "rejected" && help === nothing) ? checkAgain(view) : nothing;
  return help === nothing && look === nothing
    ? nothing
    : html`<div class="pad foot">${help} ${look}</div>`;
}

/** Undecided: what was not finished, and another look. */
const openFoot = (view: View, screen: CustomerScreen): TemplateResult =>
  html`<div class="pad foot">
    ${
      screen.continue === "absent" && !screen.leaving
        ? nothing
        : html`<p class="under" .textContent=${view.words.say(screen.leaving ? "leaving" : "continue_hint")}></p>`
    }
    ${button(view, {
      state: screen.continue,
      label: screen.linkExpired ? "action.new_link" : "action.continue",
      busy: screen.leaving ? "busy.leaving" : "busy.asking",
      quiet: true,
      onClick: () => view.onTarget(continueTarget),
    })}
    ${screen.kind === "pending" ? qrView(view, screen) : nothing} ${checkAgain(view)}
    ${screen.problem || screen.slow ? support(view) : nothing}
  </div>`;

/** A screen that is neither loading nor an open checklist. */
export const outcomeView = (view: View, screen: StoppedScreen | CustomerScreen): TemplateResult =>
  "checklist" in screen ? customerOutcome(view, screen) : stopped(view, screen);
