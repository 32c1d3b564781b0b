/**
 * What an answer to `load` changes, and what its failure does: only an answer from the host changes
 * what is shown, and the last good customer survives every failure but a changed login.
 */
import { isOffered, isQrCodeUseful } from "../availability.js";
import { changes } from "../changes.js";
import { checklist, fingerprint } from "../checklist.js";
import type { Customer } from "../customer.js";
import type { Problem, ProblemCode } from "../problem.js";
import { returnSummary } from "../return-summary.js";
import { stepLoaded, stepUnread } from "./in-place.js";
import { announce, load, opened, poll, requestTarget, retryWait } from "./steps.js";
import type { Command, During, Open, Step } from "./types.js";

const quietFailures = 3;

/** Problems that a good answer ends, wherever they happened. */
const passing: readonly (ProblemCode | undefined)[] = ["in_flight", "rate_limited"];

/** The customer was loaded again. */
export function loadedAgain(state: Open, customer: Customer, linkExpired: boolean): Step {
  if (customer.id !== state.customer.id) {
    const [next, commands] = opened(state, customer, linkExpired, true);
    return [next, [{ do: "abort" }, { do: "forgetLink" }, ...commands]];
  }
  const isIdentical = JSON.stringify(state.customer) === JSON.stringify(customer);
  const before = state.checklist;
  const same = isIdentical || fingerprint(state.customer) === fingerprint(customer);
  const after = same ? before : checklist(customer, state.profile);
  const during = state.problem?.during;
  // What went wrong in a step stays beside what was typed there, until the next try.
  const isOver =
    during !== "step" &&
    (!same ||
      during === "load" ||
      during === "session" ||
      passing.includes(state.problem?.problem.code));
  const read: Open = {
    ...state,
    customer: isIdentical ? state.customer : customer,
    checklist: after,
    linkExpired,
    refreshing: null,
    unproven: false,
    failures: 0,
    unchanged: same ? state.unchanged + 1 : 0,
    paused: false,
    problem: isOver ? null : state.problem,
    sent: same && state.sent,
    returnSummary:
      returnSummary(before, after, state.refreshing?.why === "return") ??
      (same ? state.returnSummary : null),
    loginChanged: same && state.loginChanged,
  };
  const isDeadCode = read.qrCode !== null && !isQrCodeUseful(read, read.qrCode.target);
  // What was clicked before may no longer be offered by what has been loaded since.
  const isHeld = read.task?.doing === "held";
  const task = isHeld && !isOffered(read, read.task.target) ? null : read.task;
  const [next, ofStep] = stepLoaded({ ...read, task, qrCode: isDeadCode ? null : read.qrCode });
  const commands: Command[] = isDeadCode ? [{ do: "forgetLink" }] : [];
  if (before.status !== after.status) {
    commands.push(
      announce({ type: "statuschange", previous: before.status, current: after.status }),
    );
  }
  const changed = changes(before, after);
  if (changed) commands.push(announce({ type: "requirementschange", ...changed }));
  commands.push(...ofStep);
  if (next.task?.doing === "held") return requestTarget(next, next.task, commands);
  if (state.refreshing?.again) return load(next, "background", commands);
  return [next, [...commands, ...poll(next)]];
}

/** A load, or the renewal it needed, has failed. */
export function loadFailed(before: Open, problem: Problem, during: During): Step {
  const [state, ofStep] = stepUnread(before);
  const failures = state.failures + 1;
  const isWatched = state.refreshing !== null && state.refreshing.why !== "background";
  const held = state.task?.doing === "held";
  const wait = retryWait(problem, state.failures);
  // What went wrong in a step stays beside what was typed there, until the next try.
  const shows =
    state.problem?.during !== "step" &&
    (isWatched || held || failures >= quietFailures || !problem.retryable || !wait);
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
  return [next, [...ofStep, ...(fresh ? [announce({ type: "problem", problem })] : []), ...tries]];
}
