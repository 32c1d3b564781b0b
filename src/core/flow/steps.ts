/** The small steps that the rules of every phase are made of; attempt numbers are handed out here. */
import { isUndecided } from "../availability.js";
import { checklist } from "../checklist.js";
import type { Customer } from "../customer.js";
import type { Problem, ProblemCode } from "../problem.js";
import type {
  Announcement,
  Command,
  During,
  Open,
  Refreshing,
  State,
  Step,
  Task,
} from "./types.js";

const longestObeyedMs = 120_000;

const sessionRefusals: readonly ProblemCode[] = [
  "login_required",
  "session_invalid",
  "session_failed",
  "customer_not_found",
  "cross_site",
  "forbidden",
  "not_configured",
];

/** A refusal of the session itself: nothing of the old login may stay on screen. */
export const endsSession = ({ code }: Problem): boolean => sessionRefusals.includes(code);

export const announce = (announcement: Announcement): Command => ({ do: "announce", announcement });

/** When to try a load again; `undefined` when the host asked for a longer wait than we obey. */
export function retryWait(
  { retryAfterMs }: Problem,
  failures: number,
): Extract<Command, { do: "wait" }> | undefined {
  const least = Math.min(30_000, 500 * 2 ** failures);
  if (retryAfterMs === undefined) return { do: "wait", ms: least, because: "retry" };
  return retryAfterMs > longestObeyedMs
    ? undefined
    : { do: "wait", ms: Math.max(retryAfterMs, least), because: "pause" };
}

/** The wait until the next poll, while SpherePay can still change something. */
export function poll(state: Open): Command[] {
  const { customer, unchanged, failures, paused } = state;
  // A pause ends by itself; a shorter wait must not replace it.
  if (paused || !isUndecided(state)) return [];
  const ms = failures ? 60_000 : Math.min(60_000, 15_000 * 1.5 ** unchanged);
  const least = Math.min(customer.pollAfterSeconds ?? 0, 3_600) * 1_000;
  const because = customer.keepPolling ? "watch" : "poll";
  return [{ do: "wait", ms: Math.max(ms, least), because }];
}

/** Opens the first screen of a customer. */
export function opened(
  { attempt, profile }: State,
  customer: Customer,
  linkExpired: boolean,
  loginChanged = false,
): Step {
  const state: Open = {
    kind: "open",
    attempt,
    profile,
    customer,
    checklist: checklist(customer, profile),
    linkExpired,
    refreshing: null,
    task: null,
    qrCode: null,
    step: null,
    problem: null,
    renewal: 0,
    session: 1,
    unproven: false,
    failures: 0,
    unchanged: 0,
    paused: false,
    refused: [],
    sent: false,
    returnSummary: null,
    saved: null,
    loginChanged,
  };
  return [state, [announce({ type: "ready" }), ...poll(state)]];
}

/** What the customer has read by now, and need not read again. */
export const notesCleared = {
  problem: null,
  returnSummary: null,
  saved: null,
  loginChanged: false,
  unchanged: 0,
} as const;

export function load(state: Open, why: Refreshing["why"], before: Command[] = []): Step {
  if (state.renewal) return [{ ...state, refreshing: { attempt: state.renewal, why } }, before];
  const attempt = state.attempt + 1;
  const refreshing = { attempt, why };
  return [{ ...state, attempt, refreshing }, [...before, { do: "load", attempt }]];
}

/** Ends what the customer started and everything that runs for it, and looks again. */
export function cancelTask(state: Open): Step {
  const why = state.refreshing?.why ?? "background";
  return load({ ...state, task: null, refreshing: null, renewal: 0 }, why, [
    { do: "abort" },
    { do: "forgetLink" },
  ]);
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

/** Nothing of the customer stays on screen, and their last status stands for nothing any more. */
export function block(state: Open, problem: Problem, during: During): Step {
  const { attempt, profile } = state;
  const { status } = state.checklist;
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

export function requestTarget(state: Open, task: Task, before: Command[] = []): Step {
  if (state.renewal || state.unproven) {
    // Whose session it is now is unknown until the customer has been read with it.
    const held: Open = { ...state, task: { ...task, doing: "held", attempt: 0 } };
    return state.refreshing ? [held, before] : load(held, "person", before);
  }
  const attempt = state.attempt + 1;
  const key = task.key || attempt;
  const requesting: Task = { ...task, doing: "requesting", attempt, key, session: state.session };
  return [
    { ...state, attempt, task: requesting },
    [...before, { do: "requestTarget", attempt, target: task.target, key }],
  ];
}
