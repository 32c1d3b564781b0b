import type { ProblemCode } from "../../core/problem.js";
import { problems } from "../../core/problem.js";
import type { Failure } from "./failure.js";

/** What a route returns: a response without the headers that every response has. */
export interface RouteResponse {
  readonly status: number;
  /** Sent as JSON; absent for a response without a body. */
  readonly body?: object;
  /** Sent as `text/event-stream`, in the place of a body. */
  readonly stream?: ReadableStream<Uint8Array>;
  readonly headers?: Readonly<Record<string, string>>;
  /** The problem that this response states. */
  readonly problem?: ProblemCode;
}

// Problem responses are read by developers; none of these words is shown to a customer.
const titles: Readonly<Partial<Record<ProblemCode, string>>> = {
  bad_request: "The request does not fit the contract",
  login_required: "Not logged in at the host",
  session_invalid: "No valid session",
  cross_site: "The page's origin is not allowed",
  customer_not_found: "No such customer at SpherePay",
  no_such_requirement: "Nothing is offered here",
  in_flight: "The same request is still being worked on",
  wrong_state: "SpherePay does not accept this in the customer's present state",
  requirements_outstanding: "SpherePay still requires something",
  rate_limited: "Too many requests",
  host_failed: "The host's own code failed",
  host_misconfigured: "The host's set-up is wrong",
  upstream_failed: "SpherePay did not send a usable response",
  upstream_timeout: "SpherePay did not respond in time",
};

/** The problem response (RFC 9457) of a failure: closed words, and names the failure has sanitised. */
export function problemResponse(failure: Failure, correlationId: string): RouteResponse {
  const { code, requirements, retryAfterMs, allow } = failure;
  const status = allow ? 405 : problems[code].status;
  const title = titles[code];
  return {
    status,
    problem: code,
    body: {
      status,
      code,
      ...(title && { title }),
      correlationId,
      ...(requirements.length > 0 && {
        errors: requirements.map((name) => ({ pointer: `/${name}` })),
      }),
    },
    headers: {
      ...(retryAfterMs !== undefined && { "Retry-After": String(Math.ceil(retryAfterMs / 1000)) }),
      ...(allow && { Allow: allow }),
      ...(code === "session_invalid" && { "WWW-Authenticate": "Bearer" }),
    },
  };
}

/** What the headers of every response depend on. */
export interface CommonHeaders {
  readonly nowMs: number;
  /** The page's origin, when the host has allowed it by name. */
  readonly allowedOrigin: string | undefined;
  /** Whether responses differ by origin at all. */
  readonly varyByOrigin: boolean;
  /** Whether the route takes the host's cookies. */
  readonly withCredentials: boolean;
}

/** Makes the response: never cached, never sniffed, no referrer, readable by allowed pages alone. */
export function responseOf(route: RouteResponse, common: CommonHeaders): Response {
  const { status, body, stream, problem } = route;
  const { nowMs, allowedOrigin, varyByOrigin, withCredentials } = common;
  // Put together as plain text: a Headers of its own would be copied into the response's.
  const headers: Record<string, string> = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": allowedOrigin ? "cross-origin" : "same-origin",
    Date: new Date(nowMs).toUTCString(),
    ...route.headers,
    ...(varyByOrigin && { Vary: "Origin" }),
    ...(allowedOrigin && {
      "Access-Control-Allow-Origin": allowedOrigin,
      "Access-Control-Expose-Headers": "Date, Retry-After",
    }),
    ...(allowedOrigin && withCredentials && { "Access-Control-Allow-Credentials": "true" }),
  };
  if (stream) {
    headers["Content-Type"] = "text/event-stream";
    // Asks nginx, and proxies that follow its custom, to pass on each event as it comes.
    headers["X-Accel-Buffering"] = "no";
    return new Response(stream, { status, headers });
  }
  if (!body) return new Response(null, { status, headers });
  headers["Content-Type"] = problem ? "application/problem+json" : "application/json";
  return new Response(JSON.stringify(body), { status, headers });
}
