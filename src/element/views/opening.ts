/**
 * Owns: what opens an item here: the page's own control in a slot, a page of the host, a link, a step.
 * Does not own: how that is drawn (`row.ts`), which item comes next (`core/next-step.ts`).
 * Why: a row, the next step and the way to help must never disagree about it.
 */
import type { Item } from "../../core/checklist.js";
import { isOpenItem } from "../../core/next-step.js";
import type { ButtonState, CustomerScreen } from "../../core/screen.js";
import type { View } from "./view.js";

/** The slots that are not requirements. */
const ownSlots: readonly string[] = ["", "header", "footer", "not-started", "approved", "rejected"];

/** Whether a page may put a control of its own in the place of an item's. */
export const hasSlot = ({ name }: Item): boolean => !ownSlots.includes(name);

/** What opens an item. */
export type Opening =
  | { readonly kind: "slot" }
  | { readonly kind: "page"; readonly href: string }
  | { readonly kind: "link" | "step"; readonly state: ButtonState };

/** What opens an item; `undefined` when nothing does. The page's own control wins. */
export function openingOf(view: View, screen: CustomerScreen, item: Item): Opening | undefined {
  const { name, action, actor } = item;
  if (!isOpenItem(item) || actor === "spherepay") return undefined;
  if (screen.customer.flow !== "hosted" && hasSlot(item) && view.isSlotted(name)) {
    return { kind: "slot" };
  }
  if (action?.kind === "page") {
    const href = view.pageHref(action.href);
    return href ? { kind: "page", href } : undefined;
  }
  const step = screen.stepButton(name);
  if (step !== "absent") {
    return { kind: "step", state: view.steps.loading === name ? "busy" : step };
  }
  const state = action?.kind === "link" ? screen.link(name) : "absent";
  return state === "absent" ? undefined : { kind: "link", state };
}
