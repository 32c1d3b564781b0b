/**
 * Owns: what both halves of the flow share: opening a customer, waiting, telling the page.
 * Does not own: the rules before (`flow-start.ts`) and after (`flow-open.ts`).
 */
import { checklist } from "../checklist.js";
import type { Customer } from "../customer.js";
import type { Problem } from "../problem.js";
import type { Announcement, Command, Open, State } from "./types.js";

/** What a transition answers. */
export type Step = [State, Command[]];

const longestObeyedMs = 120_000;

export const announce = (announcement: Announcement): Command => ({ do: "announce", announcement });

/** When to try a reading again; `undefined` when the host asked for more patience than we have. */
export function retryWait(
  { retryAfterMs }: Problem,
  failures: number,
): Extract<Command, { do: "wait" }> | undefined {
  const least = Math.min(30_000, 500 * 2 ** failures);
  if (retryAfterMs === undefined) return { do: "wait", ms: least, because: "retry" };
  return retryAfterMs > longestObeyedMs
    ? undefined
    : { do: "wait", ms: Math.max(retryAfterMs, least), because: "pause" };
}

/** Whether SpherePay can still change something. */
export function isUndecided({ customer, profile }: Open): boolean {
  const { profiles } = checklist(customer, profile);
  const settled = profiles.every(({ status }) => status === "approved" || status === "rejected");
  return !profiles.length || !settled;
}

/** The wait until the next look, while SpherePay can still change something. */
export function poll(state: Open): Command[] {
  const { customer, unchanged, failures, paused } = state;
  // A pause ends by itself; a shorter wait must not replace it.
  if (paused || !isUndecided(state)) return [];
  const ms = failures ? 60_000 : Math.min(60_000, 15_000 * 1.5 ** unchanged);
  const least = Math.min(customer.pollAfterSeconds ?? 0, 3_600) * 1_000;
  return [{ do: "wait", ms: Math.max(ms, least), because: "poll" }];
}

/** Opens the first screen of a customer. */
export function opened(
  { attempt, profile }: State,
  customer: Customer,
  linkExpired: boolean,
  loginChanged = false,
): Step {
  const state: Open = {
    kind: "open",
    attempt,
    profile,
    customer,
    linkExpired,
    refreshing: null,
    task: null,
    handoff: null,
    problem: null,
    renewal: 0,
    session: 1,
    unproven: false,
    failures: 0,
    unchanged: 0,
    paused: false,
    refused: {},
    sent: false,
    receipt: null,
    loginChanged,
  };
  return [state, [announce({ type: "ready" }), ...poll(state)]];
}
