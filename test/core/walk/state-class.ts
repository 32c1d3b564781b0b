/** The classes of states that the walk counts, and the events that can happen in each. */
import type { Event, State } from "../../../src/core/flow/types.js";

export const stateClasses = [
  "idle",
  "starting-session",
  "starting-load",
  "starting-waiting",
  "blocked",
  "open-resting",
  "open-refreshing",
  "open-requesting",
  "open-held",
  "open-renewing",
  "open-leaving",
  "open-settling",
  "open-step",
  "open-qrCode",
] as const;

export type StateClass = (typeof stateClasses)[number];
export type EventType = Event["type"];

export function classOf(state: State): StateClass {
  if (state.kind === "starting") return `starting-${state.requesting ?? "waiting"}`;
  if (state.kind !== "open") return state.kind;
  if (state.task) return `open-${state.task.doing}`;
  if (state.renewal) return "open-renewing";
  if (state.refreshing) return "open-refreshing";
  if (state.step) return "open-step";
  return state.qrCode ? "open-qrCode" : "open-resting";
}

/** Answers may come in every state: late, or twice. */
export const answerTypes = [
  "sessionStarted",
  "loaded",
  "linkReceived",
  "submitted",
  "failed",
  "leaveCancelled",
  "linkExpired",
  "stepAnswered",
] as const;

const pageEvents = [
  ...["disconnected", "returned", "pageHidden", "refreshRequested", "pauseEnded", "waitedLong"],
] as const;

function eventsOf(stateClass: StateClass): readonly EventType[] {
  if (stateClass === "idle") return ["connected", ...answerTypes];
  const shown: readonly EventType[] = stateClass.startsWith("open")
    ? ["clicked", "stepOpened", "stepClosed"]
    : [];
  const qrCode: readonly EventType[] =
    stateClass === "open-qrCode" ? ["qrCodeClosed", "qrCodeExpired"] : [];
  return [...answerTypes, ...pageEvents, ...shown, ...qrCode];
}

const legal = new Map(stateClasses.map((each) => [each, eventsOf(each)]));

/** Which events can happen in a class. */
export const legalEvents = (stateClass: StateClass): readonly EventType[] =>
  legal.get(stateClass) ?? [];

/** Every legal pair, as `class x event`. */
export const legalPairs: readonly string[] = stateClasses.flatMap((each) =>
  legalEvents(each).map((type) => `${each} x ${type}`),
);
