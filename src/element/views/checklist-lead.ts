/**
 * Owns: what of an open checklist is otherwise than in the first one of somebody new: the sentence
 * under its heading, its button, and the sentence under that. Sent already, begun earlier, refused.
 * Does not own: the usual ones (`views.ts`).
 */
import type { Button, CustomerScreen } from "../../core/screen.js";
import type { MessageKey } from "../../locales/messages.js";
import { dateText } from "../i18n/format.js";
import type { View } from "./parts.js";

/** What takes the place of the usual. */
export interface Lead {
  /** Under the heading; empty where the usual sentence says it. */
  readonly text: string;
  /** Under the button; `undefined` where the usual sentence says it. */
  readonly under: string | undefined;
  readonly submit: {
    readonly state: Button;
    readonly label: MessageKey;
    readonly busy: MessageKey;
    readonly quiet: boolean;
  };
}

/** Sent with nothing to visit: there is nothing to press until SpherePay has looked at it. */
const isSent = ({ sent, submit }: CustomerScreen): boolean => sent && submit === "off";

/** Whether the last try was refused, rather than put off: something has to change first. */
const isRefused = ({ submit, asking, sent, problem }: CustomerScreen): boolean =>
  submit === "off" && !asking && !sent && !problem?.problem.retryAfterMs;

/** Whether every row is drawn, also when all of them look done: who was refused has to see them. */
export const showsAll = (screen: CustomerScreen): boolean =>
  screen.customer.flow === "hosted" || isRefused(screen);

function leadText(view: View, screen: CustomerScreen): string {
  const { words } = view;
  const { checklist, customer, beganAt } = screen;
  if (isSent(screen)) return words.say("text.sent");
  const date = beganAt && dateText(view, beganAt);
  if (date) return words.say("text.began", { date });
  if (customer.flow === "hosted") return words.say("text.hosted");
  if (isRefused(screen)) return words.say("text.incomplete");
  return checklist.ready && checklist.left ? words.say("text.look") : "";
}

function underText({ words }: View, screen: CustomerScreen): string | undefined {
  // Where the sentence of the button says so already, it stays: nothing moves under a press.
  if (screen.leaving) return screen.checklist.ready ? undefined : words.say("leaving");
  if (isRefused(screen)) return words.say("left.off");
  // A code that is being asked for is over in a moment.
  return screen.submit === "off" && !screen.requesting ? "" : undefined;
}

/** What is otherwise on this checklist. */
export const lead = (view: View, screen: CustomerScreen): Lead => ({
  text: leadText(view, screen),
  under: underText(view, screen),
  submit: {
    state: isSent(screen) ? "absent" : screen.submit,
    label: screen.linkExpired ? "action.new_link" : "action.submit",
    busy: screen.leaving ? "busy.leaving" : "busy.asking",
    // A link that nobody may open is not asked for again in earnest.
    quiet: screen.problem?.problem.code === "link_refused",
  },
});

/** The heading of a screen that is not loading. */
export function headingText({ screen, words }: View): string {
  const { kind } = screen;
  if (kind === "session_ended" && screen.problem.code === "login_required") {
    return words.say("heading.sign_in");
  }
  if (kind !== "incomplete" && kind !== "rejected") return words.say(`heading.${kind}`);
  return words.say(`heading.${kind}.${screen.customer.type ?? "individual"}`);
}
