/**
 * Owns: the handler, put together from checked options: what each route does.
 * Does not own: the rules that hold for every route, or how each part does its work.
 * Why: one page shows what every request leads to.
 */
import type { OverallStatus } from "../core/checklist.js";
import { isIdempotencyKey, isToken, type Link, sessionHeader } from "../core/contract.js";
import { Failure } from "./http/failure.js";
import { readJsonBody } from "./http/json-body.js";
import { createRouter, type Visit } from "./http/router.js";
import { createAnnouncements } from "./live/announcements.js";
import { createEventStreams } from "./live/event-streams.js";
import { createWebhookReceiver } from "./live/webhook.js";
import type { OnboardingHandlerOptions } from "./options.js";
import { createRateLimiter } from "./rate-limits/rate-limiter.js";
import { createSessionOpener } from "./session/open-session.js";
import { createSessionTokens, type SessionClaims } from "./session/session-token.js";
import { checkOptions } from "./settings.js";
import { createActions } from "./spherepay/actions.js";
import { createCustomerBodies } from "./spherepay/customer-body.js";
import { createLinkRequests } from "./spherepay/link-requests.js";
import { createSharedReads } from "./spherepay/shared-reads.js";
import { createSpherePayClient } from "./spherepay/spherepay-client.js";
import { createStatusGate, type StatusOptions } from "./spherepay/status-gate.js";
import type { ProviderLink } from "./spherepay/types.js";
import { createCodeDestinations } from "./steps/code-destinations.js";
import { type CodeClick, createCodes } from "./steps/codes.js";
import { readDetails } from "./steps/customer-details.js";
import { createDetails } from "./steps/details.js";
import { createDocuments } from "./steps/documents/documents.js";
import { createDocumentNotes, createUploads } from "./steps/documents/uploads.js";
import { createKnownAddress } from "./steps/known-address.js";
import { readCode } from "./steps/typed-code.js";

/** What serves a Fetch runtime: an {@link OnboardingHandler}, or a function of the host's own around it. */
export type FetchHandler = (request: Request) => Promise<Response>;

/**
 * Serves the routes of the wire under one endpoint. Never rejects: whatever goes wrong is a problem
 * response. Works wherever `Request`, `Response` and WebCrypto exist.
 */
export interface OnboardingHandler extends FetchHandler {
  /**
   * What SpherePay says now about a customer: the gate to ask on your server before money moves, also
   * from `onCustomerChanged`. Reads the customer again each time, within the rate limits and
   * `upstreamTimeoutMs`; joins no read that began earlier.
   * @param customerId SpherePay's id.
   * @returns `approved` only when SpherePay says so of this customer, of every profile of theirs or of
   * the one in `profile`. Anything else is no: `incomplete`, `preparing` (nothing is listed yet),
   * `pending`, `rejected`, or `updating` for a word that this version does not know.
   * @throws {TypeError} when the id has not the form of one.
   * @throws {Problem} when SpherePay could not be asked, with `code` and `retryable`:
   * `customer_not_found`, `host_misconfigured`, `rate_limited` (with `retryAfterMs`), `upstream_failed`,
   * `upstream_timeout`, `host_failed`.
   * @example
   * if ((await onboarding.status(user.sphereCustomerId)) !== "approved") return refuse();
   */
  status(customerId: string, options?: StatusOptions): Promise<OverallStatus>;
}

const maxDetailsBytes = 16 * 1024;
const bearer = /^Bearer +([!-~]+)$/i;

function tokenOf({ headers }: Request): string {
  // Its own header wins: where it is there, `Authorization` is for something in front of the host.
  const token = headers.get(sessionHeader) ?? bearer.exec(headers.get("Authorization") ?? "")?.[1];
  if (token && isToken(token)) return token;
  throw new Failure("session_invalid", "token_missing");
}

function linkBody({ url, expiresAt }: ProviderLink, nowMs: number): Link {
  if (!expiresAt) return { url };
  const leftMs = Date.parse(expiresAt) - nowMs;
  return { url, expiresAt, expiresInSeconds: Math.max(0, Math.floor(leftMs / 1000)) };
}

/**
 * Creates the host's side of `<sphere-kyc-onboarding>`: sessions for the host's own customers, their
 * verification as an allow-list, one submit for each idempotency key, and the provider's link. The API key, and
 * everything of SpherePay's responses that is not on the list, stay in the host.
 *
 * Follows SpherePay's "Get customer" and, by release, "Create KYC link" or "Submit
 * verification"; beside them "Terms of service link" and "Face verification link".
 * @throws {TypeError} naming the option that is wrong and what was expected.
 */
