/** The two shapes of a broken flow: the right transition, and a bug that replaces some of its steps. */
import { transition } from "../../../src/core/flow/transition.js";
import type { Command, Event, Open, Step } from "../../../src/core/flow/types.js";
import type { Transition } from "./walk.js";

type Bug = (before: Open, event: Event, step: Step) => Step | undefined;

/** A flow with a bug while a customer is on screen; `undefined` keeps the right step. */
export const whileOpen =
  (bug: Bug): Transition =>
  (state, event) => {
    const step = transition(state, event);
    return (state.kind === "open" && bug(state, event, step)) || step;
  };

/** A flow with a bug in steps that keep a customer on screen. */
export const staysOpen = (
  bug: (before: Open, event: Event, after: Open, commands: Command[]) => Step | undefined,
) =>
  whileOpen((before, event, [after, commands]) =>
    after.kind === "open" ? bug(before, event, after, commands) : undefined,
  );

/** The commands without one kind. */
export const without = (commands: readonly Command[], what: Command["do"]): Command[] =>
  commands.filter((each) => each.do !== what);
