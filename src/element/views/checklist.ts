/**
 * Owns: the open checklist: the sentence under its heading, its rows, its button and the sentence
 * under that, in each situation: new, begun earlier, ready, sent already, refused.
 * Does not own: the rows of a profile (`profiles.ts`), what is offered (`core/screen.ts`).
 */
import { html, nothing, type TemplateResult } from "lit";
import type { CustomerScreen } from "../../core/screen.js";
import { submitTarget } from "../../core/target.js";
import { dateText } from "../i18n/format.js";
import { qrView } from "../qr/qr-view.js";
import { heading } from "./heading.js";
import { helpView } from "./help.js";
import { meter } from "./meter.js";
import { notices } from "./notices.js";
import { button } from "./parts.js";
import { profilesView } from "./profiles.js";
import type { View } from "./view.js";

/** Sent with nothing to visit: it is SpherePay's turn now. */
const isSent = ({ sent, submit }: CustomerScreen): boolean => sent && submit === "off";

/** Whether the last try was refused, rather than put off: something has to change first. */
const isRefused = ({ submit, requesting, sent, problem }: CustomerScreen): boolean =>
  submit === "off" && !requesting && !sent && !problem?.problem.retryAfterMs;

function leadText({ words, nowMs }: View, screen: CustomerScreen): string {
  const { checklist, customer, beganAt } = screen;
  if (isSent(screen)) return words.say("text.sent");
  const date = beganAt && dateText(words, beganAt, nowMs);
  if (date) return words.say("text.began", { date });
  if (customer.flow === "hosted") return words.say("text.hosted");
  if (isRefused(screen) || !checklist.ready) return words.say("text.incomplete");
  return words.say(checklist.left ? "text.look" : "text.ready");
}

/** What stands under the button. */
function underText({ words }: View, screen: CustomerScreen): string {
  const { checklist, submit, requesting, leaving } = screen;
  const usual =
    submit !== "waiting"
      ? words.say("destination")
      : checklist.left
        ? words.count("left", checklist.left)
        : words.say("left.review");
  // Where the usual sentence says so already, it stays: nothing moves under a click.
  if (leaving) return checklist.ready ? usual : words.say("leaving");
  if (isRefused(screen)) return words.say("left.off");
  // A QR code that is being requested is there in a moment.
  return submit === "off" && !requesting ? "" : usual;
}

/** The checklist of a customer who still has something to do, or may submit. */
export function checklistView(view: View, screen: CustomerScreen): TemplateResult {
  const { words } = view;
  const { checklist, customer } = screen;
  const under = underText(view, screen);
  // Customers whose submit was refused have to see every row, also those that look done.
  const showsAll = customer.flow === "hosted" || isRefused(screen);
  return html`
    <div class="pad">
      ${heading(view)}
      <p .textContent=${leadText(view, screen)}></p>
      ${
        customer.flow === "hosted"
          ? nothing
          : meter(
              checklist,
              words.say("progress", {
                done: words.number(checklist.done),
                total: words.number(checklist.total),
              }),
            )
      }
      ${notices(view)}
    </div>
    ${profilesView(view, screen, checklist.ready && !showsAll)}
    <div class="pad foot">
      ${button(view, {
        state: isSent(screen) ? "absent" : screen.submit,
        label: screen.linkExpired ? "action.new_link" : "action.submit",
        busy: screen.leaving ? "busy.leaving" : "busy.asking",
        // A link that must not be opened is nothing to ask for again first of all.
        quiet: screen.problem?.problem.code === "link_refused",
        onClick: () => view.onTarget(submitTarget),
      })}
      ${under && html`<p class="under" .textContent=${under}></p>`} ${qrView(view, screen)}
      ${helpView(view, screen)}
    </div>`;
}
