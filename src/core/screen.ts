/**
 * Owns: which screen a state shows, and which of its buttons are open, without words.
 * Does not own: words and markup (`element/views/`), rules (`flow/`, `checklist.ts`).
 * Why: what a customer sees is decided by a pure function that a table can test.
 */
import { canRequest, isOffered } from "./availability.js";
import type { Checklist, OverallStatus } from "./checklist.js";
import type { Customer } from "./customer.js";
import type { Open, QrCode, ShownProblem, State } from "./flow/types.js";
import type { Problem } from "./problem.js";
import type { ReturnSummary } from "./return-summary.js";
import {
  continueTarget,
  isSameTarget,
  requirementTarget,
  submitTarget,
  type Target,
} from "./target.js";

/**
 * A button: `absent`, `waiting` for the customer's other items, `off` because the last try was
 * refused or the host asked to wait, `busy` with what the customer started, or `open`.
 */
export type ButtonState = "absent" | "waiting" | "off" | "busy" | "open";

/** The QR code for the customer's phone. */
export interface QrCodeOffer {
  /** What a click asks for: what the screen's first button asks for. */
  readonly target: Target;
  /** The button that opens the panel, or gets a new code in it. */
  readonly button: ButtonState;
  /** The code on screen, if there is one. */
  readonly shown: QrCode | null;
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

function button(state: Open, target: Target, present: boolean, waiting: boolean): ButtonState {
  const { task } = state;
  if (!present) return "absent";
  if (task?.destination === "navigate" && isSameTarget(task.target, target)) return "busy";
  if (waiting) return "waiting";
  return canRequest(state, target) ? "open" : "off";
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
    return button(state, target, isRunning || isOffered(state, target), false);
  };
  const goOn = checklist.continuable ? link(continueTarget.name) : "absent";
  return {
    kind: checklist.status,
    customer,
    checklist,
    submit: button(state, submitTarget, checklist.status === "incomplete", !checklist.ready),
    continue: goOn,
    link,
    qrCode: qrCodeOffer(state),
    requesting: task && task.doing !== "leaving" ? task.target : null,
    leaving: task?.doing === "leaving" ? task.target : null,
    checking: state.refreshing?.why === "return",
    problem: state.problem,
    linkExpired: linkExpired && (checklist.ready || goOn !== "absent"),
    sent: state.sent,
    returnSummary: state.returnSummary,
    loginChanged: state.loginChanged,
    slow: !!task?.slow,
    beganAt: customer.submission?.startedAt,
  };
}
