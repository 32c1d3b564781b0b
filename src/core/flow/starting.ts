/** The rules until a customer is on screen: starting, trying again, being blocked. */
import { waitsInSilence } from "../availability.js";
import { announce, opened, retryWait } from "./steps.js";
import type { Blocked, Event, Open, Starting, State, Step } from "./types.js";

/** Where every flow begins. */
export const initial: State = { kind: "idle", attempt: 0, profile: undefined };

/** How often a load is repeated quietly before its problem is shown. */
const quietRetries = 3;

/** A longer pause before the next try is not spent in silence: the problem is shown meanwhile. */
const longestQuietMs = 10_000;

function start(state: State, failures = 0, blocked?: Blocked, slow = false): Step {
  const attempt = state.attempt + 1;
  return [
    {
      kind: "starting",
      attempt,
      profile: state.profile,
      requesting: "session",
      failures,
      blocked,
      slow,
    },
    [{ do: "abort" }, { do: "startSession", attempt, renew: false }],
  ];
}

function starting(state: Starting, event: Event): Step {
  switch (event.type) {
    case "refreshRequested":
    case "returned": {
      // A click shows that something happens: the words go, and come back when it takes long again.
      const isClick = state.slow && event.type === "refreshRequested" && event.by === "person";
      return state.requesting && !isClick
        ? [state, []]
        : start(state, state.failures, state.blocked, state.slow && !isClick);
    }
    case "waitedLong":
      return [waitsInSilence(state) ? { ...state, slow: true } : state, []];
    case "pageHidden":
      return [{ ...state, requesting: null }, [{ do: "abort" }]];
    case "sessionStarted": {
      if (state.requesting !== "session" || event.attempt !== state.attempt) return [state, []];
      if (event.customer) return opened(state, event.customer, !!event.linkExpired);
      const attempt = state.attempt + 1;
      return [{ ...state, requesting: "load", attempt }, [{ do: "load", attempt }]];
    }
    case "loaded":
      if (state.requesting !== "load" || event.attempt !== state.attempt) return [state, []];
      return opened(state, event.customer, !!event.linkExpired);
    case "failed": {
      if (!state.requesting || event.attempt !== state.attempt) return [state, []];
      const { problem, during } = event;
      const wait = retryWait(problem, state.failures);
      // Customers who read that it takes long have waited for one try already.
      const mostFailures = state.slow ? 1 : quietRetries;
      const quiet = state.failures < mostFailures && wait && wait.ms <= longestQuietMs;
      // A page that has no session to give says so for good, as far as this start goes.
      if (problem.retryable && quiet && problem.code !== "session_failed") {
        return [{ ...state, requesting: null, failures: state.failures + 1 }, [wait]];
      }
      const { attempt, profile } = state;
      return [
        { kind: "blocked", attempt, profile, problem, during },
        [
          ...(problem.code === state.blocked?.problem.code
            ? []
            : [announce({ type: "problem", problem })]),
          ...(problem.retryable && wait ? [{ ...wait, ms: Math.max(wait.ms, 60_000) }] : []),
        ],
      ];
    }
    default:
      return [state, []];
  }
}

function blocked(state: Blocked, event: Event): Step {
  if (event.type === "returned") return start(state);
  if (event.type !== "refreshRequested") return [state, []];
  return start(state, 0, event.by === "person" ? undefined : state);
}

/** The next state for everything but an open flow, which stays as it is. */
export function withoutCustomer(state: Exclude<State, Open>, event: Event): Step {
  if (event.type === "disconnected") return state.kind === "idle" ? [state, []] : end(state);
  switch (state.kind) {
    case "idle":
      return event.type === "connected" ? start({ ...state, profile: event.profile }) : [state, []];
    case "starting":
      return starting(state, event);
    case "blocked":
      return blocked(state, event);
  }
}

/** Nothing is connected any more; nothing of the old life applies. */
export const end = ({ attempt }: State): Step => [
  { ...initial, attempt },
  [{ do: "abort" }, { do: "forgetLink" }],
];
