import { Problem, type ProblemCode } from "../../core/problem.js";
import { StoreBusy } from "../store/store.js";

/**
 * Why a request was refused, for the host's log: a closed set of words, so that no text from the
 * network, from SpherePay or from a person can enter a log line.
 */
export type FailureReason =
  | "body_malformed"
  | "body_parsed_before"
  | "body_too_large"
  | "body_unreadable"
  | "cross_site_request"
  | "code_destination_threw"
  | "code_expired"
  | "code_refused"
  | "code_send_unknown"
  | "code_sends_limit"
  | "code_tries_limit"
  | "customer_address_threw"
  | "customer_changed_threw"
  | "customer_limit"
  | "details_incomplete"
  | "document_broken_off"
  | "document_empty"
  | "document_length_wrong"
  | "document_not_offered"
  | "document_refused"
  | "document_send_unknown"
  | "document_stalled"
  | "document_too_large"
  | "document_type_refused"
  | "fetch_answer"
  | "forwarded_malformed"
  | "host_malformed"
  | "idempotency_key_malformed"
  | "inspect_document_answer"
  | "inspect_document_refused"
  | "inspect_document_threw"
  | "key_in_flight"
  | "link_refused"
  | "log_threw"
  | "method_not_allowed"
  | "no_such_requirement"
  | "no_such_route"
  | "not_asked_for"
  | "not_begun"
  | "not_logged_in"
  | "outside_endpoint"
  | "request_malformed"
  | "resolve_customer_answer"
  | "resolve_customer_threw"
  | "resolve_customer_timeout"
  | "route_not_offered"
  | "signature_refused"
  | "store_busy"
  | "store_failed"
  | "token_missing"
  | "token_refused"
  | "unexpected"
  | "uploads_customer_limit"
  | "uploads_limit"
  | "upstream_body_too_large"
  | "upstream_body_unreadable"
  | "upstream_key_refused"
  | "upstream_limit"
  | "upstream_no_such_customer"
  | "upstream_no_such_route"
  | "upstream_other_customer"
  | "upstream_redirect"
  | "upstream_status"
  | "upstream_timeout"
  | "upstream_unreachable";

/** Facts that may come with a failure. */
export interface FailureFacts {
  /** The status of SpherePay's response, when there was one. */
  readonly upstreamStatus?: number;
  /** Requirement names, already sanitised. */
  readonly requirements?: readonly string[];
  readonly retryAfterMs?: number;
  /** The most that is taken of a document. */
  readonly maxBytes?: number;
  /** The method that the route has; makes the response a 405. */
  readonly allow?: string;
  /** What was thrown, for the host's `onError` alone. */
  readonly cause?: unknown;
  /** What the developer who sent the request reads. Never logged. */
  readonly title?: string;
}

/** A {@link Problem} of the host's, with its reason for the host's log. */
export class Failure extends Problem {
  readonly reason: FailureReason;
  readonly upstreamStatus: number | undefined;
  readonly allow: string | undefined;
  readonly title: string | undefined;

  constructor(code: ProblemCode, reason: FailureReason, facts: FailureFacts = {}) {
    super(code, {
      explanation: reason,
      requirements: facts.requirements,
      retryAfterMs: facts.retryAfterMs,
      maxBytes: facts.maxBytes,
      cause: facts.cause,
    });
    this.name = "Failure";
    this.reason = reason;
    this.upstreamStatus = facts.upstreamStatus;
    this.allow = facts.allow;
    this.title = facts.title;
  }
}

/** The failure of something that is the host's own: its login, its store. */
export const hostFailure = (reason: FailureReason, cause?: unknown): Failure =>
  new Failure("host_failed", reason, { cause });

/** What a request ends in when the store rejects. */
export const failureOfStore = (error: unknown): Failure =>
  error instanceof StoreBusy
    ? new Failure("rate_limited", "store_busy", { retryAfterMs: error.retryAfterMs })
    : hostFailure("store_failed", error);

/** Reasons of failures in which SpherePay was not called, so that nothing can have changed. */
const reasonsWithoutCall: readonly FailureReason[] = [
  "customer_limit",
  "no_such_requirement",
  "store_busy",
  "store_failed",
  "upstream_limit",
];

/** Whether SpherePay may have done something, although the request failed. */
export const wasCalled = (error: unknown): boolean =>
  !(error instanceof Failure && reasonsWithoutCall.includes(error.reason));
