/**
 * What happens to the step that is open in place of the list: it opens, its requests are answered or
 * fail, a load says that it is done or no longer offered.
 *
 * Nobody knows what became of a request that failed on the way, and a code that was refused may have
 * been accepted a moment earlier. So a request that ended is settled by a load, and only then shown.
 */
import { canRequest, isOffered, offeredStep } from "../availability.js";
import type { Checklist } from "../checklist.js";
import type { Problem } from "../problem.js";
import { stepTarget } from "../target.js";
import { announce, cancelTask, load, notesCleared, poll } from "./steps.js";
import { refusalsWith } from "./task.js";
import type { Command, Open, OpenStep, Step, Task } from "./types.js";

/** A state of the list, and what was in it before the step, or after it. */
type Shown = [Open, Command[]];

/** The list, with nothing of a step left. */
export function withoutStep(state: Open): Open {
  const { step, task, problem } = state;
  if (!step) return state;
  return {
    ...state,
    step: null,
    task: task?.target.kind === "step" ? null : task,
    problem: problem?.during === "step" ? null : problem,
  };
}

const completed = (state: Open, step: OpenStep): Shown => [
  { ...withoutStep(state), saved: step.requirement },
  [announce({ type: "stepcomplete", ...step })],
];

/** The step stays, and the customer reads why its request has failed. */
const refused = (state: Open, problem: Problem): Shown => [
  { ...state, task: null, problem: { problem, during: state.step ? "step" : "link" } },
  [announce({ type: "problem", problem })],
];

/** A problem that is on screen no more may be why nothing else was to follow. */
function lookAgain(state: Open, before: Command[] = []): Step {
  return state.refreshing || state.renewal ? [state, before] : load(state, "background", before);
}

export function stepOpened(state: Open, requirement: string): Step {
  const offered = offeredStep(state, requirement);
  if (state.step || !offered || !canRequest(state, stepTarget(requirement))) return [state, []];
  const step: OpenStep = { requirement, kind: offered.kind };
  const opened: Open = { ...state, ...notesCleared, qrCode: null, step };
  const commands: Command[] = [{ do: "forgetLink" }, announce({ type: "stepopen", ...step })];
  return state.problem ? lookAgain(opened, commands) : [opened, commands];
}

/** The customer went back to the list. */
export function stepClosed(state: Open): Step {
  const { step, task } = state;
  if (!step) return [state, []];
  if (task?.doing === "settling" && !task.failure) return completed(state, step);
  const closed = withoutStep(state);
  if (task) return cancelTask(closed);
  return state.problem === closed.problem ? [closed, []] : lookAgain(closed);
}

/** The task has ended; a load that began before may be too old to show what it changed. */
function goOn([state, commands]: Shown): Step {
  return state.refreshing
    ? load(state, state.refreshing.why, commands)
    : [state, [...commands, ...poll(state)]];
}

export function stepAnswered(state: Open, task: Task, finished: boolean): Step {
  if (!finished) return goOn([{ ...state, task: null }, []]);
  return load({ ...state, task: { ...task, doing: "settling", attempt: 0 } }, "person");
}

export function stepFailed(state: Open, task: Task, failure: Problem): Step {
  // A host that asks to wait has changed nothing, and is not to be asked again at once.
  if (failure.code === "rate_limited") return goOn(refused(state, failure));
  const refusals = refusalsWith(state, task, failure);
  const settling: Task = { ...task, doing: "settling", attempt: 0, failure };
  const why = state.refreshing?.why ?? "background";
  return load({ ...state, task: settling, refused: refusals }, why);
}

const isDone = ({ profiles }: Checklist, requirement: string): boolean => {
  const items = profiles.flatMap((each) => each.items.filter(({ name }) => name === requirement));
  return (
    items.length > 0 && items.every(({ state }) => state === "complete" || state === "pending")
  );
};

/** What a load says about the step that is open. */
export function stepLoaded(state: Open): Shown {
  const { step, task, checklist } = state;
  if (!step) return [state, []];
  const isOver = !isOffered(state, stepTarget(step.requirement));
  if (task?.doing === "settling") {
    const { failure } = task;
    if (!failure || isDone(checklist, step.requirement)) return completed(state, step);
    return refused(isOver ? withoutStep(state) : state, failure);
  }
  // What runs may be the very request that ended it: its answer says so.
  return isOver && task?.doing !== "requesting" ? [withoutStep(state), []] : [state, []];
}

/** The load that was to settle a step's request has failed. */
export function stepUnread(state: Open): Shown {
  const { step, task } = state;
  if (!step || task?.doing !== "settling") return [state, []];
  return task.failure ? refused(state, task.failure) : completed(state, step);
}