export function createOnboardingHandler(options: OnboardingHandlerOptions): OnboardingHandler {
  const settings = checkOptions(options);
  const { now, store, upstreamTimeoutMs: timeoutMs } = settings;
  const { requestCall, pollAfterSeconds } = createRateLimiter(settings);
  const spherePay = createSpherePayClient({ ...settings, timeoutMs, requestCall });
  const customers = createSharedReads(spherePay.readCustomer, (id) => store.versionOf(id));
  const links = createLinkRequests({ ...settings, spherePay, readCustomer: customers.read });
  const actions = createActions(settings);
  const announcements = createAnnouncements(settings);
  const destinations = createCodeDestinations(settings);
  const notes = createDocumentNotes(store);
  const customerBody = createCustomerBodies({
    ...settings,
    readCustomer: customers.read,
    submissionOf: links.submissionOf,
    actions,
    destinations,
    uploadsOf: createUploads({ ...settings, notes }),
    pollAfterSeconds,
    announcements,
  });
  const tokens = createSessionTokens({
    keys: settings.keys,
    now,
    lifetimeSeconds: settings.sessionLifetimeSeconds,
  });
  const openSession = createSessionOpener({ ...settings, tokens, customerBody, timeoutMs });
  const streams = createEventStreams(settings);
  const receiveWebhook = createWebhookReceiver({ ...settings, ...announcements });

  async function sessionOf(visit: Visit): Promise<SessionClaims> {
    const session = await tokens.verify(tokenOf(visit.request));
    if (!session) throw new Failure("session_invalid", "token_refused");
    visit.session = session;
    return session;
  }

  const codes = createCodes({ ...settings, spherePay, readCustomer: customers.read, destinations });

  const documents = createDocuments({
    ...settings,
    notes,
    spherePay,
    readCustomer: customers.read,
  });

  const details = createDetails({
    ...settings,
    spherePay,
    readCustomer: customers.read,
    customerAddress: createKnownAddress(settings.customerAddress, timeoutMs),
  });

  function keyOf({ request }: Visit): string {
    const key = request.headers.get("Idempotency-Key");
    if (isIdempotencyKey(key)) return key;
    throw new Failure("bad_request", "idempotency_key_malformed");
  }

  async function codeClickOf(visit: Visit): Promise<CodeClick> {
    const { customerId, flow } = await sessionOf(visit);
    const { requirement } = visit;
    if (actions.stepOf(requirement, flow)?.kind !== "code") {
      throw new Failure("no_such_requirement", "no_such_requirement");
    }
    return { customerId, requirement, idempotencyKey: keyOf(visit) };
  }

  const mounting = { ...settings, isEndpointGiven: options.endpoint !== undefined };

  const handle = createRouter(mounting, {
    async session({ request }) {
      return { status: 201, body: await openSession(request) };
    },

    async customer(visit) {
      const { customerId, flow } = await sessionOf(visit);
      return { status: 200, body: await customerBody(customerId, flow) };
    },

    async submit(visit) {
      const { customerId, flow } = await sessionOf(visit);
      const outcome = await links.submit(customerId, flow, keyOf(visit));
      return "url" in outcome ? { status: 201, body: linkBody(outcome, now()) } : { status: 202 };
    },

    async link(visit) {
      const { customerId, flow } = await sessionOf(visit);
      if (!actions.hasLink(visit.requirement, flow)) {
        throw new Failure("no_such_requirement", "no_such_requirement");
      }
      const link = await links.linkFor(customerId, visit.requirement);
      return { status: 201, body: linkBody(link, now()) };
    },

    async code(visit) {
      return { status: 201, body: await codes.send(await codeClickOf(visit)) };
    },

    async codeCheck(visit) {
      const click = await codeClickOf(visit);
      await codes.check(click, await readCode(visit.request, timeoutMs));
      return { status: 204 };
    },

    async document(visit) {
      const { customerId, flow } = await sessionOf(visit);
      const { request, requirement } = visit;
      const action = actions.stepOf(requirement, flow);
      if (action?.kind !== "document") {
        throw new Failure("no_such_requirement", "no_such_requirement");
      }
      const idempotencyKey = keyOf(visit);
      const click = { customerId, requirement, action, idempotencyKey, request };
      return { status: 201, body: { received: await documents.receive(click) } };
    },

    async details(visit) {
      const { customerId, flow } = await sessionOf(visit);
      const idempotencyKey = keyOf(visit);
      const requirements = actions.stepsIn(flow, "fields");
      const given = readDetails(await readJsonBody(visit.request, maxDetailsBytes, timeoutMs));
      await details.save({ customerId, requirements, idempotencyKey }, given);
      return { status: 204 };
    },

    events: settings.events
      ? async (visit) => {
          const session = await sessionOf(visit);
          return { status: 200, stream: streams.open(session, visit.request).body };
        }
      : undefined,

    webhook:
      settings.webhookSecrets.length > 0
        ? async ({ request, correlationId }) => {
            await receiveWebhook(request, correlationId);
            return { status: 204 };
          }
        : undefined,
  });
  return Object.assign(handle, { status: createStatusGate(spherePay.readCustomer) });
}
