/** Flows with one seeded bug each. The walk must catch every one of them. */

import { checklist } from "../../../src/core/checklist.js";
import { announce } from "../../../src/core/flow/steps.js";
import { transition } from "../../../src/core/flow/transition.js";
import type { Command, Event, Open, State, Task } from "../../../src/core/flow/types.js";
import { submitTarget } from "../../../src/core/target.js";

import { aCustomerIn } from "../builders.js";
import type { Transition } from "./walk.js";

type Step = [State, Command[]];
type Bug = (before: Open, event: Event, step: Step) => Step | undefined;

/** A bug in what follows while a customer is on screen. */
const whileOpen =
  (bug: Bug): Transition =>
  (state, event) => {
    const step = transition(state, event);
    return (state.kind === "open" && bug(state, event, step)) || step;
  };

/** A bug after which a customer is still on screen. */
const staysOpen = (
  bug: (before: Open, event: Event, after: Open, told: Command[]) => Step | undefined,
) =>
  whileOpen((before, event, [after, told]) =>
    after.kind === "open" ? bug(before, event, after, told) : undefined,
  );

const without = (told: Command[], what: Command["do"]) => told.filter((each) => each.do !== what);

/** A 401 that answers this attempt. */
const isRefused = (event: Event, attempt: number | undefined): boolean =>
  event.type === "failed" &&
  event.problem.code === "session_invalid" &&
  event.attempt > 0 &&
  event.attempt === attempt;

/** The task's own answer, whatever its attempt. */
const asIfCurrent = (task: Task | null, event: Event): Event | undefined =>
  task?.doing === "requesting" && event.type === "linkReceived" && event.attempt !== task.attempt
    ? { ...event, attempt: task.attempt }
    : undefined;

