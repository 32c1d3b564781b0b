/**
 * Owns: what an answer to a background reading changes, and what its failure does.
 * Does not own: links and submits (see `flow-task.ts`).
 * Why: only an answer from the host changes what is shown, and the last good customer survives
 * every failure but a changed login.
 */

import { isOffered } from "../availability.js";
import { changes } from "../changes.js";
import { checklist, fingerprint } from "../checklist.js";
import type { Customer } from "../customer.js";
import type { Problem, ProblemCode } from "../problem.js";
import { isOfUse } from "../qr-code.js";
import { receipt } from "../return-summary.js";
import { ask, load } from "./moves.js";
import { announce, opened, poll, retryWait, type Step } from "./steps.js";
import type { Command, During, Open } from "./types.js";

const quietFailures = 3;

/** Problems that a good reading ends, wherever they happened. */
const passing: readonly (ProblemCode | undefined)[] = ["in_flight", "rate_limited"];

export function reread(state: Open, customer: Customer, linkExpired: boolean): Step {
  if (customer.id !== state.customer.id) {
    const [next, commands] = opened(state, customer, linkExpired, true);
    return [next, [{ do: "abort" }, { do: "forgetLink" }, ...commands]];
  }
  const before = checklist(state.customer, state.profile);
  const after = checklist(customer, state.profile);
  const same = fingerprint(state.customer) === fingerprint(customer);
  const during = state.problem?.during;
  const over =
    !same ||
    during === "load" ||
    during === "session" ||
    passing.includes(state.problem?.problem.code);
  const read: Open = {
    ...state,
    customer:
      JSON.stringify(state.customer) === JSON.stringify(customer) ? state.customer : customer,
    linkExpired,
    refreshing: null,
    unproven: false,
    failures: 0,
    unchanged: same ? state.unchanged + 1 : 0,
    paused: false,
    problem: over ? null : state.problem,
    sent: same && state.sent,
    receipt:
      receipt(before, after, state.refreshing?.why === "return") ?? (same ? state.receipt : null),
    loginChanged: same && state.loginChanged,
  };
  const isOver = read.handoff !== null && !isOfUse(read, read.handoff.wish);
  // What was pressed before may be over by what has been read since.
  const isHeld = read.task?.doing === "held";
  const task = isHeld && !isOffered(read, read.task.wish) ? null : read.task;
  const next: Open = { ...read, task, handoff: isOver ? null : read.handoff };
  const told: Command[] = isOver ? [{ do: "forgetLink" }] : [];
  if (before.status !== after.status) {
    told.push(announce({ type: "statuschange", previous: before.status, current: after.status }));
  }
  const changed = changes(before, after);
  if (changed) told.push(announce({ type: "requirementschange", ...changed }));
  if (next.task?.doing === "held") return ask(next, next.task, told);
  if (state.refreshing?.again) return load(next, "background", told);
  return [next, [...told, ...poll(next)]];
}

/** A background reading, or the renewal it needed, has failed. */
export function readingFailed(state: Open, problem: Problem, during: During): Step {
  const failures = state.failures + 1;
  const watched = state.refreshing !== null && state.refreshing.why !== "background";
  const held = state.task?.doing === "held";
  const wait = retryWait(problem, state.failures);
  const shows = watched || held || failures >= quietFailures || !problem.retryable || !wait;
  const fresh = shows && state.problem?.problem.code !== problem.code;
  const next: Open = {
    ...state,
    refreshing: null,
    renewal: 0,
    task: held ? null : state.task,
    failures,
    paused: problem.retryable && wait?.because === "pause",
    problem: shows ? { problem, during } : state.problem,
  };
  const tries =
    !problem.retryable || !wait
      ? []
      : wait.because === "pause" || failures < quietFailures
        ? [wait]
        : poll(next);
  return [next, [...(fresh ? [announce({ type: "problem", problem })] : []), ...tries]];
}
