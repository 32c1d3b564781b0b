/**
 * Owns: one template per screen.
 * Does not own: which screen (`core/screen.ts`), words (`locales/`), look (`styles.ts`).
 */
import { html, nothing, type TemplateResult } from "lit";
import { submit } from "../core/flow-types.js";
import { continueRequirement } from "../core/requirements.js";
import type { CustomerScreen } from "../core/screen.js";
import type { MessageKey } from "../locales/messages.js";
import { icon, type Tone } from "./icons.js";
import { button, note, profileView, reference, support, type View } from "./view-parts.js";

type Part = TemplateResult | typeof nothing;

const heading = (text: string): TemplateResult =>
  html`<h2 id="heading" tabindex="-1" part="heading">${text}</h2>`;

const big = (tone: Tone): TemplateResult =>
  html`<div class="big ${tone} soft" part="mark">${icon(tone)}</div>`;

/** The heading of the screen; also what is announced when the screen changes. */
export function headingText({ screen, words }: View): string {
  const { kind } = screen;
  if (kind !== "incomplete" && kind !== "rejected") return words.say(`heading.${kind}`);
  return words.say(`heading.${kind}.${screen.customer.type ?? "individual"}`);
}

/** Everything that is said beside the list, most urgent first. Also announced. */
export function notices({ screen, words, waitUntilMs }: View): { text: string; tone: Tone }[] {
  if (!("checklist" in screen)) return [];
  const { problem } = screen;
  const found: { text: string; tone: Tone }[] = [];
  const add = (text: string, tone: Tone) => found.push({ text, tone });
  if (problem) {
    add(words.say(`problem.${problem.problem.code}`), "fail");
    if (waitUntilMs && problem.problem.retryAfterMs) {
      add(words.say("note.paused", { time: words.time(waitUntilMs) }), "wait");
    }
  }
  if (screen.checking) add(words.say("note.checking"), "todo");
  else if (screen.linkExpired && !screen.leaving) add(words.say("note.link_expired"), "wait");
  if (screen.sent) add(words.say("note.sent"), "done");
  if (screen.loginChanged) add(words.say("note.login_changed"), "todo");
  if (screen.leaving) add(words.say("leaving"), "todo");
  return found;
}

const bone = (width: number): TemplateResult =>
  html`<svg viewBox="0 0 100 6" preserveAspectRatio="none" class="bone" aria-hidden="true">
    <rect width=${width} height="6" rx="3" fill="currentColor"></rect>
  </svg>`;

const loading = ({ words }: View): TemplateResult => html`
  <div class="pad" aria-busy="true">
    <h2 class="vh">${words.say("heading.loading")}</h2>
    ${[58, 84, 100].map(bone)}
  </div>
  ${[40, 52, 36, 46].map(
    (width) => html`<div class="row">${icon("later")}<div>${bone(width)}</div></div>`,
  )}`;

function stopped(view: View, kind: "not_started" | "session_ended" | "blocked"): Part {
  const { words, screen } = view;
  const problem = "problem" in screen ? screen.problem : null;
  if (!problem || !("code" in problem)) return nothing;
  const text =
    kind === "blocked" ? words.say(`problem.${problem.code}`) : words.say(`text.${kind}`);
  const body = html`<p>${text}</p>`;
  const label: MessageKey = kind === "session_ended" ? "action.sign_in" : "action.retry";
  return html`
    <div class="pad">
      ${big(kind === "blocked" ? "fail" : "later")} ${heading(headingText(view))}
      ${kind === "not_started" ? html`<slot name="not-started">${body}</slot>` : body}
      ${reference(view, problem.correlationId)}
    </div>
    <div class="pad foot">
      ${button(view, {
        state: "open",
        label: kind === "not_started" ? "action.check" : label,
        press: view.refresh,
      })}
      ${kind === "session_ended" ? nothing : support(view)}
    </div>`;
}

function meter({ done, total }: CustomerScreen["checklist"], text: string): Part {
  return total
    ? html`<div class="meter" part="meter" aria-hidden="true">
          ${Array.from({ length: Math.min(total, 24) }, (_, index) => {
            const on = index < Math.floor((done / total) * Math.min(total, 24));
            return html`<i class=${on ? "on" : nothing}></i>`;
          })}
        </div>
        <p class="count">${text}</p>`
    : nothing;
}

function submitText({ words }: View, screen: CustomerScreen): string {
  const { submit: state, checklist } = screen;
  if (state === "off") return words.say("left.off");
  if (state !== "waiting") return words.say(screen.leaving ? "leaving" : "destination");
  const left = checklist.profiles
    .filter(({ status }) => status === "incomplete")
    .flatMap(({ items }) => items)
    .filter(({ state: each, actor }) => actor === "customer" && /required|error/.test(each)).length;
  return left ? words.count("left", left) : words.say("left.review");
}

