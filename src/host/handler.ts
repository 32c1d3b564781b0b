/**
 * Owns: HTTP: which request reaches which deed, who is let in, what every answer looks like, and the
 * one log entry per answer.
 * Does not own: the deeds (`onboarding.ts`) or what SpherePay's answers mean (`sphere-client.ts`).
 * Why: the rules that hold for every route hold in one place, so a new route cannot forget one.
 */
import { isIdempotencyKey, isToken, routes } from "../core/contract.js";
import { type Answer, problemAnswer, responseOf } from "./answers.js";
import { Failure } from "./failure.js";
import { type AnsweredLogEntry, createSessionReferences } from "./log.js";
import { createNudges } from "./nudges.js";
import { createOnboarding } from "./onboarding.js";
import type { OnboardingHandlerOptions } from "./options.js";
import { createOriginJudge } from "./origins.js";
import { type HostRouteName, hostRoutes, type RouteMatch, routeOf } from "./routing.js";
import type { SessionClaims } from "./session-token.js";
import { checkOptions } from "./settings.js";
import { maxWebhookBytes } from "./webhook.js";
import { createWebhookDeed } from "./webhook-deed.js";

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
 * Follows SpherePay's "Get customer" and, by release, "Create KYC link" or "Submit
 * verification"; beside them "Terms of service link" and "Face verification link".
 * @throws {TypeError} naming the option that is wrong and what was expected.
 */
export function createOnboardingHandler(options: OnboardingHandlerOptions): OnboardingHandler {
  const settings = checkOptions(options);
  const { endpoint, allowedOrigins, now, log } = settings;
  const onboarding = createOnboarding(settings);
  const origins = createOriginJudge(allowedOrigins);
  const nudges = createNudges(settings);
  const takeWebhook = createWebhookDeed(settings);
  const sessionReference = createSessionReferences();
  const absent = new Set<HostRouteName>();
  if (settings.webhookSecrets.length === 0) absent.add("webhook");
  if (!settings.events) absent.add("events");

  async function sessionOf(visit: Visit): Promise<SessionClaims> {
    visit.session = await onboarding.sessionOf(tokenOf(visit.request));
    return visit.session;
  }

  type Deed = (visit: Visit, match: RouteMatch) => Promise<Answer>;
  const deeds: Readonly<Record<HostRouteName, Deed>> = {
    async session({ request }) {
      if (origins.isCrossSite(request)) throw new Failure("cross_site", "cross_site_request");
      return { status: 201, body: await onboarding.openSession(request) };
    },
    async customer(visit) {
      return { status: 200, body: await onboarding.readCustomer(await sessionOf(visit)) };
    },
    async submit(visit) {
      const session = await sessionOf(visit);
      const key = visit.request.headers.get("Idempotency-Key");
      if (!isIdempotencyKey(key)) throw new Failure("bad_request", "idempotency_key_malformed");
      const outcome = await onboarding.submit(session, key);
      return "url" in outcome ? { status: 201, body: outcome } : { status: 202 };
    },
    async link(visit, { requirement = "" }) {
      const session = await sessionOf(visit);
      return { status: 201, body: await onboarding.requestLink(session, requirement) };
    },
    async events(visit) {
      const session = await sessionOf(visit);
      return { status: 200, stream: nudges.open(session, visit.request).body };
    },
    async webhook({ request }) {
      await takeWebhook(request);
      return { status: 204 };
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
    if (!match || absent.has(match.name)) {
      throw new Failure("no_such_requirement", "no_such_route");
    }
    visit.route = match.name;
    const { method } = hostRoutes[match.name];
    const isForPages = match.name !== "webhook";
    if (request.method === "OPTIONS" && request.headers.has("Origin") && isForPages) {
      visit.route = "preflight";
      return preflight(request, method);
    }
    if (request.method !== method) {
      throw new Failure("bad_request", "method_not_allowed", { allow: method });
    }
    // No route of a page has a use for a body: a large one is refused unread, any other ignored unread.
    const maxBytes = isForPages ? maxRequestBodyBytes : maxWebhookBytes;
    if (Number(request.headers.get("Content-Length") ?? 0) > maxBytes) {
      throw new Failure("bad_request", "body_too_large");
    }
    return deeds[match.name](visit, match);
  }

  async function report(
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
