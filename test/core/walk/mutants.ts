/** Flows with one bug each, which the walk must catch: requests, sessions, waits, announcements. */
import { checklist } from "../../../src/core/checklist.js";
import { announce } from "../../../src/core/flow/steps.js";
import { transition } from "../../../src/core/flow/transition.js";
import type { Command, Event, Task } from "../../../src/core/flow/types.js";
import { submitTarget } from "../../../src/core/target.js";
import { aCustomerIn } from "../builders.js";
import { staysOpen, whileOpen, without } from "./mutant.js";
import type { Transition } from "./walk.js";

/** A 401 for this attempt. */
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
  "the load after a failed task is forgotten": staysOpen(
    ({ task, refreshing }, _, after, commands) =>
      refreshing && task?.doing === "requesting" && !after.task
        ? [after, without(commands, "load")]
        : undefined,
  ),
  "a load resets the task": staysOpen(({ task }, event, after, commands) =>
    event.type === "loaded" && task?.doing === "requesting"
      ? [{ ...after, task: null }, commands]
      : undefined,
  ),
  "an old load replaces what a new submit changed": staysOpen(
    ({ refreshing }, event, after, commands) =>
      refreshing && event.type === "submitted" && !after.task
        ? [{ ...after, refreshing }, without(commands, "load")]
        : undefined,
  ),
  "a submit is repeated for another customer": staysOpen(
    ({ task, session }, event, after, commands) => {
      if (event.type !== "loaded" || task?.doing !== "held" || after.task) return undefined;
      const attempt = after.attempt + 1;
      const again: Task = { ...task, doing: "requesting", attempt, session };
      const request: Command = {
        do: "requestTarget",
        attempt,
        target: task.target,
        key: task.key || attempt,
      };
      return [{ ...after, attempt, task: again }, [...commands, request]];
    },
  ),
  "an expired link is used": (state, event) =>
    transition(state, event.type === "linkReceived" ? { ...event, expired: false } : event),
  "an expired link is requested without end": whileOpen((before, event) =>
    before.task?.expired && event.type === "linkReceived" && event.attempt === before.task.attempt
      ? transition({ ...before, task: { ...before.task, expired: 0 } }, event)
      : undefined,
  ),
  "leaving never ends": staysOpen(({ task }, event, after, commands) =>
    event.type === "returned" && task?.doing === "leaving"
      ? [{ ...after, task }, commands]
      : undefined,
  ),
  "a late answer navigates": whileOpen((before, event) => {
    const current = asIfCurrent(before.task, event);
    return current && transition(before, current);
  }),
  "a late load is applied": whileOpen((before, event) =>
    event.type === "loaded" && before.refreshing && !before.renewal
      ? transition(before, { ...event, attempt: before.refreshing.attempt })
      : undefined,
  ),
  "a second click submits twice": whileOpen((before, event) =>
    event.type === "clicked" && before.task?.doing === "requesting"
      ? transition({ ...before, task: null }, event)
      : undefined,
  ),
  "a session is renewed twice in one chain": whileOpen((before, event) =>
    isRefused(event, before.refreshing?.attempt) && !before.renewal
      ? transition({ ...before, unproven: false }, event)
      : undefined,
  ),
  "a refused submit is repeated without end": whileOpen((before, event) =>
    before.task && isRefused(event, before.task.attempt)
      ? transition({ ...before, unproven: false, task: { ...before.task, renewed: false } }, event)
      : undefined,
  ),
  "a failed load loses the customer": staysOpen((before, event) =>
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
  "approved is shown without an answer": staysOpen(({ customer, task }, event, after, commands) =>
    event.type === "submitted" && task && !after.task
      ? [{ ...after, customer: aCustomerIn("approved", { id: customer.id }) }, commands]
      : undefined,
  ),
  "an automatic repeat has a new key": staysOpen(({ task }, event, after, commands) => {
    if (event.type !== "failed" || !after.task?.attempt || task?.attempt === after.task.attempt) {
      return undefined;
    }
    const key = after.task.attempt;
    const renamed = commands.map((each) => (each.do === "requestTarget" ? { ...each, key } : each));
    return [{ ...after, task: { ...after.task, key } }, renamed];
  }),
  "a problem is swallowed": staysOpen(({ task }, event, after, commands) =>
    event.type === "failed" && task && !after.task
      ? [{ ...after, problem: null }, commands]
      : undefined,
  ),
  "a load that a hidden page ended is waited for": staysOpen(
    ({ refreshing }, event, after, commands) =>
      event.type === "pageHidden" && refreshing ? [{ ...after, refreshing }, commands] : undefined,
  ),
  "a submit that a hidden page ended is waited for": staysOpen(
    ({ task }, event, after, commands) =>
      event.type === "pageHidden" && task?.doing === "requesting"
        ? [{ ...after, task }, commands]
        : undefined,
  ),
  "ready is announced again": staysOpen((_, event, after, commands) =>
    event.type === "loaded" && commands.some((each) => each.do === "wait")
      ? [after, [...commands, { do: "announce", announcement: { type: "ready" } }]]
      : undefined,
  ),
  "a change is announced with the first answer": (state, event) => {
    const [after, commands] = transition(state, event);
    if (state.kind !== "starting" || after.kind !== "open") return [after, commands];
    const announcement = {
      type: "statuschange",
      previous: "preparing",
      current: "incomplete",
    } as const;
    return [after, [...commands, { do: "announce", announcement }]];
  },
  "a return shows the old status as current": staysOpen(({ task }, event, after, commands) =>
    event.type === "returned" && !task
      ? [{ ...after, refreshing: null }, without(commands, "load")]
      : undefined,
  ),
  "a return submits by itself": staysOpen((_, event, after, commands) => {
    if (event.type !== "returned" || after.task) return undefined;
    const attempt = after.attempt + 1;
    return [
      { ...after, attempt },
      [...commands, { do: "requestTarget", attempt, target: submitTarget, key: attempt }],
    ];
  }),
  "a renewed session is used before its first load": whileOpen((before, event) => {
    if (event.type !== "clicked" || !before.unproven) return undefined;
    const [after, commands] = transition({ ...before, unproven: false }, event);
    return after.kind === "open" && after.task !== before.task
      ? [{ ...after, unproven: true }, commands]
      : undefined;
  }),
  "the waits between requests are cut short": (state, event) => {
    const [after, commands] = transition(state, event);
    return [after, commands.map((each) => (each.do === "wait" ? { ...each, ms: 500 } : each))];
  },
  "a pause never ends": staysOpen((_, event, after, commands) =>
    event.type === "failed" && after.paused ? [after, without(commands, "wait")] : undefined,
  ),
  "a pause goes on after its end came while the page was hidden": staysOpen((before, event) =>
    event.type === "pauseEnded" ? [before, []] : undefined,
  ),
  "a pause in the background swallows a click": whileOpen((before, event) =>
    event.type === "clicked" && before.paused ? [before, []] : undefined,
  ),
  "a held click is repeated whatever was loaded": staysOpen((before, event, after, commands) => {
    const { task } = before;
    if (event.type !== "loaded" || task?.doing !== "held" || after.task) return undefined;
    if (after.customer.id !== before.customer.id) return undefined;
    const attempt = after.attempt + 1;
    const key = task.key || attempt;
    const again: Task = { ...task, doing: "requesting", attempt, key, session: after.session };
    const request: Command = { do: "requestTarget", attempt, target: task.target, key };
    return [{ ...after, attempt, task: again }, [...commands, request]];
  }),
  "a return summary outlives the checklist that it is about": staysOpen(
    ({ returnSummary }, event, after, commands) =>
      event.type === "loaded" && returnSummary && !after.returnSummary && !after.loginChanged
        ? [{ ...after, returnSummary }, commands]
        : undefined,
  ),
  "a status that ends is not announced": whileOpen((_, event, [after, commands]) =>
    event.type === "failed" && after.kind === "blocked"
      ? [
          after,
          commands.filter((each) => each.do !== "announce" || each.announcement.type === "problem"),
        ]
      : undefined,
  ),
  "a QR code is kept whatever the host returns": staysOpen((before, event, after, commands) =>
    event.type === "loaded" && event.attempt === before.refreshing?.attempt && !after.loginChanged
      ? [{ ...after, qrCode: before.qrCode }, without(commands, "forgetLink")]
      : undefined,
  ),
  "a closed QR code opens again": whileOpen((before, event) =>
    event.type === "qrCodeClosed" && before.qrCode
      ? [{ ...before, qrCode: null }, [{ do: "forgetLink" }]]
      : undefined,
  ),
  "a QR code stays while the customer leaves": staysOpen(({ qrCode }, event, after, commands) =>
    event.type === "clicked" && qrCode && !after.qrCode
      ? [{ ...after, qrCode }, without(commands, "forgetLink")]
      : undefined,
  ),
  "polling stops after a failure": staysOpen((before, event, after, commands) =>
    event.type === "failed" && event.attempt === before.refreshing?.attempt && !after.renewal
      ? [after, without(commands, "wait")]
      : undefined,
  ),
};
