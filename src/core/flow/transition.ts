/**
 * Owns: what follows from what: `transition(state, event)` returns the next state and the commands
 * to carry out. Pure: no clock, no network, no randomness; timers and responses come in as events.
 * Does not own: carrying out commands (`element/flow/`), the meaning of a customer (`checklist.ts`),
 * what is drawn (`screen.ts`).
 * Why: the rules that keep a customer from submitting twice, waiting forever or reading a stale status
 * live in one place that a random walk explores.
 */
import { open } from "./open.js";
import { withoutCustomer } from "./starting.js";
import type { Event, State, Step } from "./types.js";

export { initial } from "./starting.js";

/**
 * The next state, and what to do about it. Never throws; an event that does not apply (a late answer,
 * a click on something that is not offered) changes nothing.
 */
export function transition(state: State, event: Event): Step {
  return state.kind === "open" ? open(state, event) : withoutCustomer(state, event);
}
