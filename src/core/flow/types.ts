/** The vocabulary of the flow: its states, the events it receives, the commands it returns. */
import type { StepKind } from "../action.js";
import type { RequirementChanges } from "../changes.js";
import type { Checklist, OverallStatus } from "../checklist.js";
import type { Customer } from "../customer.js";
import type { Problem } from "../problem.js";
import type { ReturnSummary } from "../return-summary.js";
import type { Target } from "../target.js";

/**
 * Where an answer goes: the customer navigates to a link, it becomes a QR code for their phone, or the
 * open step takes it.
 */
export type Destination = "navigate" | "qrCode" | "step";

/** What the customer started. */
export interface Task {
  /**
   * `requesting`, `held` until the session is renewed and read, or `leaving` the page; `settling`: the
   * request of a step has ended, and the customer is read to see what became of it.
   */
  readonly doing: "requesting" | "held" | "leaving" | "settling";
  readonly target: Target;
  readonly destination: Destination;
  /** The running request. 0 while held. */
  readonly attempt: number;
  /** Which idempotency key: equal numbers mean the same key. */
  readonly key: number;
  /** The session it was sent with, and whether it was already repeated after a renewal. */
  readonly session: number;
  readonly renewed: boolean;
  /** Repeats with the same key because no answer arrived, and because a link arrived expired. */
  readonly unanswered: number;
  readonly expired: number;
  /** It takes longer than usual. */
  readonly slow: boolean;
  /** Why the request of a step has failed, while it settles. Absent: it was accepted. */
  readonly failure?: Problem;
}

/** The step that is open in place of the list. What is typed in it stays in `element/steps`. */
export interface OpenStep {
  readonly requirement: string;
  readonly kind: StepKind;
}

/** A background request for the customer. */
export interface Refreshing {
  readonly attempt: number;
  /** Why: the customer came back, asked for it, or it runs unseen. */
  readonly why: "return" | "person" | "background";
  /** Another refresh was requested meanwhile: this one may be too old to show that change. */
  readonly again?: boolean;
}

/** A QR code on screen. The link itself stays in `element/qr`. */
export interface QrCode {
  readonly target: Target;
  readonly expired: boolean;
}

/** Where a problem happened. */
export type During = "session" | "load" | "submit" | "link" | "leave" | "step";

/** A problem on screen. */
export interface ShownProblem {
  readonly problem: Problem;
  readonly during: During;
}

/** A target that was refused, and the fingerprint of the checklist it was refused for. */
export interface Refusal {
  readonly target: Target;
  readonly fingerprint: string;
}

interface Base {
  /** The last attempt handed out. It only grows, so that no old answer fits after a restart. */
  readonly attempt: number;
  /** The one verification profile that is shown; all of them when absent. */
  readonly profile: string | undefined;
}

/** Nothing is connected. */
export interface Idle extends Base {
  readonly kind: "idle";
}

/** No customer yet. `requesting` is null while waiting to try again. */
export interface Starting extends Base {
  readonly kind: "starting";
  readonly requesting: "session" | "load" | null;
  readonly failures: number;
  /** Tried again behind this screen, which stays until the answer is there. */
  readonly blocked: Blocked | undefined;
  /** It takes longer than usual. */
  readonly slow: boolean;
}

/** A customer is on screen. */
export interface Open extends Base {
  readonly kind: "open";
  readonly customer: Customer;
  /** What the customer's JSON means; computed once for each customer. */
  readonly checklist: Checklist;
  /** Whether the host's own note says that the last link has ended, by the host's clock. */
  readonly linkExpired: boolean;
  readonly refreshing: Refreshing | null;
  readonly task: Task | null;
  readonly qrCode: QrCode | null;
  readonly step: OpenStep | null;
  readonly problem: ShownProblem | null;
  /** The attempt that renews the session, 0 if none does. */
  readonly renewal: number;
  /** Counts sessions, so that an answer to an older one is recognised. */
  readonly session: number;
  /** The session was renewed and has not been accepted yet: another refusal ends it. */
  readonly unproven: boolean;
  /** Failed loads in a row, and loads in a row that changed nothing. */
  readonly failures: number;
  readonly unchanged: number;
  /** The host asked to wait: nothing is requested in the background until then. */
  readonly paused: boolean;
  readonly refused: readonly Refusal[];
  /** A submit was accepted with nothing to visit, and SpherePay does not show it yet. */
  readonly sent: boolean;
  /** What the last loads brought that the customer has not read before. */
  readonly returnSummary: ReturnSummary | null;
  /** The requirement of the step that was completed last, until the customer has read so. */
  readonly saved: string | null;
  /** Another customer was on screen before this one: the login has changed meanwhile. */
  readonly loginChanged: boolean;
}

