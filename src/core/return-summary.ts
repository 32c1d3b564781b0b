/**
 * Owns: what to tell a customer about what changed since he last looked.
 * Does not own: words (`element/notices.ts`), or the page's event about the same (`changes.ts`).
 * Why: who comes back from another page wants to know whether it counted.
 */
import { changes } from "./changes.js";
import type { Checklist } from "./checklist.js";
import { actorOf } from "./requirements.js";

/** What changed, by requirement name. Without any name it says: nothing yet. */
export interface Receipt {
  /** He came back to the page, rather than having stayed on it. */
  readonly back: boolean;
  readonly done: readonly string[];
  readonly failed: readonly string[];
  /** New items of his own. A first list is no news. */
  readonly added: readonly string[];
}

/** The receipt of a reading; `undefined` when there is nothing to say. */
export function receipt(before: Checklist, after: Checklist, back: boolean): Receipt | undefined {
  const changed = changes(before, after);
  if (!changed)
    return back && before.status === after.status
      ? { back, done: [], failed: [], added: [] }
      : undefined;
  const { done, failed } = changed;
  const added = before.total
    ? changed.added.filter(
        (name) => actorOf(name) === "customer" && !done.includes(name) && !failed.includes(name),
      )
    : [];
  return done.length + failed.length + added.length ? { back, done, failed, added } : undefined;
}
