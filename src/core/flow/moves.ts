/**
 * Owns: the small moves that every rule of an open flow is made of: load, ask, renew, block.
 * Does not own: when to make which (see `flow-reading.ts`, `flow-task.ts`, `flow-open.ts`).
 * Why: each move hands out its attempt number in one place.
 */
import { checklist } from "../checklist.js";
import type { Problem, ProblemCode } from "../problem.js";
import { announce, type Step } from "./steps.js";
import type { Command, During, Open, Refreshing, Task } from "./types.js";

const refusals: readonly ProblemCode[] = [
  "login_required",
  "session_invalid",
  "session_failed",
  "customer_not_found",
  "cross_site",
  "forbidden",
  "not_configured",
];

/** A refusal of the session itself: nothing of the old login may stay on screen. */
export const isRefusal = ({ code }: Problem): boolean => refusals.includes(code);

export function load(state: Open, why: Refreshing["why"], before: Command[] = []): Step {
  if (state.renewal) return [{ ...state, refreshing: { attempt: state.renewal, why } }, before];
  const attempt = state.attempt + 1;
  const refreshing = { attempt, why };
  return [{ ...state, attempt, refreshing }, [...before, { do: "load", attempt }]];
}

export function renew(state: Open): Step {
  const attempt = state.attempt + 1;
  return [
    {
      ...state,
      attempt,
      renewal: attempt,
      refreshing: state.refreshing && { ...state.refreshing, attempt },
    },
    [{ do: "startSession", attempt, renew: true }],
  ];
}

/** Nothing of the customer stays on screen, and nobody may go on by his last status. */
export function block(state: Open, problem: Problem, during: During): Step {
  const { attempt, profile, customer } = state;
  const { status } = checklist(customer, profile);
  return [
    { kind: "blocked", attempt, profile, problem, during },
    [
      { do: "abort" },
      { do: "forgetLink" },
      announce({ type: "statuschange", previous: status, current: null }),
      announce({ type: "problem", problem }),
    ],
  ];
}

export function ask(state: Open, task: Task, before: Command[] = []): Step {
  if (state.renewal || state.unproven) {
    // Whose session it is now is not known before the customer has been read with it.
    const held: Open = { ...state, task: { ...task, doing: "held", attempt: 0 } };
    return state.refreshing ? [held, before] : load(held, "person", before);
  }
  const attempt = state.attempt + 1;
  const key = task.key || attempt;
  const asking: Task = { ...task, doing: "asking", attempt, key, session: state.session };
  return [
    { ...state, attempt, task: asking },
    [...before, { do: "ask", attempt, wish: task.wish, key }],
  ];
}
