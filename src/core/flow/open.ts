/** The rules while a customer is on screen. */
import { canRequest, mustWait, waitsInSilence } from "../availability.js";
import type { Problem } from "../problem.js";
import { stepAnswered, stepClosed, stepFailed, stepOpened, withoutStep } from "./in-place.js";
import { loadedAgain, loadFailed } from "./loading.js";
import { end } from "./starting.js";
import {
  block,
  cancelTask,
  endsSession,
  load,
  notesCleared,
  renew,
  requestTarget,
} from "./steps.js";
import { linkArrived, sessionRefused, taskFailed } from "./task.js";
import type { Event, Open, Step, Task } from "./types.js";

/** Whether nobody knows if the request has arrived. */
const gotNoAnswer = ({ code }: Problem): boolean =>
  code === "offline" || code === "host_unreachable" || code === "timeout";

function failed(
  state: Open,
  { attempt, problem, during }: Extract<Event, { type: "failed" }>,
): Step {
  const { task, refreshing, renewal, unproven } = state;
  const isSessionRefused = problem.code === "session_invalid" || problem.code === "login_required";
  if (renewal && attempt === renewal) {
    return endsSession(problem)
      ? block(state, problem, during)
      : loadFailed(state, problem, during);
  }
  if (refreshing && attempt === refreshing.attempt) {
    if (!isSessionRefused) return loadFailed(state, problem, during);
    return unproven ? block(state, problem, during) : renew(state);
  }
  if (!task?.attempt || attempt !== task.attempt) return [state, []];
  if (task.doing === "requesting") {
    if (isSessionRefused) return sessionRefused(state, task, problem, during);
    if (gotNoAnswer(problem) && task.target.kind !== "requirement" && !task.unanswered) {
      return requestTarget(state, { ...task, unanswered: 1 });
    }
    if (task.target.kind === "step") return stepFailed(state, task, problem);
  }
  return taskFailed(state, task, problem, during);
}

function refreshRequested(
  state: Open,
  by: Extract<Event, { type: "refreshRequested" }>["by"],
): Step {
  const { refreshing } = state;
  const isTimer = by === "timer";
  const isPaused = by === "person" ? mustWait(state) : state.paused && !isTimer;
  if (isLeaving(state) || isPaused) return [state, []];
  // Engines report a return twice, each in an order of its own.
  if (refreshing?.why === "return" && by === "page") return [state, []];
  if (refreshing && !isTimer) {
    return [{ ...state, refreshing: { ...refreshing, again: true } }, []];
  }
  if (refreshing || state.renewal) return [state, []];
  return load({ ...state, paused: false }, by === "person" ? "person" : "background");
}

function clicked(state: Open, { target, destination }: Extract<Event, { type: "clicked" }>): Step {
  if (!canRequest(state, target) || (target.kind === "step" && !state.step)) return [state, []];
  const isNavigation = destination === "navigate";
  const task: Task = {
    doing: "requesting",
    target,
    destination,
    attempt: 0,
    key: 0,
    session: state.session,
    renewed: false,
    unanswered: 0,
    expired: 0,
    slow: false,
  };
  const next: Open = { ...state, ...notesCleared, qrCode: isNavigation ? null : state.qrCode };
  return requestTarget(next, task, state.qrCode && isNavigation ? [{ do: "forgetLink" }] : []);
}

function returned(state: Open): Step {
  const wasLeaving = isLeaving(state);
  const back: Open = {
    ...state,
    ...notesCleared,
    task: wasLeaving ? null : state.task,
    paused: false,
    failures: 0,
  };
  // A load that runs now began after the page was left: leaving ended all earlier ones.
  const { refreshing } = back;
  if (refreshing) return [{ ...back, refreshing: { ...refreshing, why: "return" } }, []];
  return load(back, "return", wasLeaving ? [{ do: "abort" }, { do: "forgetLink" }] : []);
}

function qrCodeClosed(state: Open): Step {
  if (!state.qrCode) return [state, []];
  const closed: Open = { ...state, qrCode: null };
  if (state.task?.destination !== "qrCode") return [closed, [{ do: "forgetLink" }]];
  // The link that is on its way would open again what has just been closed.
  return cancelTask(closed);
}

const isLeaving = ({ task }: Open): boolean => task?.doing === "leaving";

/** The next state while a customer is on screen. */
export function open(state: Open, event: Event): Step {
  const { task } = state;
  switch (event.type) {
    case "refreshRequested":
      return refreshRequested(state, event.by);
    case "pauseEnded":
      return [state.paused ? { ...state, paused: false } : state, []];
    case "waitedLong":
      return [
        waitsInSilence(state) && task ? { ...state, task: { ...task, slow: true } } : state,
        [],
      ];
    case "clicked":
      return clicked(state, event);
    case "returned":
      return returned(state);
    case "pageHidden":
      return [
        {
          ...withoutStep(state),
          refreshing: null,
          renewal: 0,
          task: isLeaving(state) ? task : null,
          qrCode: null,
        },
        [{ do: "abort" }, { do: "forgetLink" }],
      ];
    case "sessionStarted":
      if (!state.renewal || event.attempt !== state.renewal) return [state, []];
      return load(
        { ...state, renewal: 0, session: state.session + 1, unproven: true },
        state.refreshing?.why ?? "background",
      );
    case "loaded":
      if (event.attempt !== state.refreshing?.attempt) return [state, []];
      return loadedAgain(state, event.customer, !!event.linkExpired);
    case "linkReceived":
      if (task?.doing !== "requesting" || event.attempt !== task.attempt) return [state, []];
      return linkArrived(state, task, event);
    case "submitted":
      if (task?.doing !== "requesting" || event.attempt !== task.attempt) return [state, []];
      return load({ ...state, task: null, sent: true }, "person");
    case "leaveCancelled":
      if (task?.doing !== "leaving" || event.attempt !== task.attempt) return [state, []];
      return load({ ...state, task: null }, "background", [{ do: "forgetLink" }]);
    case "linkExpired":
      if (task?.doing !== "leaving" || event.attempt !== task.attempt) return [state, []];
      return linkArrived(state, task, { expired: true });
    case "qrCodeClosed":
      return qrCodeClosed(state);
    case "qrCodeExpired":
      if (!state.qrCode) return [state, []];
      return [{ ...state, qrCode: { ...state.qrCode, expired: true } }, [{ do: "forgetLink" }]];
    case "stepOpened":
      return stepOpened(state, event.requirement);
    case "stepClosed":
      return stepClosed(state);
    case "stepAnswered":
      if (task?.doing !== "requesting" || event.attempt !== task.attempt) return [state, []];
      return stepAnswered(state, task, event.finished);
    case "failed":
      return failed(state, event);
    case "disconnected":
      return end(state);
    default:
      return [state, []];
  }
}