export const mutants: Readonly<Record<string, Transition>> = {
  "a discarded reading leaves the spinner on": staysOpen(({ task, refreshing }, _, after, told) =>
    refreshing && task?.doing === "requesting" && !after.task
      ? [after, without(told, "load")]
      : undefined,
  ),
  "a reading resets the task": staysOpen(({ task }, event, after, told) =>
    event.type === "loaded" && task?.doing === "requesting"
      ? [{ ...after, task: null }, told]
      : undefined,
  ),
  "an old reading paints over a new submit": staysOpen(({ refreshing }, event, after, told) =>
    refreshing && event.type === "submitted" && !after.task
      ? [{ ...after, refreshing }, without(told, "load")]
      : undefined,
  ),
  "a submit is repeated for another customer": staysOpen(
    ({ task, session }, event, after, told) => {
      if (event.type !== "loaded" || task?.doing !== "held" || after.task) return undefined;
      const attempt = after.attempt + 1;
      const again: Task = { ...task, doing: "requesting", attempt, session };
      const ask: Command = {
        do: "requestLink",
        attempt,
        target: task.target,
        key: task.key || attempt,
      };
      return [{ ...after, attempt, task: again }, [...told, ask]];
    },
  ),
  "an expired link is opened": (state, event) =>
    transition(state, event.type === "linkReceived" ? { ...event, expired: false } : event),
  "an expired link is asked for without end": whileOpen((before, event) =>
    before.task?.expired && event.type === "linkReceived" && event.attempt === before.task.attempt
      ? transition({ ...before, task: { ...before.task, expired: 0 } }, event)
      : undefined,
  ),
  "leaving never ends": staysOpen(({ task }, event, after, told) =>
    event.type === "returned" && task?.doing === "leaving" ? [{ ...after, task }, told] : undefined,
  ),
  "a late answer navigates": whileOpen((before, event) => {
    const current = asIfCurrent(before.task, event);
    return current && transition(before, current);
  }),
  "a late reading is applied": whileOpen((before, event) =>
    event.type === "loaded" && before.refreshing && !before.renewal
      ? transition(before, { ...event, attempt: before.refreshing.attempt })
      : undefined,
  ),
  "a second press submits twice": whileOpen((before, event) =>
    event.type === "clicked" && before.task?.doing === "requesting"
      ? transition({ ...before, task: null }, event)
      : undefined,
  ),
  "a session is renewed twice in one chain": whileOpen((before, event) =>
    isRefused(event, before.refreshing?.attempt) && !before.renewal
      ? transition({ ...before, unproven: false }, event)
      : undefined,
  ),
  "a refused submitTarget is repeated without end": whileOpen((before, event) =>
    before.task && isRefused(event, before.task.attempt)
      ? transition({ ...before, unproven: false, task: { ...before.task, renewed: false } }, event)
      : undefined,
  ),
  "a failed reading loses the customer": staysOpen((before, event) =>
    event.type === "failed" && event.attempt === before.refreshing?.attempt && !before.renewal
      ? [
          {
            kind: "blocked",
            attempt: before.attempt,
            profile: before.profile,
            problem: event.problem,
            during: event.during,
          },
          [
            { do: "abort" },
            announce({
              type: "statuschange",
              previous: checklist(before.customer, before.profile).status,
              current: null,
            }),
            announce({ type: "problem", problem: event.problem }),
          ],
        ]
      : undefined,
  ),
  "approved is shown without an answer": staysOpen(({ customer, task }, event, after, told) =>
    event.type === "submitted" && task && !after.task
      ? [{ ...after, customer: aCustomerIn("approved", { id: customer.id }) }, told]
      : undefined,
  ),
  "an automatic repeat has a new key": staysOpen(({ task }, event, after, told) => {
    if (event.type !== "failed" || !after.task?.attempt || task?.attempt === after.task.attempt) {
      return undefined;
    }
    const key = after.task.attempt;
    const renamed = told.map((each) => (each.do === "requestLink" ? { ...each, key } : each));
    return [{ ...after, task: { ...after.task, key } }, renamed];
  }),
  "a problem is swallowed": staysOpen(({ task }, event, after, told) =>
    event.type === "failed" && task && !after.task
      ? [{ ...after, problem: null }, told]
      : undefined,
  ),
  "a reading cut off by a hidden page is waited for": staysOpen(
    ({ refreshing }, event, after, told) =>
      event.type === "pageHidden" && refreshing ? [{ ...after, refreshing }, told] : undefined,
  ),
  "a submit cut off by a hidden page is waited for": staysOpen(({ task }, event, after, told) =>
    event.type === "pageHidden" && task?.doing === "requesting"
      ? [{ ...after, task }, told]
      : undefined,
  ),
  "ready is told again": staysOpen((_, event, after, told) =>
    event.type === "loaded" && told.some((each) => each.do === "wait")
      ? [after, [...told, { do: "announce", announcement: { type: "ready" } }]]
      : undefined,
  ),
  "a change is told with the first answer": (state, event) => {
    const [after, told] = transition(state, event);
    if (state.kind !== "starting" || after.kind !== "open") return [after, told];
    const announcement = {
      type: "statuschange",
      previous: "preparing",
      current: "incomplete",
    } as const;
    return [after, [...told, { do: "announce", announcement }]];
  },
  "coming back shows the old status as current": staysOpen(({ task }, event, after, told) =>
    event.type === "returned" && !task
      ? [{ ...after, refreshing: null }, without(told, "load")]
      : undefined,
  ),
  "coming back submits by itself": staysOpen((_, event, after, told) => {
    if (event.type !== "returned" || after.task) return undefined;
    const attempt = after.attempt + 1;
    return [
      { ...after, attempt },
      [...told, { do: "requestLink", attempt, target: submitTarget, key: attempt }],
    ];
  }),
  "a renewed session is used before it was read with": whileOpen((before, event) => {
    if (event.type !== "clicked" || !before.unproven) return undefined;
    const [after, told] = transition({ ...before, unproven: false }, event);
    return after.kind === "open" && after.task !== before.task
      ? [{ ...after, unproven: true }, told]
      : undefined;
  }),
  "the host is asked without mercy": (state, event) => {
    const [after, told] = transition(state, event);
    return [after, told.map((each) => (each.do === "wait" ? { ...each, ms: 500 } : each))];
  },
  "a pause never ends": staysOpen((_, event, after, told) =>
    event.type === "failed" && after.paused ? [after, without(told, "wait")] : undefined,
  ),
  "a pause goes on though its end came while nobody was there": staysOpen((before, event) =>
    event.type === "pauseEnded" ? [before, []] : undefined,
  ),
  "a pause that nobody was told of swallows a press": whileOpen((before, event) =>
    event.type === "clicked" && before.paused ? [before, []] : undefined,
  ),
  "a held press is repeated whatever has been read": staysOpen((before, event, after, told) => {
    const { task } = before;
    if (event.type !== "loaded" || task?.doing !== "held" || after.task) return undefined;
    if (after.customer.id !== before.customer.id) return undefined;
    const attempt = after.attempt + 1;
    const key = task.key || attempt;
    const again: Task = { ...task, doing: "requesting", attempt, key, session: after.session };
    const ask: Command = { do: "requestLink", attempt, target: task.target, key };
    return [{ ...after, attempt, task: again }, [...told, ask]];
  }),
  "what was said of the last visit is said of something new": staysOpen(
    ({ returnSummary }, event, after, told) =>
      event.type === "loaded" && returnSummary && !after.returnSummary && !after.loginChanged
        ? [{ ...after, returnSummary }, told]
        : undefined,
  ),
  "a status that is gone is not told": whileOpen((_, event, [after, told]) =>
    event.type === "failed" && after.kind === "blocked"
      ? [
          after,
          told.filter((each) => each.do !== "announce" || each.announcement.type === "problem"),
        ]
      : undefined,
  ),
  "a code is kept whatever the host answers": staysOpen((before, event, after, told) =>
    event.type === "loaded" && event.attempt === before.refreshing?.attempt && !after.loginChanged
      ? [{ ...after, qrCode: before.qrCode }, without(told, "forgetLink")]
      : undefined,
  ),
  "a code that was closed opens again": whileOpen((before, event) =>
    event.type === "qrCodeClosed" && before.qrCode
      ? [{ ...before, qrCode: null }, [{ do: "forgetLink" }]]
      : undefined,
  ),
  "a code stays behind when its owner leaves": staysOpen(({ qrCode }, event, after, told) =>
    event.type === "clicked" && qrCode && !after.qrCode
      ? [{ ...after, qrCode }, without(told, "forgetLink")]
      : undefined,
  ),
  "looking again stops after a failure": staysOpen((before, event, after, told) =>
    event.type === "failed" && event.attempt === before.refreshing?.attempt && !after.renewal
      ? [after, without(told, "wait")]
      : undefined,
  ),
};
