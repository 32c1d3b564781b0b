/**
 * Owns: what may be asked of the host now: a link, a submit, the event stream; and whether a QR code
 * on screen still leads somewhere.
 * Does not own: what follows from asking (`flow/`), or which buttons a screen has (`screen.ts`).
 * Why: the button that is shown and the click that arrives must never disagree.
 */
import { type StepAction, type StepKind, stepKinds } from "./action.js";
import { type Checklist, fingerprint } from "./checklist.js";
import type { Open, State } from "./flow/types.js";
import { continueRequirement } from "./requirements.js";
import { isProviderTarget, isSameTarget, type Target } from "./target.js";

function isListed({ ready, continuable, profiles }: Checklist, target: Target): boolean {
  if (target.kind === "submit") return ready;
  if (target.name === continueRequirement) return continuable;
  return profiles.some(({ items }) =>
    items.some(({ name, action }) => name === target.name && action?.kind === "link"),
  );
}

/** What a step does, and for which requirement. */
export type OfferedStep = Extract<StepAction, { readonly kind: StepKind }>;

/** The step that completes a requirement in place, where the host offers one. */
export function offeredStep({ checklist, customer }: Open, name: string): OfferedStep | undefined {
  // SpherePay forbids mixing the two ways for one customer.
  if (customer.flow === "hosted") return undefined;
  const items = checklist.profiles.flatMap((each) => each.items);
  const action = items.find((item) => item.name === name && item.action)?.action;
  return stepKinds.some((kind) => kind === action?.kind) ? (action as OfferedStep) : undefined;
}

/** Whether the host grants a target, as far as its last answer tells. */
export function isOffered(state: Open, target: Target): boolean {
  const { checklist, customer, refused, sent } = state;
  const refusal = refused.find((each) => isSameTarget(each.target, target));
  if (refusal && refusal.fingerprint === fingerprint(customer)) return false;
  if (target.kind === "step") return offeredStep(state, target.name) !== undefined;
  return isListed(checklist, target) && !(target.kind === "submit" && sent);
}

/**
 * Whether the customer reads on screen that the host asked to wait: buttons are off until then. A pause
 * that only background requests met leaves them on; the host decides about the click.
 */
export const mustWait = ({ paused, problem }: Open): boolean =>
  paused && problem?.problem.retryAfterMs !== undefined;

/** Whether a click on a target starts a request now, or opens its step. */
export const canRequest = (state: Open, target: Target): boolean =>
  !state.task &&
  !mustWait(state) &&
  isOffered(state, target) &&
  // Under an open step no other button can be seen.
  (!state.step || (target.kind === "step" && target.name === state.step.requirement));

/** Whether SpherePay can still change something. */
export function isUndecided({ checklist: { profiles } }: Open): boolean {
  const settled = profiles.every(({ status }) => status === "approved" || status === "rejected");
  return !profiles.length || !settled;
}

/**
 * Whether the event stream is worth its connection. It ends when the customer leaves: Firefox keeps
 * a page for the way back only if no request was under way.
 */
export const shouldListen = (state: State): boolean =>
  state.kind === "open" && state.task?.destination !== "navigate" && isUndecided(state);

/**
 * Whether customers wait without a word about how long it takes. Leaving ends by itself, and a try
 * behind a blocked screen leaves its words and its button there.
 */
export function waitsInSilence(state: State): boolean {
  if (state.kind === "starting") return !state.blocked && !state.slow;
  return (
    state.kind === "open" && !!state.task && state.task.doing !== "leaving" && !state.task.slow
  );
}

/** SpherePay says that the customer has finished at the provider's page. */
function isProviderDone({ profiles }: Checklist): boolean {
  const steps = profiles.flatMap(({ items }) =>
    items.filter(({ name }) => name === continueRequirement),
  );
  return steps.length > 0 && steps.every(({ state }) => state === "complete");
}

/**
 * Whether the link behind a QR code still leads on. A submit's link also does so in review: the
 * phone uses it until the provider's page is done. A later refusal does not end an earlier link.
 */
export function isQrCodeUseful({ checklist }: Open, target: Target): boolean {
  const { status } = checklist;
  if (status !== "incomplete" && status !== "pending") return false;
  if (isProviderTarget(target) && isProviderDone(checklist)) return false;
  return isListed(checklist, target) || (target.kind === "submit" && status === "pending");
}
