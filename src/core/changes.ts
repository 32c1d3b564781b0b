/**
 * Owns: what changed from one checklist to the next.
 */
import type { Checklist, Item } from "./checklist.js";

/** Requirement names that differ between two checklists, and how. */
export interface RequirementChanges {
  /** Every name that is new, gone or in another state; includes the three lists below. */
  readonly changed: readonly string[];
  readonly added: readonly string[];
  readonly done: readonly string[];
  readonly failed: readonly string[];
}

/** What changed from one checklist to the next; `undefined` when no requirement did. */
export function changes(before: Checklist, after: Checklist): RequirementChanges | undefined {
  const states = ({ profiles }: Checklist) =>
    new Map(
      profiles.flatMap(({ name, items }) =>
        items.map((item) => [JSON.stringify([name, item.name]), item] as const),
      ),
    );
  const [old, now] = [states(before), states(after)];
  const names = (
    wanted: (item: Item, previous: Item | undefined) => boolean,
    [these, those] = [now, old],
  ) => [
    ...new Set(
      [...these].filter(([key, item]) => wanted(item, those.get(key))).map(([, { name }]) => name),
    ),
  ];
  const added = names((_, previous) => !previous);
  const done = names(
    (item, previous) => item.state === "complete" && previous?.state !== "complete",
  );
  const failed = names((item, previous) => item.state === "error" && previous?.state !== "error");
  const moved = names((item, previous) => item.state !== previous?.state);
  const gone = names((_, next) => !next, [old, now]);
  const changed = [...new Set([...moved, ...gone])];
  return changed.length ? { changed, added, done, failed } : undefined;
}
