import type { Command, Event, State } from "../../../src/core/flow/types.js";

/** One step of the walk as the rules see it. */
export interface Seen {
  readonly before: State;
  readonly event: Event;
  readonly after: State;
  readonly commands: readonly Command[];
  /** Model time, milliseconds. */
  readonly now: number;
  /** The flow waits for this answer. True for events that are no answers. */
  readonly expected: boolean;
}

/** A rule that the flow broke. */
export class Violation extends Error {}

export function must(holds: boolean, rule: string): asserts holds {
  if (!holds) throw new Violation(rule);
}
