/**
 * Owns: when it is worth listening to the host for news.
 */
import { isUndecided } from "./flow-steps.js";
import type { State } from "./flow-types.js";

/** Whether somebody is on this page for whom SpherePay can still change something. */
export const isWorthListening = (state: State): boolean =>
  state.kind === "open" && state.task?.doing !== "leaving" && isUndecided(state);
