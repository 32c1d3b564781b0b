import { Failure } from "../http/failure.js";
import { readRetryAfterSeconds } from "./retry-after.js";

/** What was asked: some statuses mean something only for a submission or a link. */
export type Operation = "read" | "write";

const requirementPointer = /^\/([a-z][a-z0-9_]{0,63})$/;
const maxRequirements = 50;

function requirementsIn(body: unknown): string[] {
  const errors = body && typeof body === "object" && "errors" in body ? body.errors : undefined;
  if (!Array.isArray(errors)) return [];
  const names = errors.slice(0, maxRequirements).flatMap((error: unknown) => {
    const pointer = error && typeof error === "object" && "pointer" in error && error.pointer;
    const name = typeof pointer === "string" ? requirementPointer.exec(pointer)?.[1] : undefined;
    return name ? [name] : [];
  });
  return [...new Set(names)];
}

/**
 * What an answer of SpherePay other than success means on the wire. Judged by HTTP status alone:
 * SpherePay's documents give three error envelopes and an open set of codes. Of its body only
 * pointers of a 422 that have the form of a requirement name are taken.
 *
 * Follows SpherePay's "Authentication" (401 and 403 concern the key), "Rate limits" (429) and the
 * error tables of "Get customer" and of the endpoints that submit or make links.
 * @param bodyOf Reads the body; asked only when the body can matter.
 */
export async function refusalOf(
  operation: Operation,
  response: Response,
  bodyOf: () => Promise<unknown>,
  nowMs: number,
): Promise<Failure> {
  const upstreamStatus = response.status;
  const reason = "upstream_status";
  const outstanding = operation === "write" && upstreamStatus === 422;
  if (!outstanding) response.body?.cancel().catch(() => undefined);

  if (outstanding) {
    // The status already says everything; an unreadable body only costs the names.
    const requirements = requirementsIn(await bodyOf().catch(() => undefined));
    return new Failure("requirements_outstanding", reason, { upstreamStatus, requirements });
  }
  if (upstreamStatus === 401 || upstreamStatus === 403) {
    return new Failure("host_misconfigured", reason, { upstreamStatus });
  }
  if (upstreamStatus === 404) return new Failure("customer_not_found", reason, { upstreamStatus });
  if (upstreamStatus === 429) {
    const seconds = readRetryAfterSeconds(response.headers.get("Retry-After"), nowMs);
    return new Failure("rate_limited", reason, { upstreamStatus, retryAfterMs: seconds * 1000 });
  }
  if (operation === "write" && (upstreamStatus === 400 || upstreamStatus === 409)) {
    return new Failure("wrong_state", reason, { upstreamStatus });
  }
  return new Failure("upstream_failed", reason, { upstreamStatus });
}
