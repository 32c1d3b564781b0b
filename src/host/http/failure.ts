import { Problem, type ProblemCode } from "../../core/problem.js";

/**
 * Why a request was refused, for the host's log: a closed set of words, so that no text from the
 * network, from SpherePay or from a person can enter a log line.
 */
export type FailureReason =
  | "body_too_large"
  | "body_unreadable"
  | "cross_site_request"
  | "customer_limit"
  | "idempotency_key_malformed"
  | "key_in_flight"
  | "link_refused"
  | "method_not_allowed"
  | "no_such_requirement"
  | "no_such_route"
  | "not_begun"
  | "not_logged_in"
  | "resolve_customer_answer"
  | "resolve_customer_threw"
  | "resolve_customer_timeout"
  | "signature_refused"
  | "store_busy"
  | "store_failed"
  | "token_missing"
  | "token_refused"
  | "unexpected"
  | "upstream_body_too_large"
  | "upstream_body_unreadable"
  | "upstream_limit"
  | "upstream_other_customer"
  | "upstream_redirect"
  | "upstream_status"
  | "upstream_timeout"
  | "upstream_unreachable";

/** Facts that may come with a failure. None of them is free text. */
export interface FailureFacts {
  /** The status of SpherePay's response, when there was one. */
  readonly upstreamStatus?: number;
  /** Requirement names, already sanitised. */
  readonly requirements?: readonly string[];
  readonly retryAfterMs?: number;
  /** The method that the route has; makes the response a 405. */
  readonly allow?: string;
}

/** A {@link Problem} of the host's, with its reason for the host's log. */
export class Failure extends Problem {
  readonly reason: FailureReason;
  readonly upstreamStatus: number | undefined;
  readonly allow: string | undefined;

  constructor(code: ProblemCode, reason: FailureReason, facts: FailureFacts = {}) {
    super(code, {
      explanation: reason,
      requirements: facts.requirements,
      retryAfterMs: facts.retryAfterMs,
    });
    this.name = "Failure";
    this.reason = reason;
    this.upstreamStatus = facts.upstreamStatus;
    this.allow = facts.allow;
  }
}
