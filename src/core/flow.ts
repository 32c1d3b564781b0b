/**
 * Owns: what follows from what: `transition(state, event)` answers the next state and the commands
 * to carry out. Pure: no clock, no network, no randomness; timers and answers come in as events.
 * Does not own: carrying out commands (`element/flow-controller.ts`), meaning of a customer
 * (`checklist.ts`), what is drawn (`screen.ts`).
 * Why: the rules that keep a person from paying twice, waiting forever or reading a stale status
 * live in one place that a random walk can explore completely.
 */
import { open } from "./flow-open.js";
import { announce, isRefusal, opened, retryWait, type Step } from "./flow-steps.js";
import type { Blocked, Event, Starting, State } from "./flow-types.js";

/** Where every flow begins. */
export const initial: State = { kind: "idle", attempt: 0, profile: undefined };

/** How often a reading is repeated quietly before its problem is shown. */
const quietRetries = 3;

/** A longer pause before the next try is not spent in silence: the problem is shown meanwhile. */
const longestQuietMs = 10_000;

function start(state: State, failures = 0): Step {
  const attempt = state.attempt + 1;
  return [
    { kind: "starting", attempt, profile: state.profile, asking: "session", failures },
    [{ do: "abort" }, { do: "startSession", attempt, renew: false }],
  ];
}

function starting(state: Starting, event: Event): Step {
  switch (event.type) {
    case "nudged":
      return state.asking ? [state, []] : start(state, state.failures);
    case "returned":
      return start(state);
    case "pageHidden":
      return [{ ...state, asking: null }, [{ do: "abort" }]];
    case "sessionStarted": {
      if (state.asking !== "session" || event.attempt !== state.attempt) return [state, []];
      if (event.customer) return opened(state, event.customer, !!event.linkExpired);
      const attempt = state.attempt + 1;
      return [{ ...state, asking: "load", attempt }, [{ do: "load", attempt }]];
    }
    case "loaded":
      if (state.asking !== "load" || event.attempt !== state.attempt) return [state, []];
      return opened(state, event.customer, !!event.linkExpired);
    case "failed": {
      if (!state.asking || event.attempt !== state.attempt) return [state, []];
      const { problem, during } = event;
      const wait = retryWait(problem, state.failures);
      const quiet = state.failures < quietRetries && wait && wait.ms <= longestQuietMs;
      if (problem.retryable && quiet && !isRefusal(problem)) {
        return [{ ...state, asking: null, failures: state.failures + 1 }, [wait]];
      }
      const { attempt, profile } = state;
      return [
        { kind: "blocked", attempt, profile, problem, during },
        [
          announce({ type: "problem", problem }),
          ...(problem.retryable && wait ? [{ ...wait, ms: Math.max(wait.ms, 60_000) }] : []),
        ],
      ];
    }
    default:
      return [state, []];
  }
}

function blocked(state: Blocked, event: Event): Step {
  return event.type === "nudged" || event.type === "returned" ? start(state) : [state, []];
}

/**
 * The next state, and what to do about it. Never throws; a fact that does not apply (a late answer,
 * a press on something that is not offered) changes nothing.
 */
export function transition(state: State, event: Event): Step {
  if (event.type === "disconnected") {
    if (state.kind === "idle") return [state, []];
    return [{ ...initial, attempt: state.attempt }, [{ do: "abort" }, { do: "forgetLink" }]];
  }
  switch (state.kind) {
    case "idle":
      return event.type === "connected" ? start({ ...state, profile: event.profile }) : [state, []];
    case "starting":
      return starting(state, event);
    case "open":
      return open(state, event);
    case "blocked":
      return blocked(state, event);
  }
}
