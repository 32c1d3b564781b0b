/**
 * Owns: HTTP as it is the same for every route: methods, origins, limits of bodies, problem
 * responses, and the one log entry per response.
 * Does not own: which path is which route (`paths.ts`), or what a route does.
 * Why: the rules that hold for every route hold in one place, so a new route cannot forget one.
 */
import { sessionHeader } from "../../core/contract.js";
import { maxWebhookBytes } from "../live/webhook.js";
import { type AnsweredLogEntry, type CorrelationId, createSessionReferences } from "../log.js";
import type { SessionClaims } from "../session/session-token.js";
import type { Settings } from "../settings.js";
import { Failure, hostFailure } from "./failure.js";
import { createOriginPolicy } from "./origins.js";
import { createPaths, type HostRouteName, hostRoutes, type Mounting, notOffered } from "./paths.js";
import { noteOf } from "./request-note.js";
import { problemResponse, type RouteResponse, responseOf } from "./responses.js";

/** One request on its way through the handler. */
export interface Visit {
  readonly request: Request;
  readonly correlationId: CorrelationId;
  route: AnsweredLogEntry["route"];
  /** Whether the host's own login authorises it: then its cookies may come from an allowed page. */
  takesLogin: boolean;
  /** What stands in the place of `{requirement}`, as it was written. */
  requirement: string;
  /** Set as soon as it is known, for the log. */
  session?: SessionClaims;
}

/** What a route does. */
export type RouteHandler = (visit: Visit) => Promise<RouteResponse>;

const maxRequestBodyBytes = 64 * 1024;
const preflightHeaders = {
  "Access-Control-Allow-Headers": `Authorization, ${sessionHeader}, Idempotency-Key, Content-Type`,
  "Access-Control-Max-Age": "600",
};

/**
 * Routes requests to handlers; a route without one does not exist. Never rejects: whatever goes wrong
 * is a problem response.
 */
export function createRouter(
  settings: Pick<Settings, "allowedOrigins" | "now" | "log" | "reportError"> & Mounting,
  handlers: Readonly<Record<HostRouteName, RouteHandler | undefined>>,
): (request: Request) => Promise<Response> {
  const { allowedOrigins, now, log, reportError } = settings;
  const matchOf = createPaths(settings);
  const origins = createOriginPolicy(allowedOrigins);
  const sessionReference = createSessionReferences();

  function preflight(request: Request, method: string): RouteResponse {
    if (!origins.allowedOrigin(request)) throw new Failure("cross_site", "cross_site_request");
    const headers = { ...preflightHeaders, "Access-Control-Allow-Methods": method };
    return { status: 204, headers };
  }

  async function handle(visit: Visit): Promise<RouteResponse> {
    const { request } = visit;
    const note = noteOf(request);
    if (note.refused) throw new Failure("bad_request", note.refused);
    const match = matchOf(note.path ?? new URL(request.url).pathname, note);
    const handler = handlers[match.name];
    if (!handler) throw notOffered(match.name);
    visit.route = match.name;
    visit.takesLogin = match.name === "session";
    visit.requirement = match.requirement;
    const { method } = hostRoutes[match.name];
    const isForPages = match.name !== "webhook";
    if (request.method === "OPTIONS" && request.headers.has("Origin") && isForPages) {
      visit.route = "preflight";
      return preflight(request, method);
    }
    if (request.method !== method) {
      throw new Failure("bad_request", "method_not_allowed", { allow: method });
    }
    // A route of a page needs a small body or none: a large one is refused unread. A file has a limit
    // of its own, which is said only to those who may send one.
    const maxBytes = isForPages ? maxRequestBodyBytes : maxWebhookBytes;
    const isFile = match.name === "document";
    if (!isFile && Number(request.headers.get("Content-Length") ?? 0) > maxBytes) {
      throw new Failure("bad_request", "body_too_large");
    }
    // The host's cookies authorise this route alone; a token is in no other page's reach.
    if (visit.takesLogin && origins.isCrossSite(request)) {
      throw new Failure("cross_site", "cross_site_request");
    }
    return handler(visit);
  }

  async function logResponse(
    visit: Visit,
    entry: Pick<AnsweredLogEntry, "status" | "durationMs" | "correlationId">,
    failure: Failure | undefined,
  ): Promise<void> {
    if (!log) return;
    const session = visit.session && (await sessionReference(visit.session.jti));
    log({
      kind: "answered",
      route: visit.route,
      ...entry,
      ...(failure && { code: failure.code, reason: failure.reason }),
      ...(failure?.upstreamStatus && { upstreamStatus: failure.upstreamStatus }),
      ...(session && { session }),
    });
  }

  return async (request) => {
    const startedMs = now();
    const correlationId = crypto.randomUUID();
    const visit: Visit = {
      request,
      correlationId,
      route: "none",
      takesLogin: false,
      requirement: "",
    };
    let failure: Failure | undefined;
    let response: RouteResponse;
    try {
      response = await handle(visit);
    } catch (error) {
      failure = error instanceof Failure ? error : hostFailure("unexpected", error);
      const { cause, reason } = failure;
      if (cause !== undefined) reportError(cause, { correlationId, reason });
      response = problemResponse(failure, correlationId);
    }
    const nowMs = now();
    const { status } = response;
    await logResponse(visit, { status, durationMs: nowMs - startedMs, correlationId }, failure);
    return responseOf(response, {
      nowMs,
      allowedOrigin: origins.allowedOrigin(request),
      varyByOrigin: allowedOrigins.length > 0,
      withCredentials: visit.takesLogin,
    });
  };
}
