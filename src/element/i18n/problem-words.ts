/** Which sentence tells a customer about which problem: several codes mean the same to customers. */
import type { ProblemCode } from "../../core/problem.js";
import type { ProblemWords } from "../../locales/messages.js";

/** Every code has a sentence: a new one does not compile without. */
export const problemWords: Readonly<Record<ProblemCode, ProblemWords | "unloaded">> = {
  bad_request: "site",
  login_required: "sign_in",
  session_invalid: "sign_in",
  cross_site: "site",
  forbidden: "site",
  customer_not_found: "site",
  no_such_requirement: "not_here",
  no_such_route: "site",
  in_flight: "in_flight",
  wrong_state: "wrong_state",
  details_locked: "wrong_state",
  code_expired: "wrong_state",
  document_too_large: "wrong_state",
  document_type_refused: "wrong_state",
  requirements_outstanding: "outstanding",
  code_refused: "wrong_state",
  document_refused: "wrong_state",
  details_refused: "wrong_state",
  rate_limited: "busy",
  host_failed: "unreached",
  host_misconfigured: "site",
  upstream_failed: "unanswered",
  upstream_timeout: "unanswered",
  offline: "offline",
  host_unreachable: "unreached",
  timeout: "unanswered",
  answer_unreadable: "unreadable",
  link_expired: "link_expired",
  link_refused: "link_refused",
  session_failed: "sign_in",
  not_configured: "site",
  part_unavailable: "unloaded",
};
