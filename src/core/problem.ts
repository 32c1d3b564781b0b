/**
 * Owns: the closed set of problem codes, with their HTTP statuses, and the error class that all parts share.
 * Does not own: words (`locales/`), reading a problem answer (`problem-answer.ts`), sending one (`host/`).
 * Why: "may I try again?" and "whose turn is it?" must have one answer everywhere.
 */
/** Who can end a problem: the person, the site that embeds the element, or time alone. */
export type ProblemActor = "customer" | "site" | "time";

interface ProblemRow {
  /** Its HTTP status on the wire; 0 for problems that only the element knows. */
  readonly status: number;
  /** Whether the same request may succeed later without anybody changing anything. */
  readonly retryable: boolean;
  readonly actor: ProblemActor;
}

const site = (status: number): ProblemRow => ({ status, retryable: false, actor: "site" });
const siteLater = (status: number): ProblemRow => ({ status, retryable: true, actor: "site" });
const customer = (status: number): ProblemRow => ({ status, retryable: false, actor: "customer" });
const customerLater = (status: number): ProblemRow => ({ ...customer(status), retryable: true });
const time = (status: number): ProblemRow => ({ status, retryable: true, actor: "time" });

/** Every problem code, in the order of `openapi.yaml`, then the element's own. */
export const problems = {
  bad_request: site(400),
  login_required: customer(401),
  session_invalid: customer(401),
  cross_site: site(403),
  forbidden: site(403),
  customer_not_found: site(404),
  no_such_requirement: site(404),
  no_such_route: site(404),
  in_flight: time(409),
  wrong_state: customer(409),
  details_locked: customer(409),
  code_expired: customer(410),
  document_too_large: customer(413),
  document_type_refused: customer(415),
  requirements_outstanding: customer(422),
  code_refused: customer(422),
  document_refused: customer(422),
  details_refused: customer(422),
  rate_limited: time(429),
  host_failed: siteLater(500),
  host_misconfigured: site(502),
  upstream_failed: time(502),
  upstream_timeout: time(504),
  offline: customerLater(0),
  host_unreachable: siteLater(0),
  timeout: time(0),
  answer_unreadable: siteLater(0),
  link_expired: customerLater(0),
  link_refused: site(0),
  session_failed: siteLater(0),
  not_configured: site(0),
  part_unavailable: siteLater(0),
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
  /** The most that the host takes of a document. */
  readonly maxBytes?: number | undefined;
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
  readonly maxBytes: number | undefined;

  constructor(code: ProblemCode, facts: ProblemFacts = {}) {
    super(facts.explanation ?? code, { cause: facts.cause });
    this.name = "Problem";
    this.code = code;
    this.retryable = problems[code].retryable;
    this.actor = problems[code].actor;
    this.correlationId = facts.correlationId;
    this.requirements = facts.requirements ?? [];
    this.retryAfterMs = facts.retryAfterMs;
    this.maxBytes = facts.maxBytes;
  }
}
