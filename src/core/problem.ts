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

const row = (retryable: boolean, actor: ProblemActor): ProblemRow => ({
  retryable,
  actor,
});

/** Every problem code, in the order of the wire's table, then the element's own. */
export const problems = {
  bad_request: row(false, "site"),
  login_required: row(false, "customer"),
  session_invalid: row(false, "customer"),
  cross_site: row(false, "site"),
  forbidden: row(false, "site"),
  customer_not_found: row(false, "site"),
  no_such_requirement: row(false, "site"),
  in_flight: row(true, "time"),
  wrong_state: row(false, "customer"),
  requirements_outstanding: row(false, "customer"),
  rate_limited: row(true, "time"),
  host_misconfigured: row(false, "site"),
  upstream_failed: row(true, "time"),
  upstream_timeout: row(true, "time"),
  offline: row(true, "customer"),
  timeout: row(true, "time"),
  answer_unreadable: row(true, "site"),
  link_expired: row(true, "customer"),
  link_refused: row(false, "site"),
  session_failed: row(true, "site"),
  not_configured: row(false, "site"),
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
