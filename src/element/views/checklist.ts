/**
 * Owns: the open checklist: the sentence under its heading, the next step that leads it or the submit,
 * the rest after it, in each situation: new, begun earlier, ready, sent already, refused.
 * Does not own: which step is next (`core/next-step.ts`), the rows (`profiles.ts`), what is offered
 * (`core/screen.ts`).
 */
import { html, nothing, type TemplateResult } from "lit";
import { type NextStep, nextStep } from "../../core/next-step.js";
import type { CustomerScreen } from "../../core/screen.js";
import { submitTarget } from "../../core/target.js";
import { dateText, doneText } from "../i18n/format.js";
import { qrView } from "../qr/qr-place.js";
import { heading } from "./heading.js";
import { helpView } from "./help.js";
import { meter } from "./meter.js";
import { notices } from "./notices.js";
import { openingOf } from "./opening.js";
import { button, primaryState } from "./parts.js";
import { profilesView } from "./profiles.js";
import { itemView } from "./row.js";
import type { Part, View } from "./view.js";

/** Sent with nothing to visit: it is SpherePay's turn now. */
const isSent = ({ sent, submit }: CustomerScreen): boolean => sent && submit === "off";

/** Whether the last try was refused, rather than put off: something has to change first. */
const isRefused = ({ submit, requesting, sent, problem }: CustomerScreen): boolean =>
  submit === "off" && !requesting && !sent && !problem?.problem.retryAfterMs;

function leadText({ words, nowMs }: View, screen: CustomerScreen, next: NextStep): string {
  const { checklist, customer, beganAt } = screen;
  if (isSent(screen)) return words.say("text.sent");
  if (isRefused(screen)) return words.say("left.off");
  if (next.kind === "none") return words.say("left.review");
  const date = beganAt && dateText(words, beganAt, nowMs);
  if (date) return words.say("text.began", { date });
  if (customer.flow === "hosted") return words.say("text.hosted");
  if (!checklist.ready) return words.say("text.incomplete");
  return words.say(checklist.left ? "text.look" : "text.ready");
}

/** How far the customer is, and about how long the rest takes where that is known. */
function progressText({ words }: View, { checklist }: CustomerScreen): string {
  const { minutesLeft } = checklist;
  const progress = doneText(words, checklist);
  return minutesLeft ? `${progress} · ${words.count("minutes", minutesLeft)}` : progress;
}

/** The submit, and the way to the phone under it. */
function submitView(view: View, screen: CustomerScreen, next: NextStep): Part {
  const { words } = view;
  // A link that must not be opened is nothing to ask for again first of all.
  const quiet = next.kind !== "submit" || screen.problem?.problem.code === "link_refused";
  const state = isSent(screen) ? "absent" : primaryState(screen, screen.submit);
  const phone = qrView(view, screen);
  if (state === "absent" && phone === nothing) return nothing;
  return html`<div class="pad foot">
    ${button(view, {
      state,
      label: screen.linkExpired ? "action.new_link" : "action.submit",
      busy: screen.leaving ? "busy.leaving" : "busy.asking",
      quiet,
      onClick: () => view.onTarget(submitTarget),
    })}
    ${state === "absent" ? nothing : html`<p class="under" .textContent=${words.say("destination")}></p>`}
    ${phone}
  </div>`;
}

/** The checklist of a customer who still has something to do, or may submit. */
export function checklistView(view: View, screen: CustomerScreen): TemplateResult {
  const { words } = view;
  const { checklist, customer } = screen;
  const next = nextStep(checklist, (item) => !!openingOf(view, screen, item));
  const item = "item" in next ? next.item : undefined;
  const opening = item && openingOf(view, screen, item);
  if (item && opening?.kind === "step") view.onNextStep(item.name);
  const submit = submitView(view, screen, next);
  const help = helpView(
    view,
    screen,
    submit !== nothing ||
      !!screen.requesting ||
      !!screen.leaving ||
      (!!opening && opening.kind !== "slot"),
  );
  return html`
    <div class="pad">
      ${heading(view)}
      <p .textContent=${leadText(view, screen, next)}></p>
      ${customer.flow === "hosted" ? nothing : meter(checklist, progressText(view, screen))}
      ${notices(view)}
    </div>
    ${
      item
        ? html`<h3 class="vh" .textContent=${words.say("group.next")}></h3>
          <ul class="lead ${item.state}">${itemView(view, screen, item, "next")}</ul>`
        : nothing
    }
    ${submit}
    ${profilesView(view, screen, { next: item, isUnfolded: isRefused(screen) })}
    ${help === nothing ? nothing : html`<div class="pad foot">${help}</div>`}`;
}
