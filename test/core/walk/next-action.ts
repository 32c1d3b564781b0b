/** What customers, browsers and late answers do next; prefers what was seen least. */

import { offeredStep } from "../../../src/core/availability.js";
import { checklist } from "../../../src/core/checklist.js";
import type { Event, State } from "../../../src/core/flow/types.js";
import type { ProblemCode } from "../../../src/core/problem.js";
import {
  continueTarget,
  requirementTarget,
  stepTarget,
  submitTarget,
  type Target,
} from "../../../src/core/target.js";
import { aProblem } from "../builders.js";
import type { PageModel } from "./page-model.js";
import type { Random } from "./random.js";
import {
  answerTypes,
  classOf,
  type EventType,
  legalEvents,
  type StateClass,
} from "./state-class.js";

const rare: readonly EventType[] = [
  "disconnected",
  "pageHidden",
  "returned",
  "pauseEnded",
  "waitedLong",
  "stepClosed",
];

/** An attempt that the flow does not wait for. */
function deadAttempt(state: State, page: PageModel, random: Random): number {
  const expected = state.kind === "open" ? [state.task?.attempt, state.refreshing?.attempt] : [];
  let attempt = state.attempt - random.below(4);
  while (attempt > 0 && (page.running.has(attempt) || expected.includes(attempt))) attempt -= 1;
  return Math.max(0, attempt);
}

function targetOf(state: State, random: Random): Target {
  if (state.kind !== "open") return submitTarget;
  if (state.step && random.happens(0.85)) return stepTarget(state.step.requirement);
  const { profiles, ready, continuable } = checklist(state.customer);
  const links = profiles.flatMap(({ items }) =>
    items
      .filter(({ action }) => action?.kind === "link")
      .map(({ name }) => requirementTarget(name)),
  );
  const offered: Target[] = [...links, ...(ready ? [submitTarget, submitTarget] : [])];
  if (continuable) offered.push(continueTarget);
  const [first, ...rest] = offered;
  return first && random.happens(0.9)
    ? random.pick([first, ...rest])
    : requirementTarget(random.pick(["constructor", "submit", ":submit", "identity_document"]));
}

/** What may be opened, and now and then what may not. */
function requirementOf(state: State, random: Random): string {
  const names = ["phone_verification", "email_verification"];
  const offered = state.kind === "open" ? names.filter((name) => offeredStep(state, name)) : [];
  const [first, ...rest] = offered;
  return first && random.happens(0.9)
    ? random.pick([first, ...rest])
    : random.pick(["constructor", "terms_of_service", "identity_document", "phone_verification"]);
}

function lateAnswer(type: EventType, attempt: number, page: PageModel): Event | undefined {
  const { random, host } = page;
  const id = random.pick(["customer_a", "customer_b"]);
  const { customer } = host.truthOf(id);
  switch (type) {
    case "sessionStarted":
    case "loaded":
      return { type, attempt, customer };
    case "linkReceived":
      return { type, attempt, expired: random.happens(0.3) };
    case "stepAnswered":
      return { type, attempt, finished: random.happens(0.5) };
    case "submitted":
    case "leaveCancelled":
    case "linkExpired":
      return { type, attempt };
    case "failed": {
      const code = random.pick<ProblemCode>([
        "timeout",
        "session_invalid",
        "upstream_failed",
        "in_flight",
      ]);
      return { type, attempt, during: "submit", problem: aProblem(code) };
    }
    default:
      return undefined;
  }
}

function eventOf(type: EventType, state: State, page: PageModel): Event | undefined {
  const { random } = page;
  switch (type) {
    case "connected":
      return random.happens(0.1) ? { type, profile: "kyc_profile_a" } : { type };
    case "refreshRequested":
      return { type, by: random.pick(["page", "host", "person"]) };
    case "clicked": {
      const target = targetOf(state, random);
      const ofLink = random.happens(0.4) ? "navigate" : "qrCode";
      return { type, target, destination: target.kind === "step" ? "step" : ofLink };
    }
    case "stepOpened":
      return { type, requirement: requirementOf(state, random) };
    case "disconnected":
    case "returned":
    case "pageHidden":
    case "qrCodeClosed":
    case "qrCodeExpired":
    case "stepClosed":
    case "pauseEnded":
    case "waitedLong":
      return { type };
    default:
      return lateAnswer(type, deadAttempt(state, page, random), page);
  }
}

const enough = 130;

/** Whether something that can happen in this class of states has not been seen often enough. */
export const isRareHere = (state: State, seen: ReadonlyMap<string, number>): boolean =>
  isRareIn(classOf(state), seen);

const isRareIn = (stateClass: StateClass, seen: ReadonlyMap<string, number>): boolean =>
  legalEvents(stateClass).some((type) => (seen.get(`${stateClass} x ${type}`) ?? 0) < enough);

/** The next action. Where it `seeks`, it prefers what is missing in `counts`, those of the pairs so far. */
export function nextAction(
  state: State,
  page: PageModel,
  counts: ReadonlyMap<string, number>,
  seeks: boolean,
): Event | undefined {
  const { random } = page;
  const seen = seeks ? counts : undefined;
  const stateClass = classOf(state);
  const late: readonly EventType[] = answerTypes;
  if (state.kind === "open" && state.qrCode && state.task && random.happens(0.1)) {
    return { type: random.happens(0.5) ? "qrCodeClosed" : "qrCodeExpired" };
  }
  // A step is opened, something is sent, and it settles: three things in a row are rare by themselves.
  const seeksSteps = isRareIn("open-settling", counts) || isRareIn("open-step", counts);
  const isOpen = state.kind === "open" && state.step !== null;
  const share = seeksSteps ? (isOpen ? 0.2 : 0.5) : 0.05;
  if (state.kind === "open" && !state.task && !page.hidden && random.happens(share)) {
    if (isOpen) return eventOf("clicked", state, page);
    const requirement = requirementOf(state, random);
    if (offeredStep(state, requirement)) return { type: "stepOpened", requirement };
  }
  // Two refusals of one checklist, and a click after them, are rare by themselves.
  if (state.kind === "open" && state.refused.length && !page.hidden && random.happens(0.3)) {
    return eventOf("clicked", state, page);
  }
  let types = legalEvents(stateClass);
  if (page.hidden) {
    types = types.filter(
      (type) => ["returned", "disconnected"].includes(type) || late.includes(type),
    );
    if (random.happens(0.5)) types = ["returned"];
  }
  const count = (each: EventType) => seen?.get(`${stateClass} x ${each}`) ?? 0;
  const missing = types.filter((each) => seen && count(each) < enough);
  if (missing.length && random.happens(0.9)) {
    // What leaves the state alone comes first, so that one visit shows many pairs.
    const first = missing.filter((each) => late.includes(each));
    types = first.length && random.happens(0.5) ? first : missing;
  } else if (random.happens(0.7)) {
    const calm = types.filter((each) => !rare.includes(each) && !late.includes(each));
    if (calm.length) types = calm;
  }
  const [first, ...rest] = types;
  if (!first) return undefined;
  let type = random.pick([first, ...rest]);
  for (const each of types) if (count(each) < count(type) && missing.length) type = each;
  return eventOf(type, state, page);
}
