/**
 * Owns: the HTTP status of each problem code on the wire.
 */
import type { ProblemCode } from "./problem.js";

/** By code; 0 for problems that only the element knows. */
export const problemStatus: Readonly<Record<ProblemCode, number>> = {
  bad_request: 400,
  login_required: 401,
  session_invalid: 401,
  cross_site: 403,
  forbidden: 403,
  customer_not_found: 404,
  no_such_requirement: 404,
  in_flight: 409,
  wrong_state: 409,
  requirements_outstanding: 422,
  rate_limited: 429,
  host_misconfigured: 502,
  upstream_failed: 502,
  upstream_timeout: 504,
  offline: 0,
  timeout: 0,
  answer_unreadable: 0,
  link_expired: 0,
  link_refused: 0,
  session_failed: 0,
  not_configured: 0,
};
