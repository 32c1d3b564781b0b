/**
 * Owns: whether a wish can be granted now: the one judge for the button and for the press.
 */
import { checklist, fingerprint } from "./checklist.js";
import { type Open, submit, type Wish } from "./flow-types.js";
import { continueRequirement } from "./requirements.js";

/** Whether a wish can be granted now: the one judge for the button and for the press. */
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
