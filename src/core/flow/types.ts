/**
 * Owns: the words of the flow: its states, the facts it is told, the commands it answers with.
 * Does not own: what follows from what (see `flow.ts`).
 * Why: the controller, the screen and the tests speak these words without the rules behind them.
 */
import type { RequirementChanges } from "../changes.js";
import type { OverallStatus } from "../checklist.js";
import type { Customer } from "../customer.js";
import type { Problem } from "../problem.js";
import type { Receipt } from "../return-summary.js";

/** What a press asks for: a requirement's link, or `submit`. */
export type Wish = string | typeof submit;

/** The wish to submit for review; not a possible requirement name. */
export const submit = ":submit";

/** Where a link is to go: the customer leaves with it, or it becomes a code for his phone. */
export type Destination = "leave" | "code";

/** What the person started and what it waits for. */
export interface Task {
  /** `asking` for a link, `held` until the session is renewed and read, or `leaving`. */
  readonly doing: "asking" | "held" | "leaving";
  readonly wish: Wish;
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
  /** When the link ends that the customer left with. */
  readonly expiresAt: string | undefined;
}

/** A background reading of the customer. */
export interface Refreshing {
  readonly attempt: number;
  /** Why: somebody came back, somebody pressed, or nobody is waiting for it. */
  readonly why: "return" | "person" | "background";
  /** Somebody asked to look again meanwhile: this reading may have begun before what he means. */
  readonly again?: boolean;
}

/** A code on display. The link itself stays with the controller. */
export interface Handoff {
  readonly wish: Wish;
  readonly expiresAt: string | undefined;
  readonly expired: boolean;
}

/** Where a problem happened. */
export type During = "session" | "load" | "submit" | "link" | "leave";

/** A problem on screen. */
export interface ShownProblem {
  readonly problem: Problem;
  readonly during: During;
}

interface Base {
  /** The last attempt handed out. Only ever grows, so that no old answer fits a new life. */
  readonly attempt: number;
  /** The one verification profile that is shown; all of them when absent. */
  readonly profile: string | undefined;
}

/** Nothing is connected. */
export interface Idle extends Base {
  readonly kind: "idle";
}

/** No customer yet. `asking` is null while waiting to try again. */
export interface Starting extends Base {
  readonly kind: "starting";
  readonly asking: "session" | "load" | null;
  readonly failures: number;
  /** Tried again behind this screen, which stays until the answer is there. */
  readonly blocked: Blocked | undefined;
}

/** A customer is on screen. */
export interface Open extends Base {
  readonly kind: "open";
  readonly customer: Customer;
  /** Whether the host's own note says that the last link has ended, by the host's clock. */
  readonly linkExpired: boolean;
  readonly refreshing: Refreshing | null;
  readonly task: Task | null;
  readonly handoff: Handoff | null;
  readonly problem: ShownProblem | null;
  /** The attempt that renews the session, 0 if none does. */
  readonly renewal: number;
  /** Counts sessions, so that an answer to an older one is recognised. */
  readonly session: number;
  /** The session was renewed and has not been accepted yet: another refusal ends it. */
  readonly unproven: boolean;
  /** Failed readings in a row, and readings in a row that changed nothing. */
  readonly failures: number;
  readonly unchanged: number;
  /** The host asked to wait: nothing is asked in the background until it is over. */
  readonly paused: boolean;
  /** Wishes that were refused, each with the print of the checklist it was refused for. */
  readonly refused: Readonly<Record<string, string>>;
  /** A submit was accepted with nothing to visit, and SpherePay does not show it yet. */
  readonly sent: boolean;
  /** What the last readings brought that he has not been told before. */
  readonly receipt: Receipt | null;
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

/** Facts, in the past tense. Answers carry the attempt they answer. */
export type Event =
  | { readonly type: "connected"; readonly profile?: string | undefined }
  | { readonly type: "disconnected" | "returned" | "pageHidden" }
  /**
   * Look again. `timer` is the answer to a `wait`, `host` a nudge of its stream, `page` somebody
   * who came back to it; `person` asked for it in so many words.
   */
  | { readonly type: "nudged"; readonly by: "timer" | "host" | "page" | "person" }
  /** The time that was waited for came while nobody was there: nothing is held back any more. */
  | { readonly type: "pauseEnded" }
  | { readonly type: "pressed"; readonly wish: Wish; readonly destination: Destination }
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
      readonly expiresAt?: string | undefined;
    }
  | { readonly type: "submitted"; readonly attempt: number }
  /** The page vetoed leaving. */
  | { readonly type: "leaveCancelled"; readonly attempt: number }
  /** The link ended between its arrival and the moment of leaving. */
  | { readonly type: "linkExpired"; readonly attempt: number }
  | { readonly type: "handoffClosed" | "handoffExpired" }
  | {
      readonly type: "failed";
      readonly attempt: number;
      readonly during: During;
      readonly problem: Problem;
    };

/** What the page is told. Which DOM event that is, is the element's business. */
export type Announcement =
  | { readonly type: "ready" }
  | {
      readonly type: "statuschange";
      readonly previous: OverallStatus;
      /** `null`: there is no customer any more. */
      readonly current: OverallStatus | null;
    }
  | ({ readonly type: "requirementschange" } & RequirementChanges)
  | { readonly type: "problem"; readonly problem: Problem };

/** What the controller is to do: plain data. */
export type Command =
  | { readonly do: "startSession"; readonly attempt: number; readonly renew: boolean }
  | { readonly do: "load"; readonly attempt: number }
  | {
      readonly do: "ask";
      readonly attempt: number;
      readonly wish: Wish;
      readonly key: number;
    }
  | { readonly do: "leave"; readonly attempt: number; readonly wish: Wish }
  | { readonly do: "showCode"; readonly attempt: number }
  | { readonly do: "forgetLink" }
  /** Ends every running request and the waiting. */
  | { readonly do: "abort" }
  /** Nudges by `timer` after about this long; a new wait replaces the old one. */
  | { readonly do: "wait"; readonly ms: number; readonly because: "retry" | "poll" | "pause" }
  | { readonly do: "announce"; readonly announcement: Announcement };
