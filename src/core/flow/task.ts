/**
 * Owns: what follows from a press: asking for a link, the link's arrival, its failure, a session
 * refused on the way.
 * Does not own: reading the customer (see `flow-reading.ts`).
 * Why: a press may become one submit only, and never one for somebody else.
 */
import { fingerprint } from "../checklist.js";
import { Problem } from "../problem.js";
import { isOfUse } from "../qr-code.js";
import { continueRequirement } from "../requirements.js";
import { ask, block, load, renew } from "./moves.js";
import { announce, poll, retryWait, type Step } from "./steps.js";
import { type Command, type During, type Open, submit, type Task } from "./types.js";

/** The task is over without a link. */
export function taskFailed(state: Open, task: Task, problem: Problem, during: During): Step {
  const { code, requirements } = problem;
  const goesOn = task.wish === continueRequirement;
  const refusedForGood =
    (code === "requirements_outstanding" && !requirements.length) ||
    (goesOn && (code === "bad_request" || code === "wrong_state")) ||
    (task.wish !== submit && code === "no_such_requirement");
  const print = fingerprint(state.customer);
  const refused = refusedForGood ? { ...state.refused, [task.wish]: print } : state.refused;
  const next: Open = { ...state, task: null, problem: { problem, during }, refused };
  const told = [announce({ type: "problem", problem })];
  const wait = code === "rate_limited" || code === "in_flight" ? retryWait(problem, 2) : undefined;
  if (wait) {
    return [{ ...next, paused: wait.because === "pause", refreshing: null }, [...told, wait]];
  }
  if (code === "rate_limited") return [{ ...next, refreshing: null }, told];
  // Whatever the answer was, the request may have got through: only a reading can tell.
  return load(next, state.refreshing?.why ?? "background", told);
}

/** The session was refused for the task's request. */
export function taskRefused(state: Open, task: Task, problem: Problem, during: During): Step {
  if (task.renewed) return block(state, problem, during);
  const held: Open = { ...state, task: { ...task, doing: "held", attempt: 0, renewed: true } };
  if (state.renewal) return [held, []];
  if (task.session < state.session) return state.refreshing ? [held, []] : load(held, "background");
  return state.unproven ? block(state, problem, during) : renew(held);
}

export function linkArrived(
  state: Open,
  task: Task,
  { expired, expiresAt }: { expired: boolean; expiresAt?: string | undefined },
): Step {
  if (expired) {
    const again = { ...task, key: 0, expired: task.expired + 1 };
    const handoff = state.handoff && { ...state.handoff, expired: true };
    const bare: Open = { ...state, handoff };
    if (again.expired < 3) return ask(bare, again, [{ do: "forgetLink" }]);
    const [next, commands] = taskFailed(bare, task, new Problem("link_expired"), "link");
    return [next, [{ do: "forgetLink" }, ...commands]];
  }
  const { attempt, wish } = task;
  if (task.destination === "code") {
    const isWanted = isOfUse(state, wish);
    const handoff = isWanted ? { wish, expiresAt, expired: false } : null;
    const shown: Open = { ...state, task: null, handoff };
    const show: Command = isWanted ? { do: "showCode", attempt } : { do: "forgetLink" };
    return state.refreshing
      ? load(shown, state.refreshing.why, [show])
      : [shown, [show, ...poll(shown)]];
  }
  const leaving: Task = { ...task, doing: "leaving", expiresAt };
  return [
    { ...state, refreshing: null, renewal: 0, task: leaving },
    [{ do: "abort" }, { do: "leave", attempt, wish }],
  ];
}
