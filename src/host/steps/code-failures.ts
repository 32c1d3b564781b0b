/**
 * Owns: what SpherePay's failures mean for a code, and the failures of the host's own limits.
 * Does not own: what else a status means (`spherepay/failure-of.ts`).
 * Why: SpherePay does not document how it refuses a code; what is taken for a refusal stands in one place.
 */
import { Failure, type FailureReason } from "../http/failure.js";

/** Beyond a limit of the host's. */
export const limited = (reason: FailureReason, retryAfterMs: number) =>
  new Failure("rate_limited", reason, { retryAfterMs: Math.max(1_000, retryAfterMs) });
/** Nothing to do here for this customer. */
export const noSuchRequirement = () => new Failure("no_such_requirement", "no_such_requirement");
/** The same key is worked on. */
export const inFlight = () => new Failure("in_flight", "key_in_flight");
const refusals = { refused: "code_refused", expired: "code_expired" } as const;
/** What a code ends in that SpherePay has refused. */
export const refusedAs = (end: keyof typeof refusals) => new Failure(refusals[end], refusals[end]);

/** What SpherePay returns for a code that it does not take is not documented: each of these may be it. */
const refusingStatuses: readonly (number | undefined)[] = [400, 404, 409, 410, 422];

/** Whether SpherePay has refused the code itself, and not the key, the address or the rate. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof Failure &&
  (error.code === "code_refused" ||
    (refusingStatuses.includes(error.upstreamStatus) && error.reason !== "upstream_no_such_route"));

/** Whether SpherePay has said no: then nothing was sent and no code was looked at. */
export function isRefusedCall(error: unknown): boolean {
  const { upstreamStatus = 0 } = error instanceof Failure ? error : {};
  return upstreamStatus >= 300 && upstreamStatus < 500 && upstreamStatus !== 408;
}

/** The customer has just been read: a 404 is about the route, and what else is refused about their state. */
export function explained(error: unknown): unknown {
  if (!(error instanceof Failure) || error.upstreamStatus === undefined) return error;
  const { upstreamStatus, code } = error;
  if (code === "customer_not_found") {
    return new Failure("host_misconfigured", "upstream_no_such_route", { upstreamStatus });
  }
  return code === "requirements_outstanding"
    ? new Failure("wrong_state", "upstream_status", { upstreamStatus })
    : error;
}
