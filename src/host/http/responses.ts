import { sessionHeader } from "../../core/contract.js";
import type { ProblemCode } from "../../core/problem.js";
import { problems } from "../../core/problem.js";
import type { Failure, FailureReason } from "./failure.js";

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
  no_such_route: "There is no such route",
  in_flight: "The same request is still being worked on",
  wrong_state: "SpherePay does not accept this in the customer's present state",
  code_expired: "The code has ended",
  code_refused: "The code was not accepted",
  document_too_large: "The file is larger than this host takes",
  document_type_refused: "A document is a PDF, or a JPEG, PNG, HEIC or TIFF image",
  document_refused: "The document was not accepted",
  details_locked: "SpherePay accepts no change of these details any more",
  details_refused: "Some details are missing or were not accepted",
  requirements_outstanding: "SpherePay still requires something",
  rate_limited: "Too many requests",
  host_failed: "The host's own code failed",
  host_misconfigured: "The host's set-up is wrong",
  upstream_failed: "SpherePay did not send a usable response",
  upstream_timeout: "SpherePay did not respond in time",
};

/** Where the developer who set the host up can do something, and the code alone does not say what. */
const advice: Readonly<Partial<Record<FailureReason, string>>> = {
  body_parsed_before:
    "The body was parsed before: mount the handler before the body parser, or keep the bytes in request.rawBody",
  cross_site_request:
    "The page's origin is not allowed: name it in allowedOrigins, or, where it is the same site behind a proxy, pass the Host on (nginx: proxy_set_header Host $http_host)",
  document_broken_off: "The file ended before all of it had arrived",
  document_empty: "The file is empty",
  document_length_wrong:
    "The file has not the length that Content-Length says: where a body parser stands before the handler, mount the handler before it",
  document_not_offered: "This document is not among those that actions names",
  document_stalled: "The file stopped arriving, or took too long",
  forwarded_malformed: "Forwarded or X-Forwarded-* does not name a scheme and a host",
  host_malformed: "The Host header is no host",
};

/** The problem response (RFC 9457) of a failure: closed words, and names the failure has sanitised. */
export function problemResponse(failure: Failure, correlationId: string): RouteResponse {
  const { code, requirements, retryAfterMs, maxBytes, allow } = failure;
  const status = allow ? 405 : problems[code].status;
  const title = failure.title ?? advice[failure.reason] ?? titles[code];
  return {
    status,
    problem: code,
    body: {
      status,
      code,
      ...(title && { title }),
      correlationId,
      ...(maxBytes !== undefined && { maxBytes }),
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

/** Why two requests for the same address may get different answers. */
const differsBy = `Authorization, ${sessionHeader}`;

/** Makes the response: never cached, never changed on the way, never sniffed, no referrer, readable by allowed pages alone. */
export function responseOf(route: RouteResponse, common: CommonHeaders): Response {
  const { status, body, stream, problem } = route;
  const { nowMs, allowedOrigin, varyByOrigin, withCredentials } = common;
  // Put together as plain text: a Headers of its own would be copied into the response's.
  const headers: Record<string, string> = {
    // Middleware that compresses would hold an event stream back.
    "Cache-Control": "no-store, no-transform",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": allowedOrigin ? "cross-origin" : "same-origin",
    Date: new Date(nowMs).toUTCString(),
    ...route.headers,
    // A service worker's cache may keep what says no-store: it must not give it to another session.
    Vary: varyByOrigin ? `${differsBy}, Origin` : differsBy,
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
