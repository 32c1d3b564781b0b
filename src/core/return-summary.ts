/** What to tell customers who come back, about what changed since they last looked. */
import { changes } from "./changes.js";
import type { Checklist } from "./checklist.js";
import { actorOf } from "./requirements.js";

/** What changed, by requirement name. Without any name it says: nothing yet. */
export interface ReturnSummary {
  /** The customer came back to the page, rather than having stayed on it. */
  readonly back: boolean;
  readonly done: readonly string[];
  readonly failed: readonly string[];
  /** New items of the customer's own. Those of a first list do not count. */
  readonly added: readonly string[];
}

/** The summary after a load; `undefined` when there is nothing to say. */
export function returnSummary(
  before: Checklist,
  after: Checklist,
  back: boolean,
): ReturnSummary | undefined {
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
