/**
 * Owns: which screen a state shows, and which of its buttons are open, without words.
 * Does not own: words and markup (`element/views/`), rules (`flow/`, `checklist.ts`).
 * Why: what a customer sees is decided by a pure function that a table can test.
 */
import { canRequest, isOffered, type OfferedStep, offeredStep } from "./availability.js";
import type { Checklist, OverallStatus } from "./checklist.js";
import type { Customer } from "./customer.js";
import type { Open, OpenStep, QrCode, ShownProblem, State } from "./flow/types.js";
import type { Problem } from "./problem.js";
import type { ReturnSummary } from "./return-summary.js";
import {
  continueTarget,
  isSameTarget,
  requirementTarget,
  stepTarget,
  submitTarget,
  type Target,
} from "./target.js";

/**
 * A button: `absent`, `off` because the last try was refused, the host asked to wait or another click
 * is under way, `busy` with what the customer started, or `open`.
 */
export type ButtonState = "absent" | "off" | "busy" | "open";

/** The QR code for the customer's phone. */
export interface QrCodeOffer {
  /** What a click asks for: what the screen's first button asks for. */
  readonly target: Target;
  /** The button that opens the panel, or gets a new code in it. */
  readonly button: ButtonState;
  /** The code on screen, if there is one. */
  readonly shown: QrCode | null;
}

/** The step that is drawn in place of the list. */
export interface StepOnScreen extends OpenStep {
  /** What the host offers; `undefined` once it is done, while its request still runs. */
  readonly offered: OfferedStep | undefined;
  /** Its buttons: `open`, `busy` with a request of it, or `off` because the host asked to wait. */
  readonly button: ButtonState;
}

/** A screen with a customer on it. */
export interface CustomerScreen {
  readonly kind: OverallStatus;
  readonly customer: Customer;
  readonly checklist: Checklist;
  readonly submit: ButtonState;
  readonly continue: ButtonState;
  /** The button of an item's link, by its name: `absent` when the host refuses the link. */
  readonly link: (name: string) => ButtonState;
  readonly qrCode: QrCodeOffer;
  /** What is drawn in place of the list; `null` while the list is. */
  readonly step: StepOnScreen | null;
  /** The button that opens an item's step, by its name: `absent` when the host offers none. */
  readonly stepButton: (name: string) => ButtonState;
  /** What a link is being requested for; `null` when no link is. */
  readonly requesting: Target | null;
  /** What the customer is leaving with; `null` when they are not. */
  readonly leaving: Target | null;
  /** The customer came back, and what is shown is being checked. */
  readonly checking: boolean;
  readonly problem: ShownProblem | null;
  /** The last link has ended: one click gets a new one. */
  readonly linkExpired: boolean;
  readonly sent: boolean;
  /** What changed since the customer last looked; `null` when there is nothing to say. */
  readonly returnSummary: ReturnSummary | null;
  /** The requirement of the step that was completed last; `null` when there is nothing to say. */
  readonly saved: string | null;
  readonly loginChanged: boolean;
  /** What the customer clicked takes longer than usual. */
  readonly slow: boolean;
  /** When the last submit began, ISO 8601, if the host noted it. */
  readonly beganAt: string | undefined;
}

/** A screen without a customer, and why there is none. */
export interface StoppedScreen {
  readonly kind: "not_started" | "session_ended" | "blocked";
  readonly problem: Problem;
}

/** Nothing is there yet. */
export interface LoadingScreen {
  readonly kind: "loading";
  /** It takes longer than usual. */
  readonly slow: boolean;
}

/** What to show. */
export type Screen = LoadingScreen | StoppedScreen | CustomerScreen;

function button(state: Open, target: Target, present: boolean): ButtonState {
  const { task } = state;
  if (!present) return "absent";
  if (task?.destination === "navigate" && isSameTarget(task.target, target)) return "busy";
  return canRequest(state, target) ? "open" : "off";
}

function stepOnScreen(state: Open): StepOnScreen | null {
  const { step, task } = state;
  if (!step) return null;
  const now = canRequest(state, stepTarget(step.requirement)) ? "open" : "off";
  const offered = offeredStep(state, step.requirement);
  return { ...step, offered, button: task ? "busy" : now };
}

function qrCodeOffer(state: Open): QrCodeOffer {
  const { task, qrCode: shown, checklist } = state;
  const target = checklist.status === "pending" ? continueTarget : submitTarget;
  const now = canRequest(state, target) ? "open" : "off";
  const offered = isOffered(state, target) ? now : "absent";
  return { target, shown, button: task?.destination === "qrCode" ? "busy" : offered };
}

function stopped(problem: Problem): StoppedScreen {
  switch (problem.code) {
    case "customer_not_found":
      return { kind: "not_started", problem };
    case "login_required":
    case "session_invalid":
    case "session_failed":
      return { kind: "session_ended", problem };
    default:
      return { kind: "blocked", problem };
  }
}

/** The screen of a state. Every screen but `loading` leaves the customer something to do or to read. */
export function screen(state: State): Screen {
  if (state.kind === "starting" && state.blocked) return stopped(state.blocked.problem);
  if (state.kind === "idle") return { kind: "loading", slow: false };
  if (state.kind === "starting") return { kind: "loading", slow: state.slow };
  if (state.kind === "blocked") return stopped(state.problem);
  const { customer, checklist, task, linkExpired } = state;
  const link = (name: string) => {
    const target = requirementTarget(name);
    const isRunning = !!task && isSameTarget(task.target, target);
    return button(state, target, isRunning || isOffered(state, target));
  };
  const goOn = checklist.continuable ? link(continueTarget.name) : "absent";
  return {
    kind: checklist.status,
    customer,
    checklist,
    submit: button(state, submitTarget, checklist.status === "incomplete" && checklist.ready),
    continue: goOn,
    link,
    qrCode: qrCodeOffer(state),
    step: stepOnScreen(state),
    stepButton: (name) => {
      const target = stepTarget(name);
      return button(state, target, isOffered(state, target));
    },
    requesting: task && task.doing !== "leaving" ? task.target : null,
    leaving: task?.doing === "leaving" ? task.target : null,
    checking: state.refreshing?.why === "return",
    problem: state.problem,
    linkExpired: linkExpired && (checklist.ready || goOn !== "absent"),
    sent: state.sent,
    returnSummary: state.returnSummary,
    saved: state.saved,
    loginChanged: state.loginChanged,
    slow: !!task?.slow,
    beganAt: customer.submission?.startedAt,
  };
}
