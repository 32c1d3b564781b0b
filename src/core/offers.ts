/**
 * Owns: whether a wish can be granted now: the one judge for the button and for the press.
 */
import { type Checklist, checklist, fingerprint } from "./checklist.js";
import { type Open, submit, type Wish } from "./flow-types.js";
import { continueRequirement } from "./requirements.js";

/** Whether a checklist has a link for a wish. */
export function hasLink({ ready, continuable, profiles }: Checklist, wish: Wish): boolean {
  if (wish === submit) return ready;
  if (wish === continueRequirement) return continuable;
  return profiles.some(({ items }) =>
    items.some(({ name, action }) => name === wish && action?.kind === "link"),
  );
}

/** Whether a wish can be granted now: the one judge for the button and for the press. */
export function isOffered(state: Open, wish: Wish): boolean {
  const { customer, profile, refused } = state;
  if (refused[wish] === fingerprint(customer) || (wish === submit && state.sent)) return false;
  return hasLink(checklist(customer, profile), wish);
}
