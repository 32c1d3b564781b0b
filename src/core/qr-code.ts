/**
 * Owns: the way over the phone: when it is offered, and how long a code on display is of use.
 * Does not own: asking for its link (`flow-task.ts`), or the drawing (`element/handoff.ts`).
 * Why: a code that leads nowhere any more must not wait on a screen for somebody to try it.
 */

import { canPress, isOffered } from "./availability.js";
import { type Checklist, checklist } from "./checklist.js";
import { type Handoff, type Open, submit, type Wish } from "./flow/types.js";
import { continueRequirement } from "./requirements.js";
import type { Button } from "./screen.js";

/** What a screen shows of the way over the phone. */
export interface Phone {
  /** What a press asks for: what the screen's first button asks for. */
  readonly wish: Wish;
  /** The button that opens the panel, or gets a new code in it; `absent` when it could not. */
  readonly button: Button;
  /** The code on display, if there is one. */
  readonly handoff: Handoff | null;
}

/** The way over the phone in a state. */
export function phone(state: Open): Phone {
  const { task, handoff, customer, profile } = state;
  const isPending = checklist(customer, profile).status === "pending";
  const wish = isPending ? continueRequirement : submit;
  const now = canPress(state, wish) ? "open" : "off";
  const button = isOffered(state, wish) ? now : "absent";
  return { wish, handoff, button: task?.destination === "code" ? "busy" : button };
}

/** SpherePay says that the customer has been at the provider's page and is done there. */
function isDoneThere({ profiles }: Checklist): boolean {
  const steps = profiles.flatMap(({ items }) =>
    items.filter(({ name }) => name === continueRequirement),
  );
  return steps.length > 0 && steps.every(({ state }) => state === "complete");
}

/**
 * Whether the link behind a code still leads on. A submit's link does so in review as well: it is
 * what the phone uses, until the provider's page is done.
 */
export function isOfUse(state: Open, wish: Wish): boolean {
  const list = checklist(state.customer, state.profile);
  const { status } = list;
  if (status !== "incomplete" && status !== "pending") return false;
  if ((wish === submit || wish === continueRequirement) && isDoneThere(list)) return false;
  // What was refused since does not end what was granted before.
  const anew: Open = { ...state, refused: {}, sent: false };
  return isOffered(anew, wish) || (wish === submit && status === "pending");
}
