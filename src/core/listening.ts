/**
 * Owns: when it is worth listening to the host for news.
 */
import { isUndecided } from "./flow/steps.js";
import type { State } from "./flow/types.js";

/**
 * Whether somebody is on this page for whom SpherePay can still change something. Who is about to
 * leave is not: Firefox keeps a page for the way back only if no request was under way.
 */
export const isWorthListening = (state: State): boolean =>
  state.kind === "open" && state.task?.destination !== "leave" && isUndecided(state);
