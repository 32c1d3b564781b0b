/**
 * Owns: which one step a checklist leads with.
 * Does not own: what opens an item (`element/views/opening.ts`), how the step is drawn.
 * Why: one primary button on a screen, and never one that leads nowhere.
 */
import type { Checklist, Item } from "./checklist.js";

/**
 * What a checklist leads with: an item that can be opened, the submit, an item that only the site's
 * support can help with (`stuck`), or `none` where it is SpherePay's turn.
 */
export type NextStep =
  | { readonly kind: "item" | "stuck"; readonly item: Item }
  | { readonly kind: "submit" | "none" };

/** Whether an item still waits for somebody. */
export const isOpenItem = ({ state }: Item): boolean => state === "required" || state === "error";

/**
 * The next step. What was refused comes first, also where the customer may submit already; the
 * submit comes before items that cannot be opened.
 * @param canOpen Whether the customer can do something about an item here.
 */
export function nextStep(
  { profiles, ready }: Checklist,
  canOpen: (item: Item) => boolean,
): NextStep {
  const open = profiles
    .flatMap(({ status, items }) =>
      items.filter(
        ({ state }) => state === "error" || (status === "incomplete" && state === "required"),
      ),
    )
    .filter(({ actor }) => actor === "customer");
  const sorted = [
    ...open.filter(({ state }) => state === "error"),
    ...open.filter(({ state }) => state === "required"),
  ];
  const item = sorted.find(canOpen);
  if (item) return { kind: "item", item };
  if (ready) return { kind: "submit" };
  const [stuck] = sorted;
  return stuck ? { kind: "stuck", item: stuck } : { kind: "none" };
}
