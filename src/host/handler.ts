/**
 * Owns: HTTP: which request reaches which deed, who is let in, what every answer looks like, and the
 * one log entry per answer.
 * Does not own: the deeds (`onboarding.ts`) or what SpherePay's answers mean (`sphere-client.ts`).
 * Why: the rules that hold for every route hold in one place, so a new route cannot forget one.
 */
import { isToken, type RouteName, routes } from "../core/contract.js";
import { isIdempotencyKey } from "../core/link.js";
import { type Answer, problemAnswer, responseOf } from "./answers.js";
import { Failure } from "./failure.js";
import type { AnsweredLogEntry } from "./log.js";
import { createOnboarding } from "./onboarding.js";
import type { OnboardingHandlerOptions } from "./options.js";
import { createOriginJudge } from "./origins.js";
import { type RouteMatch, routeOf } from "./routing.js";
import type { SessionClaims } from "./session-token.js";
import { checkOptions } from "./settings.js";

/**
 * Answers the routes of the wire under one endpoint. Never rejects: whatever goes wrong is a problem
 * answer. Works wherever `Request`, `Response` and WebCrypto exist.
 */
export type OnboardingHandler = (request: Request) => Promise<Response>;

const maxRequestBodyBytes = 64 * 1024;
const bearer = /^Bearer +([!-~]+)$/i;
const preflightHeaders = {
  "Access-Control-Allow-Headers": "Authorization, Idempotency-Key, Content-Type",
  "Access-Control-Max-Age": "600",
};

const tokenOf = (request: Request): string | undefined => {
  const token = bearer.exec(request.headers.get("Authorization") ?? "")?.[1];
  return token && isToken(token) ? token : undefined;
};

// The start of a hash: enough to follow one session through a log, useless for anything else.
async function sessionReference({ jti }: SessionClaims): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(jti));
  const start = Array.from(new Uint8Array(hash, 0, 8));
  return start.map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What becomes known about a request on its way, for the log. */
interface Visit {
  readonly request: Request;
  route: AnsweredLogEntry["route"];
  session?: SessionClaims;
}

/**
 * Creates the host's side of `<sphere-kyc-onboarding>`: sessions for the host's own customers, their
 * verification as an allow-list, one submit per press, and the provider's link. The API key, and
 * everything of SpherePay's answers that is not on the list, stay in the host.
 *
 * Follows SpherePay's "Get customer" and "Create KYC link", release 2026-05.
 * @throws {TypeError} naming the option that is wrong and what was expected.
 */
export function createOnboardingHandler(options: OnboardingHandlerOptions): OnboardingHandler {
  const settings = checkOptions(options);
  const { endpoint, allowedOrigins, now, log } = settings;
  const onboarding = createOnboarding(settings);
  const origins = createOriginJudge(allowedOrigins);

  async function sessionOf(visit: Visit): Promise<SessionClaims> {
    visit.session = await onboarding.sessionOf(tokenOf(visit.request));
    return visit.session;
  }

  const deeds: Readonly<Record<RouteName, (visit: Visit, match: RouteMatch) => Promise<object>>> = {
    async session({ request }) {
      if (origins.isCrossSite(request)) throw new Failure("cross_site", "cross_site_request");
      return onboarding.openSession(request);
    },
    async customer(visit) {
      return onboarding.readCustomer(await sessionOf(visit));
    },
    async submit(visit) {
      const session = await sessionOf(visit);
      const key = visit.request.headers.get("Idempotency-Key");
      if (!isIdempotencyKey(key)) throw new Failure("bad_request", "idempotency_key_malformed");
      return onboarding.submit(session, key);
    },
    async link(visit, { requirement = "" }) {
      return onboarding.requestLink(await sessionOf(visit), requirement);
    },
  };

  function preflight(request: Request, method: string): Answer {
    if (!origins.allowedOrigin(request)) throw new Failure("cross_site", "cross_site_request");
    const headers = { ...preflightHeaders, "Access-Control-Allow-Methods": method };
    return { status: 204, headers };
  }

  async function answerOf(visit: Visit): Promise<Answer> {
    const { request } = visit;
    const match = routeOf(new URL(request.url).pathname, endpoint);
    if (!match) throw new Failure("no_such_requirement", "no_such_route");
    visit.route = match.name;
    const { method, success } = routes[match.name];
    if (request.method === "OPTIONS" && request.headers.has("Origin")) {
      visit.route = "preflight";
      return preflight(request, method);
    }
    if (request.method !== method) {
      throw new Failure("bad_request", "method_not_allowed", { allow: method });
    }
    // No route has a use for a body: a large one is refused unread, any other ignored unread.
    if (Number(request.headers.get("Content-Length") ?? 0) > maxRequestBodyBytes) {
      throw new Failure("bad_request", "body_too_large");
    }
    return { status: success[0], body: await deeds[match.name](visit, match) };
  }

  async function report(
    visit: Visit,
    entry: Pick<AnsweredLogEntry, "status" | "durationMs" | "correlationId">,
    failure: Failure | undefined,
  ): Promise<void> {
    log({
      kind: "answered",
      route: visit.route,
      ...entry,
      ...(failure && { code: failure.code, reason: failure.reason }),
      ...(failure?.upstreamStatus && { upstreamStatus: failure.upstreamStatus }),
      ...(visit.session && { session: await sessionReference(visit.session) }),
    });
  }

  return async (request) => {
    const startedMs = now();
    const correlationId = crypto.randomUUID();
    const visit: Visit = { request, route: "none" };
    let failure: Failure | undefined;
    let answer: Answer;
    try {
      answer = await answerOf(visit);
    } catch (error) {
      failure = error instanceof Failure ? error : new Failure("upstream_failed", "unexpected");
      answer = problemAnswer(failure, correlationId);
    }
    const nowMs = now();
    const { status } = answer;
    await report(visit, { status, durationMs: nowMs - startedMs, correlationId }, failure);
    return responseOf(answer, {
      nowMs,
      allowedOrigin: origins.allowedOrigin(request),
      varyByOrigin: allowedOrigins.length > 0,
      withCredentials: new URL(request.url).pathname === `${endpoint}${routes.session.path}`,
    });
  };
}
