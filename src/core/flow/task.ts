/**
 * What follows from a click: the request for a link, its arrival, its failure, a session refused on
 * the way. One click leads to one link in use at most, and never to one for another customer.
 */
import { isQrCodeUseful } from "../availability.js";
import { fingerprint } from "../checklist.js";
import { Problem } from "../problem.js";
import { continueTarget, isSameTarget } from "../target.js";
import { announce, block, load, poll, renew, requestTarget, retryWait } from "./steps.js";
import type { Command, During, Open, Refusal, Step, Task } from "./types.js";

/** A click that must wait does so as long as a load after this many failures. */
const clickFailures = 2;

/** Whether the same request stays refused until the checklist changes. */
function staysRefused({ target }: Task, { code, requirements }: Problem): boolean {
  return (
    (code === "requirements_outstanding" && !requirements.length) ||
    (isSameTarget(target, continueTarget) && (code === "bad_request" || code === "wrong_state")) ||
    (target.kind !== "submit" && code === "no_such_requirement")
  );
}

/** The refusals of a state, with this one when the same request stays refused. */
export function refusalsWith(
  { refused, customer }: Open,
  task: Task,
  problem: Problem,
): readonly Refusal[] {
  if (!staysRefused(task, problem)) return refused;
  const { target } = task;
  const others = refused.filter((each) => !isSameTarget(each.target, target));
  return [...others, { target, fingerprint: fingerprint(customer) }];
}

/** The task has ended without a link. */
export function taskFailed(state: Open, task: Task, problem: Problem, during: During): Step {
  const { code } = problem;
  const refused = refusalsWith(state, task, problem);
  const next: Open = { ...state, task: null, problem: { problem, during }, refused };
  const commands = [announce({ type: "problem", problem })];
  const wait =
    code === "rate_limited" || code === "in_flight" ? retryWait(problem, clickFailures) : undefined;
  if (wait) {
    return [{ ...next, paused: wait.because === "pause", refreshing: null }, [...commands, wait]];
  }
  if (code === "rate_limited") return [{ ...next, refreshing: null }, commands];
  // Whatever the answer was, the request may have got through: only a load can tell.
  return load(next, state.refreshing?.why ?? "background", commands);
}

/** The session was refused when the task's link was requested. */
export function sessionRefused(state: Open, task: Task, problem: Problem, during: During): Step {
  if (task.renewed) return block(state, problem, during);
  const held: Open = { ...state, task: { ...task, doing: "held", attempt: 0, renewed: true } };
  if (state.renewal) return [held, []];
  if (task.session < state.session) return state.refreshing ? [held, []] : load(held, "background");
  return state.unproven ? block(state, problem, during) : renew(held);
}

/** A link has arrived. */
export function linkArrived(
  state: Open,
  task: Task,
  { expired }: { readonly expired: boolean },
): Step {
  if (expired) {
    const again = { ...task, key: 0, expired: task.expired + 1 };
    const qrCode = state.qrCode && { ...state.qrCode, expired: true };
    const bare: Open = { ...state, qrCode };
    if (again.expired < 3) return requestTarget(bare, again, [{ do: "forgetLink" }]);
    const [next, commands] = taskFailed(bare, task, new Problem("link_expired"), "link");
    return [next, [{ do: "forgetLink" }, ...commands]];
  }
  const { attempt, target } = task;
  if (task.destination === "qrCode") {
    const isWanted = isQrCodeUseful(state, target);
    const qrCode = isWanted ? { target, expired: false } : null;
    const shown: Open = { ...state, task: null, qrCode };
    const show: Command = isWanted ? { do: "showQrCode" } : { do: "forgetLink" };
    return state.refreshing
      ? load(shown, state.refreshing.why, [show])
      : [shown, [show, ...poll(shown)]];
  }
  const leaving: Task = { ...task, doing: "leaving", slow: false };
  return [
    { ...state, refreshing: null, renewal: 0, task: leaving },
    [{ do: "abort" }, { do: "navigate", attempt, target }],
  ];
}