/** There is no customer and nothing is being tried. */
export interface Blocked extends Base {
  readonly kind: "blocked";
  readonly problem: Problem;
  readonly during: During;
}

export type State = Idle | Starting | Open | Blocked;

/** Facts, in the past tense. Answers carry the attempt they belong to. */
export type Event =
  | { readonly type: "connected"; readonly profile?: string | undefined }
  | { readonly type: "disconnected" | "returned" | "pageHidden" }
  /**
   * Look again: a `wait` ended (`timer`), the event stream said so (`host`), the page is seen again
   * (`page`), or the customer or the page's code asked for it (`person`).
   */
  | { readonly type: "refreshRequested"; readonly by: "timer" | "host" | "page" | "person" }
  /** The time that the host asked to wait has passed. */
  | { readonly type: "pauseEnded" }
  /** The customer has waited for a while without a word. */
  | { readonly type: "waitedLong" }
  | { readonly type: "clicked"; readonly target: Target; readonly destination: Destination }
  | {
      readonly type: "sessionStarted";
      readonly attempt: number;
      readonly customer?: Customer | undefined;
      readonly linkExpired?: boolean;
    }
  | {
      readonly type: "loaded";
      readonly attempt: number;
      readonly customer: Customer;
      readonly linkExpired?: boolean;
    }
  | {
      readonly type: "linkReceived";
      readonly attempt: number;
      readonly expired: boolean;
    }
  | { readonly type: "submitted"; readonly attempt: number }
  /** The page prevented leaving. */
  | { readonly type: "leaveCancelled"; readonly attempt: number }
  /** The link ended between its arrival and the moment of leaving. */
  | { readonly type: "linkExpired"; readonly attempt: number }
  | { readonly type: "qrCodeClosed" | "qrCodeExpired" }
  | { readonly type: "stepOpened"; readonly requirement: string }
  | { readonly type: "stepClosed" }
  /** The host accepted a request of the open step; `finished`: nothing more is needed for it. */
  | { readonly type: "stepAnswered"; readonly attempt: number; readonly finished: boolean }
  | {
      readonly type: "failed";
      readonly attempt: number;
      readonly during: During;
      readonly problem: Problem;
    };

/** What the page hears. Which DOM event that is, is the element's business. */
export type Announcement =
  | { readonly type: "ready" }
  | {
      readonly type: "statuschange";
      readonly previous: OverallStatus;
      /** `null`: there is no customer any more. */
      readonly current: OverallStatus | null;
    }
  | ({ readonly type: "requirementschange" } & RequirementChanges)
  | ({ readonly type: "stepopen" | "stepcomplete" } & OpenStep)
  | { readonly type: "problem"; readonly problem: Problem };

/** What the controller is to do: plain data. */
export type Command =
  | { readonly do: "startSession"; readonly attempt: number; readonly renew: boolean }
  | { readonly do: "load"; readonly attempt: number }
  | {
      readonly do: "requestTarget";
      readonly attempt: number;
      readonly target: Target;
      readonly key: number;
    }
  | { readonly do: "navigate"; readonly attempt: number; readonly target: Target }
  | { readonly do: "showQrCode" }
  | { readonly do: "forgetLink" }
  /** Ends every running request and the waiting. */
  | { readonly do: "abort" }
  /**
   * Refreshes by `timer` after about this long; a new wait replaces the old one. A `poll` may wait
   * longer while the event stream is open, a `watch` does not.
   */
  | {
      readonly do: "wait";
      readonly ms: number;
      readonly because: "retry" | "poll" | "watch" | "pause";
    }
  | { readonly do: "announce"; readonly announcement: Announcement };

/** What a transition returns. */
export type Step = [State, Command[]];