function incomplete(view: View, screen: CustomerScreen): TemplateResult {
  const { words } = view;
  const { checklist, customer, beganAt } = screen;
  const open = checklist.ready && screen.submit !== "off";
  const began = beganAt && words.date(beganAt);
  const text = began
    ? words.say("text.began", { date: began })
    : words.say(
        customer.flow === "hosted" ? "text.hosted" : open ? "text.ready" : "text.incomplete",
      );
  return html`
    <div class="pad">
      ${heading(headingText(view))}
      <p>${text}</p>
      ${meter(checklist, words.say("progress", { done: checklist.done, total: checklist.total }))}
      ${notices(view).map((each) => note(each.text, each.tone))}
      ${reference(view, screen.problem?.problem.correlationId)}
    </div>
    ${checklist.profiles.map((profile) =>
      profileView(view, screen, profile, checklist.profiles.length > 1),
    )}
    <div class="pad foot">
      ${button(view, {
        state: screen.submit,
        label: screen.linkExpired ? "action.new_link" : "action.submit",
        busy: screen.leaving ? "busy.leaving" : "busy.asking",
        press: () => view.press(submit),
      })}
      <p class="under">${submitText(view, screen)}</p>
      ${
        screen.problem
          ? html`${button(view, {
              state: "open",
              label: "action.check",
              quiet: true,
              press: view.refresh,
            })}${support(view)}`
          : nothing
      }
    </div>`;
}

function steps({ words }: View, screen: CustomerScreen): TemplateResult {
  const sent = screen.beganAt && words.date(screen.beganAt);
  const rows: [Tone, MessageKey, string][] = [
    ["done", "step.sent", sent || ""],
    ["wait", "step.review", words.say("step.review_hint")],
    ["later", "step.decision", words.say("step.decision_hint")],
  ];
  return html`<ol class="steps">
    ${rows.map(
      ([tone, key, text]) => html`<li class="row">
        ${icon(tone)}
        <div><b>${words.say(key)}</b>${text ? html`<small>${text}</small>` : nothing}</div>
      </li>`,
    )}
  </ol>`;
}

const tones: Readonly<Record<string, Tone>> = {
  approved: "done",
  rejected: "fail",
  preparing: "later",
};

function settled(view: View, screen: CustomerScreen): TemplateResult {
  const { words } = view;
  const { kind, checklist, customer } = screen;
  const type = customer.type ?? "individual";
  const key: MessageKey =
    kind === "pending" ? `text.pending.${type}` : `text.${kind as "approved" | "updating"}`;
  const body = html`<p>${words.say(key)}</p>`;
  const final = kind === "approved" || kind === "rejected";
  const several = checklist.profiles.length > 1;
  return html`
    <div class="pad">
      ${big(tones[kind] ?? "wait")} ${heading(headingText(view))}
      ${final ? html`<slot name=${kind}>${body}</slot>` : body}
      ${kind === "pending" ? steps(view, screen) : nothing}
      ${notices(view).map((each) => note(each.text, each.tone))}
      ${
        kind === "rejected"
          ? reference(view, customer.id)
          : reference(view, screen.problem?.problem.correlationId)
      }
    </div>
    ${several ? checklist.profiles.map((each) => profileView(view, screen, each, true)) : nothing}
    ${
      kind === "rejected" && view.supportHref
        ? html`<div class="pad foot">${support(view, false)}</div>`
        : nothing
    }
    ${
      final
        ? nothing
        : html`<div class="pad foot">
          ${
            screen.continue === "absent"
              ? nothing
              : html`<p class="under">${words.say("continue_hint")}</p>`
          }
          ${button(view, {
            state: screen.continue,
            label: screen.linkExpired ? "action.new_link" : "action.continue",
            busy: screen.leaving ? "busy.leaving" : "busy.asking",
            quiet: true,
            press: () => view.press(continueRequirement),
          })}
          ${button(view, { state: "open", label: "action.check", quiet: true, press: view.refresh })}
          ${screen.problem ? support(view) : nothing}
        </div>`
    }`;
}

/** The whole element. */
export function elementView(view: View): TemplateResult {
  const { screen } = view;
  const body =
    screen.kind === "loading"
      ? loading(view)
      : !("checklist" in screen)
        ? stopped(view, screen.kind)
        : screen.kind === "incomplete"
          ? incomplete(view, screen)
          : settled(view, screen);
  return html`<slot name="header"></slot>
    <section class="card" part="card" lang=${view.words.lang}>${body}</section>
    <slot name="footer"></slot>`;
}
