/** Flows with one bug each in what customers and the page hear while they wait. */
import { transition } from "../../../src/core/flow/transition.js";
import { staysOpen } from "./mutant.js";
import type { Transition } from "./walk.js";

export const waitingMutants: Readonly<Record<string, Transition>> = {
  "a problem of a load is on screen, and the page does not hear of it": staysOpen(
    (before, event, after, commands) =>
      event.type === "failed" && event.attempt === before.refreshing?.attempt
        ? [after, commands.filter((each) => each.do !== "announce")]
        : undefined,
  ),
  "a long wait stays without a word": (state, event) =>
    event.type === "waitedLong" ? [state, []] : transition(state, event),
  "a click on a slow start is swallowed": (state, event) =>
    event.type === "refreshRequested" && state.kind === "starting" && state.requesting
      ? [state, []]
      : transition(state, event),
  "what was slow once is called slow at the next click": staysOpen(
    ({ task }, event, after, commands) =>
      event.type === "clicked" && !task && after.task
        ? [{ ...after, task: { ...after.task, slow: true } }, commands]
        : undefined,
  ),
};
