/** Flows with one bug each in the step that is open in place of the list. */
import { announce, load, requestTarget } from "../../../src/core/flow/steps.js";
import { transition } from "../../../src/core/flow/transition.js";
import type { Event } from "../../../src/core/flow/types.js";
import { staysOpen, whileOpen } from "./mutant.js";
import type { Transition } from "./walk.js";

const isOwnFailure = (attempt: number | undefined, event: Event) =>
  event.type === "failed" && event.attempt === attempt ? event.problem : undefined;

/** One of several requests of a step has ended well; so has one that the customer cancelled. */
const isPart = (attempt: number | undefined, event: Event) =>
  event.type === "stepAnswered" && event.attempt === attempt && !event.finished;

export const stepMutants: Readonly<Record<string, Transition>> = {
  "a step's failure is shown before the customer was read": whileOpen((before, event) => {
    const { task } = before;
    const problem = isOwnFailure(task?.attempt, event);
    if (!problem || task?.doing !== "requesting" || task.target.kind !== "step") return undefined;
    if (problem.code !== "code_refused") return undefined;
    return load({ ...before, task: null, problem: { problem, during: "step" } }, "background", [
      announce({ type: "problem", problem }),
    ]);
  }),
  "a step is completed before the host has answered": staysOpen(
    ({ step, task }, event, after, commands) =>
      event.type === "clicked" && step && !task && after.task
        ? [
            { ...after, step: null, task: null, saved: step.requirement },
            [...commands, announce({ type: "stepcomplete", ...step })],
          ]
        : undefined,
  ),
  "what was accepted is shown as a failure of the load after it": staysOpen(
    ({ step, task }, event, after, commands) =>
      event.type === "failed" && task?.doing === "settling" && !task.failure && step && !after.step
        ? [{ ...after, step, saved: null }, commands]
        : undefined,
  ),
  "a step that is done stays with its failure": staysOpen(({ step, task }, event, after) =>
    event.type === "loaded" && task?.doing === "settling" && task.failure && step && after.saved
      ? [
          { ...after, step, saved: null, problem: { problem: task.failure, during: "step" } },
          [announce({ type: "problem", problem: task.failure })],
        ]
      : undefined,
  ),
  "a failure ends the step": staysOpen(({ step, task }, event, after, commands) =>
    event.type === "loaded" && task?.doing === "settling" && step && after.step && after.problem
      ? [{ ...after, step: null }, commands]
      : undefined,
  ),
  "a refresh makes a new step of it": staysOpen(({ step }, event, after, commands) =>
    event.type === "loaded" && step && after.step === step
      ? [{ ...after, step: { ...step } }, commands]
      : undefined,
  ),
  "a step stays for another customer": staysOpen(({ step, customer }, _, after, commands) =>
    step && after.customer.id !== customer.id ? [{ ...after, step }, commands] : undefined,
  ),
  "a step stays on a hidden page": staysOpen(({ step }, event, after, commands) =>
    event.type === "pageHidden" && step ? [{ ...after, step }, commands] : undefined,
  ),
  "a step that is no longer offered stays": staysOpen((before, event, after, commands) =>
    event.type === "loaded" && before.step && !before.task && !after.step && !after.loginChanged
      ? [{ ...after, step: before.step, qrCode: null, problem: null, saved: "x" }, commands]
      : undefined,
  ),
  "a step opens that is not offered": whileOpen((before, event) =>
    event.type === "stepOpened" && !before.step && !before.task
      ? [
          {
            ...before,
            problem: null,
            qrCode: null,
            step: { requirement: event.requirement, kind: "code" },
          },
          [
            { do: "forgetLink" },
            announce({ type: "stepopen", requirement: event.requirement, kind: "code" }),
          ],
        ]
      : undefined,
  ),
  "a closed step goes on sending": staysOpen(({ step, task }, event, after, commands) =>
    event.type === "stepClosed" && step && task?.doing === "requesting"
      ? [{ ...after, task }, commands]
      : undefined,
  ),
  "a step's request has a new key when it is repeated": staysOpen(
    ({ task }, event, after, commands) => {
      if (task?.target.kind !== "step" || event.type === "clicked" || !after.task?.attempt) {
        return undefined;
      }
      if (after.task.attempt === task.attempt) return undefined;
      const key = after.task.attempt;
      return [
        { ...after, task: { ...after.task, key } },
        commands.map((each) => (each.do === "requestTarget" ? { ...each, key } : each)),
      ];
    },
  ),
  "the first of several files completes the step": staysOpen(
    ({ step, task }, event, after, commands) =>
      isPart(task?.attempt, event) && step && after.step
        ? [
            { ...after, step: null, saved: step.requirement },
            [...commands, announce({ type: "stepcomplete", ...step })],
          ]
        : undefined,
  ),
  "the first of several files ends the step": staysOpen(({ step, task }, event, after, commands) =>
    isPart(task?.attempt, event) && step ? [{ ...after, step: null }, commands] : undefined,
  ),
  "after the first of several files the same request goes out again": staysOpen(
    ({ step, task }, event, after) =>
      isPart(task?.attempt, event) && step && task && after.step && !after.task
        ? requestTarget({ ...after, refreshing: null }, { ...task, key: 0 })
        : undefined,
  ),
  "after the first of several files nothing can be sent": staysOpen(
    ({ step, task }, event, after, commands) =>
      isPart(task?.attempt, event) && step && task ? [{ ...after, task }, commands] : undefined,
  ),
  "a step whose host asks to wait sends again by itself": staysOpen(
    ({ step, task }, event, after) =>
      isOwnFailure(task?.attempt, event)?.code === "rate_limited" && step && task && after.step
        ? requestTarget({ ...after, refreshing: null, problem: null }, task)
        : undefined,
  ),
  "a step whose host asks to wait has the customer read at once": staysOpen(
    ({ step, task }, event, after, commands) =>
      isOwnFailure(task?.attempt, event)?.code === "rate_limited" &&
      task?.doing === "requesting" &&
      step &&
      after.step &&
      !after.refreshing
        ? load({ ...after }, "background", commands)
        : undefined,
  ),
  "a host that asks to wait ends the step": staysOpen(({ step, task }, event, after, commands) =>
    isOwnFailure(task?.attempt, event)?.code === "rate_limited" && step && after.step
      ? [{ ...after, step: null, problem: null }, commands]
      : undefined,
  ),
  "a host that asks to wait is not said": staysOpen(({ step, task }, event, after, commands) =>
    isOwnFailure(task?.attempt, event)?.code === "rate_limited" && step && after.step
      ? [{ ...after, problem: null }, commands]
      : undefined,
  ),
  "a step's request is never settled": (state, event) => {
    const [after, commands] = transition(state, event);
    const settles =
      after.kind === "open" &&
      after.task?.doing === "settling" &&
      event.type !== "refreshRequested";
    return settles && state.kind === "open" && state.task?.doing === "requesting"
      ? [{ ...after, refreshing: null }, commands.filter((each) => each.do !== "load")]
      : [after, commands];
  },
};
