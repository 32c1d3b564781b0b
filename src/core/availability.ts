/**
 * Owns: whether a wish can be granted now: the one judge for every button and for the press.
 */
import { checklist, fingerprint } from "./checklist.js";
import { type Open, submit, type Wish } from "./flow/types.js";
import { continueRequirement } from "./requirements.js";

/** Whether the host grants a wish, as far as anybody knows. */
export function isOffered(state: Open, wish: Wish): boolean {
  const { customer, profile, refused } = state;
  if (refused[wish] === fingerprint(customer)) return false;
  const { ready, continuable, profiles } = checklist(customer, profile);
  if (wish === submit) return ready && !state.sent;
  if (wish === continueRequirement) return continuable;
  return profiles.some(({ items }) =>
    items.some(({ name, action }) => name === wish && action?.kind === "link"),
  );
}

/**
 * The host asked to wait, and the person was told so. A pause that nobody was told of holds back
 * only what happens by itself: the answer to a press says more than a button that is off.
 */
export const isHeldBack = ({ paused, problem }: Open): boolean =>
  paused && problem?.problem.retryAfterMs !== undefined;

/** Whether a press asks for a wish now, rather than for nothing. */
export const canPress = (state: Open, wish: Wish): boolean =>
  !state.task && !isHeldBack(state) && isOffered(state, wish);
