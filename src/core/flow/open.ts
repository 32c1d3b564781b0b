/**
 * Owns: which rule applies to which fact while a customer is on screen.
 * Does not own: the start and the end (see `flow.ts`).
 * Why: `refreshing` and `task` are separate facts here; one field for both allowed a spinner that
 * never ended and a submit that was sent twice.
 */

import { canPress, isHeldBack } from "../availability.js";
import { readingFailed, reread } from "./loading.js";
import { ask, block, isRefusal, load, renew } from "./moves.js";
import { end } from "./starting.js";
import type { Step } from "./steps.js";
import { linkArrived, taskFailed, taskRefused } from "./task.js";
import { type Command, type Event, type Open, submit } from "./types.js";

function failed(
  state: Open,
  { attempt, problem, during }: Extract<Event, { type: "failed" }>,
): Step {
  const { task, refreshing, renewal, unproven } = state;
  const sessionRefused = problem.code === "session_invalid" || problem.code === "login_required";
  if (renewal && attempt === renewal) {
    return isRefusal(problem)
      ? block(state, problem, during)
      : readingFailed(state, problem, during);
  }
  if (refreshing && attempt === refreshing.attempt) {
    if (!sessionRefused) return readingFailed(state, problem, during);
    return unproven ? block(state, problem, during) : renew(state);
  }
  if (!task?.attempt || attempt !== task.attempt) return [state, []];
  if (task.doing === "asking") {
    if (sessionRefused) return taskRefused(state, task, problem, during);
    const unanswered = problem.code === "offline" || problem.code === "timeout";
    if (unanswered && task.wish === submit && !task.unanswered) {
      return ask(state, { ...task, unanswered: 1 });
    }
  }
  return taskFailed(state, task, problem, during);
}

/** The rules while a customer is on screen. */
export function open(state: Open, event: Event): Step {
  const { task } = state;
  const leaving = task?.doing === "leaving";
  switch (event.type) {
    case "nudged": {
      const { refreshing } = state;
      const isTimer = event.by === "timer";
      const isTold = event.by === "person" ? isHeldBack(state) : state.paused && !isTimer;
      if (leaving || isTold) return [state, []];
      // Engines tell twice that somebody came back, each in an order of its own.
      if (refreshing?.why === "return" && event.by === "page") return [state, []];
      if (refreshing && !isTimer) {
        return [{ ...state, refreshing: { ...refreshing, again: true } }, []];
      }
      if (refreshing || state.renewal) return [state, []];
      const why = event.by === "person" ? "person" : "background";
      return load({ ...state, paused: false }, why);
    }
    case "pauseEnded":
      return [state.paused ? { ...state, paused: false } : state, []];
    case "pressed": {
      const { wish, destination } = event;
      if (!canPress(state, wish)) return [state, []];
      const forgets: Command[] =
        state.handoff && destination === "leave" ? [{ do: "forgetLink" }] : [];
      const cleared: Open = {
        ...state,
        problem: null,
        receipt: null,
        loginChanged: false,
        unchanged: 0,
        handoff: destination === "leave" ? null : state.handoff,
      };
      return ask(
        cleared,
        {
          doing: "asking",
          wish,
          destination,
          attempt: 0,
          key: 0,
          session: state.session,
          renewed: false,
          unanswered: 0,
          expired: 0,
          expiresAt: undefined,
        },
        forgets,
      );
    }
    case "returned": {
      const back: Open = {
        ...state,
        task: leaving ? null : task,
        problem: null,
        receipt: null,
        loginChanged: false,
        paused: false,
        failures: 0,
        unchanged: 0,
      };
      // Whatever reads now began after the page was left: leaving ended all that was before.
      const { refreshing } = back;
      if (refreshing) return [{ ...back, refreshing: { ...refreshing, why: "return" } }, []];
      return load(back, "return", leaving ? [{ do: "abort" }, { do: "forgetLink" }] : []);
    }
    case "pageHidden":
      return [
        { ...state, refreshing: null, renewal: 0, task: leaving ? task : null, handoff: null },
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
      return reread(state, event.customer, !!event.linkExpired);
    case "linkReceived":
      if (task?.doing !== "asking" || event.attempt !== task.attempt) return [state, []];
      return linkArrived(state, task, event);
    case "submitted":
      if (task?.doing !== "asking" || event.attempt !== task.attempt) return [state, []];
      return load({ ...state, task: null, sent: true }, "person");
    case "leaveCancelled":
      if (!leaving || event.attempt !== task.attempt) return [state, []];
      return load({ ...state, task: null }, "background", [{ do: "forgetLink" }]);
    case "linkExpired":
      if (!leaving || event.attempt !== task.attempt) return [state, []];
      return linkArrived(state, task, { expired: true });
    case "handoffClosed": {
      if (!state.handoff) return [state, []];
      const closed: Open = { ...state, handoff: null };
      if (task?.destination !== "code") return [closed, [{ do: "forgetLink" }]];
      // The code that is on its way would open again what has just been closed.
      return load({ ...closed, task: null, refreshing: null, renewal: 0 }, "background", [
        { do: "abort" },
        { do: "forgetLink" },
      ]);
    }
    case "handoffExpired":
      if (!state.handoff) return [state, []];
      return [{ ...state, handoff: { ...state.handoff, expired: true } }, [{ do: "forgetLink" }]];
    case "failed":
      return failed(state, event);
    case "disconnected":
      return end(state);
    default:
      return [state, []];
  }
}
