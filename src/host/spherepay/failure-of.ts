import { Failure } from "../http/failure.js";
import { discardBody } from "../http/limited-body.js";
import type { UpstreamResponse } from "../runtime.js";
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

/** Where `fetch` is the host's own, headers may be a plain object; its names are in lower case. */
function retryAfterOf({ headers }: UpstreamResponse): string | null {
  const given = Object(headers);
  const value: unknown =
    typeof given.get === "function" ? given.get("Retry-After") : given["retry-after"];
  return typeof value === "string" ? value : null;
}

const requirementAt = (pointer: string) => requirementPointer.exec(pointer)?.[1];

function requirementsIn(body: unknown, nameAt: (pointer: string) => string | undefined): string[] {
  const errors = body && typeof body === "object" && "errors" in body ? body.errors : undefined;
  if (!Array.isArray(errors)) return [];
  const names = errors.slice(0, maxRequirements).flatMap((error: unknown) => {
    const pointer = error && typeof error === "object" && "pointer" in error && error.pointer;
    const name = typeof pointer === "string" ? nameAt(pointer) : undefined;
    return name ? [name] : [];
  });
  return [...new Set(names)];
}

/** A page too large to be read is no word of SpherePay's; a body that breaks off could have been. */
async function textOrPage(textOf: () => Promise<string>): Promise<string> {
  try {
    return await textOf();
  } catch (error) {
    if (error instanceof Failure && error.reason === "upstream_body_too_large") return "";
    throw error;
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const unknownPath = /^cannot (get|post) /i;

/**
 * Whether the body of a 404 is SpherePay's own word about a customer, in one of its three documented
 * envelopes. A gateway's page, an empty body and a framework's "Cannot GET /..." are not: there the
 * address is wrong, and nothing is said about the customer.
 */
function isAboutCustomer(body: unknown): boolean {
  const { status, detail, ts, error, ok, statusCode, message } = Object(body);
  if (status === 404 && typeof detail === "string") return !unknownPath.test(detail);
  if (ok === false && statusCode === 404) return !unknownPath.test(String(message));
  return typeof ts === "string" && typeof error === "object" && error !== null;
}

/**
 * What a response of SpherePay other than success means on the wire. The HTTP status alone decides,
 * but for a 404: SpherePay's documents give three error envelopes and an open set of codes. Of its
 * body only pointers of a 422 that have the form of a requirement name are taken.
 *
 * Follows SpherePay's "Authentication" (401 and 403 concern the key), "Rate limits" (429) and the
 * error tables of "Get customer" and of the endpoints that submit or make links.
 * @param textOf Reads the body; called only when the body can matter.
 * @param nameAt The name in a pointer that a 422 may pass on. Default: of the form of a requirement.
 * @throws what `textOf` throws, when only the body could tell.
 */
export async function failureOf(
  operation: Operation,
  response: UpstreamResponse,
  textOf: () => Promise<string>,
  nowMs: number,
  nameAt: (pointer: string) => string | undefined = requirementAt,
): Promise<Failure> {
  const upstreamStatus = response.status;
  const reason = "upstream_status";

  if (operation === "write" && upstreamStatus === 422) {
    // The status already says everything; an unreadable body only costs the names.
    const requirements = requirementsIn(jsonIn(await textOf().catch(() => "")), nameAt);
    return new Failure("requirements_outstanding", reason, { upstreamStatus, requirements });
  }
  if (upstreamStatus === 404) {
    return isAboutCustomer(jsonIn(await textOrPage(textOf)))
      ? new Failure("customer_not_found", "upstream_no_such_customer", { upstreamStatus })
      : new Failure("host_misconfigured", "upstream_no_such_route", { upstreamStatus });
  }
  discardBody(response);
  if (upstreamStatus === 401 || upstreamStatus === 403) {
    return new Failure("host_misconfigured", "upstream_key_refused", { upstreamStatus });
  }
  if (upstreamStatus === 429) {
    const seconds = readRetryAfterSeconds(retryAfterOf(response), nowMs);
    return new Failure("rate_limited", reason, { upstreamStatus, retryAfterMs: seconds * 1000 });
  }
  if (operation === "write" && (upstreamStatus === 400 || upstreamStatus === 409)) {
    return new Failure("wrong_state", reason, { upstreamStatus });
  }
  return new Failure("upstream_failed", reason, { upstreamStatus });
}
