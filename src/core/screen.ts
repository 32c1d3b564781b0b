/**
 * Owns: which screen a state shows, and which of its buttons are open, without words.
 * Does not own: words and markup (`element/views.ts`), rules (`flow.ts`, `checklist.ts`).
 * Why: what a person sees is decided by a pure function that a table can test.
 */

import { canPress, isOffered } from "./availability.js";
import { type Checklist, checklist, type OverallStatus } from "./checklist.js";
import type { Customer } from "./customer.js";
import { type Open, type ShownProblem, type State, submit, type Wish } from "./flow/types.js";
import type { Problem } from "./problem.js";
import { continueRequirement } from "./requirements.js";
import type { Receipt } from "./return-summary.js";

/**
 * A button: `absent`, `waiting` for the customer's other items, `off` because the last try was
 * refused or the host asked to wait, `busy` with what the person started, or `open`.
 */
export type Button = "absent" | "waiting" | "off" | "busy" | "open";

/** A screen with a customer on it. */
export interface CustomerScreen {
  readonly kind: OverallStatus;
  readonly customer: Customer;
  readonly checklist: Checklist;
  readonly submit: Button;
  readonly continue: Button;
  /** The button of an item's link, by its name: `absent` when the host refuses the link. */
  readonly link: (name: string) => Button;
  /** The wish that a link is being asked for; `null` when nothing is. */
  readonly asking: Wish | null;
  /** The wish the customer is leaving with; `null` when he is not. */
  readonly leaving: Wish | null;
  /** He came back, and what is shown is being checked. */
  readonly checking: boolean;
  readonly problem: ShownProblem | null;
  /** The last link has ended: one press gets a new one. */
  readonly linkExpired: boolean;
  readonly sent: boolean;
  /** What changed since he last looked; `null` when there is nothing to say. */
  readonly receipt: Receipt | null;
  readonly loginChanged: boolean;
  /** When the last submit began, ISO 8601, if the host noted it. */
  readonly beganAt: string | undefined;
}

/** A screen without a customer, and why there is none. */
export interface StoppedScreen {
  readonly kind: "not_started" | "session_ended" | "blocked";
  readonly problem: Problem;
}

/** What to show. */
export type Screen = { readonly kind: "loading" } | StoppedScreen | CustomerScreen;

function button(state: Open, wish: Wish, present: boolean, waiting: boolean): Button {
  if (!present) return "absent";
  if (state.task?.wish === wish && state.task.destination === "leave") return "busy";
  if (waiting) return "waiting";
  return canPress(state, wish) ? "open" : "off";
}

/** The screen of a state. Every screen but `loading` leaves the person something to do or to read. */
export function screen(state: State): Screen {
  if (state.kind === "starting" && state.blocked) return screen(state.blocked);
  if (state.kind === "idle" || state.kind === "starting") return { kind: "loading" };
  if (state.kind === "blocked") {
    const { problem } = state;
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
  const { customer, task, linkExpired } = state;
  const list = checklist(customer, state.profile);
  const link = (name: string) =>
    button(state, name, task?.wish === name || isOffered(state, name), false);
  const goOn = list.continuable ? link(continueRequirement) : "absent";
  return {
    kind: list.status,
    customer,
    checklist: list,
    submit: button(state, submit, list.status === "incomplete", !list.ready),
    continue: goOn,
    link: (name) => link(name),
    asking: task && task.doing !== "leaving" ? task.wish : null,
    leaving: task?.doing === "leaving" ? task.wish : null,
    checking: state.refreshing?.why === "return",
    problem: state.problem,
    linkExpired: linkExpired && (list.ready || goOn !== "absent"),
    sent: state.sent,
    receipt: state.receipt,
    loginChanged: state.loginChanged,
    beganAt: customer.submission?.startedAt,
  };
}
