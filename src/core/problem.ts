/**
 * Owns: the closed set of problem codes, and the one error class of the package.
 * Does not own: statuses (`problem-status.ts`), words (`locales/`), reading a problem answer (`problem-answer.ts`), or sending
 * one (`host/`).
 * Why: "may I try again?" and "whose turn is it?" must have one answer everywhere.
 */

/** Who can end a problem: the person, the site that embeds the element, or time alone. */
export type ProblemActor = "customer" | "site" | "time";

interface ProblemRow {
  /** Whether the same request may succeed later without anybody changing anything. */
  readonly retryable: boolean;
  readonly actor: ProblemActor;
}

const site: ProblemRow = { retryable: false, actor: "site" };
const siteLater: ProblemRow = { ...site, retryable: true };
const customer: ProblemRow = { retryable: false, actor: "customer" };
const customerLater: ProblemRow = { ...customer, retryable: true };
const time: ProblemRow = { retryable: true, actor: "time" };

/** Every problem code, in the order of the wire's table, then the element's own. */
export const problems = {
  bad_request: site,
  login_required: customer,
  session_invalid: customer,
  cross_site: site,
  forbidden: site,
  customer_not_found: site,
  no_such_requirement: site,
  in_flight: time,
  wrong_state: customer,
  requirements_outstanding: customer,
  rate_limited: time,
  host_misconfigured: site,
  upstream_failed: time,
  upstream_timeout: time,
  offline: customerLater,
  timeout: time,
  answer_unreadable: siteLater,
  link_expired: customerLater,
  link_refused: site,
  session_failed: siteLater,
  not_configured: site,
} as const satisfies Record<string, ProblemRow>;

/** A stable code: part of the public contract. */
export type ProblemCode = keyof typeof problems;

/** Facts that may come with a problem. None of them is free text from the network. */
export interface ProblemFacts {
  /** The host's log reference, `[A-Za-z0-9_-]{1,64}`. */
  readonly correlationId?: string | undefined;
  /** Requirement names that the answer points at. */
  readonly requirements?: readonly string[] | undefined;
  /** How long the host asked to wait, milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** For developers: which field, what was expected. Never shown to a customer. */
  readonly explanation?: string | undefined;
  readonly cause?: unknown;
}

/** What went wrong, as one of the closed set of codes. Never carries a token, a link or a body. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly retryable: boolean;
  readonly actor: ProblemActor;
  readonly correlationId: string | undefined;
  readonly requirements: readonly string[];
  readonly retryAfterMs: number | undefined;

  constructor(code: ProblemCode, facts: ProblemFacts = {}) {
    super(facts.explanation ?? code, { cause: facts.cause });
    this.name = "Problem";
    this.code = code;
    this.retryable = problems[code].retryable;
    this.actor = problems[code].actor;
    this.correlationId = facts.correlationId;
    this.requirements = facts.requirements ?? [];
    this.retryAfterMs = facts.retryAfterMs;
  }
}
