import { Failure } from "../http/failure.js";
import type { Operation } from "./types.js";

const seconds = /^\d{1,9}$/;
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

const defaultSeconds = 5;
const maximumSeconds = 3600;
const requirementPointer = /^\/([a-z][a-z0-9_]{0,63})$/;
const maxRequirements = 50;

/**
 * Reads a `Retry-After` header, in seconds or as a date (RFC 9110). Always returns a whole number
 * from 1 to 3,600: a missing or malformed value becomes 5, so nothing of the header is ever echoed.
 * @param nowMs The time now, against which a date is read.
 */
export function readRetryAfterSeconds(header: string | null, nowMs: number): number {
  const given = header?.trim() ?? "";
  let wait = defaultSeconds;
  if (seconds.test(given)) wait = Number(given);
  else if (httpDate.test(given)) wait = Math.ceil((Date.parse(given) - nowMs) / 1000);
  if (Number.isNaN(wait)) wait = defaultSeconds;
  return Math.min(maximumSeconds, Math.max(1, wait));
}

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
 * What a response of SpherePay other than success means on the wire. The HTTP status alone decides:
 * SpherePay's documents give three error envelopes and an open set of codes. Of its body only
 * pointers of a 422 that have the form of a requirement name are taken.
 *
 * Follows SpherePay's "Authentication" (401 and 403 concern the key), "Rate limits" (429) and the
 * error tables of "Get customer" and of the endpoints that submit or make links.
 * @param bodyOf Reads the body; called only when the body can matter.
 */
export async function failureOf(
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
