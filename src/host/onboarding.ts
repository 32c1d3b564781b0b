import type { Link } from "../core/contract.js";
import { continueRequirement } from "../core/requirements.js";
import { createActions } from "./actions.js";
import { createAdmission } from "./admission.js";
import { withDeadline } from "./deadline.js";
import { Failure } from "./failure.js";
import type { Accepted } from "./links.js";
import { isLoggableRequirement } from "./log.js";
import { askLogin, type LoggedIn } from "./login.js";
import { type CustomerBody, namesWithoutAction, projectCustomer } from "./projection.js";
import { createRequirementLinks } from "./requirement-links.js";
import { createSessionTokens, type SessionClaims } from "./session-token.js";
import type { Settings } from "./settings.js";
import { createSharedOutcomes } from "./shared-outcomes.js";
import { createSharedReads } from "./shared-reads.js";
import { createSphereClient, type ProviderLink } from "./sphere-client.js";
import { createSubmissions } from "./submissions.js";

/** The body of `POST /session`. */
export interface SessionBody {
  readonly token: string;
  readonly expiresAt: string;
  readonly customer?: CustomerBody;
}

/** The deeds behind the routes, without HTTP. Each throws only {@link Failure}. */
export interface Onboarding {
  openSession(request: Request): Promise<SessionBody>;
  /** The claims of a token. @throws {Failure} `session_invalid`. */
  sessionOf(token: string | undefined): Promise<SessionClaims>;
  readCustomer(session: LoggedIn): Promise<CustomerBody>;
  /** A link, or the fact that SpherePay has accepted and there is nothing to visit. */
  submit(session: LoggedIn, idempotencyKey: string): Promise<Link | Accepted>;
  /** @throws {Failure} `no_such_requirement` for a name that has no link here. */
  requestLink(session: LoggedIn, requirement: string): Promise<Link>;
}

const maxNamesWarned = 200;

/** Puts the deeds together from settings that have been checked. */
export function createOnboarding(settings: Settings): Onboarding {
  const { keys, now, store, log, release, includeErrorDetail, upstreamTimeoutMs } = settings;
  const tokens = createSessionTokens({
    keys,
    now,
    lifetimeSeconds: settings.sessionLifetimeSeconds,
  });
  const login = {
    resolveCustomer: settings.resolveCustomer,
    usualFlow: release === "2026-07" ? "hosted" : "api",
    timeoutMs: upstreamTimeoutMs,
  } as const;
  const { admit, pollAfterSeconds } = createAdmission(settings);
  const sphere = createSphereClient({ ...settings, timeoutMs: upstreamTimeoutMs, admit });
  const reads = createSharedReads(sphere.readCustomer, (customerId) => store.versionOf(customerId));
  const share = createSharedOutcomes(settings);
  const asking = { sphere, share, readCustomer: reads.read };
  const submissions = createSubmissions({
    ...asking,
    release,
    links: store,
    upstreamTimeoutMs,
    now,
  });
  const requirementLinks = createRequirementLinks(asking);
  const actions = createActions(settings);
  const namesWarned = new Set<string>();

  function warnOnce(requirement: string): void {
    if (!isLoggableRequirement(requirement) || namesWarned.has(requirement)) return;
    if (namesWarned.size >= maxNamesWarned) return;
    namesWarned.add(requirement);
    log?.({ kind: "requirement_without_action", requirement });
  }

  async function readCustomer({ customerId, flow }: LoggedIn): Promise<CustomerBody> {
    const customer = await reads.read(customerId);
    const submission = await submissions.submissionOf(customerId);
    const offered = actions.of(customer, flow);
    const facts = {
      flow,
      actions: offered,
      submission,
      pollAfterSeconds: pollAfterSeconds(),
      includeErrorDetail,
    };
    const body = projectCustomer(customer, facts);
    // In the hosted flow SpherePay's own page asks for everything.
    if (flow === "api") namesWithoutAction(body).forEach(warnOnce);
    return body;
  }

  /** The customer, if SpherePay answers soon; who has to wait for it gets a session meanwhile. */
  async function customerSoon(session: LoggedIn): Promise<CustomerBody | undefined> {
    const late = () => new Failure("upstream_timeout", "upstream_timeout");
    try {
      return await withDeadline(upstreamTimeoutMs / 2, () => readCustomer(session), late);
    } catch (error) {
      if (error instanceof Failure && error.retryable) return undefined;
      throw error;
    }
  }

  function linkBody({ url, expiresAt }: ProviderLink): Link {
    if (!expiresAt) return { url };
    const leftMs = Date.parse(expiresAt) - now();
    return { url, expiresAt, expiresInSeconds: Math.max(0, Math.floor(leftMs / 1000)) };
  }

  return {
    async openSession(request) {
      const loggedIn = await askLogin(login, request);
      const { token, expiresAt } = await tokens.mint(loggedIn.customerId, loggedIn.flow);
      const customer = await customerSoon(loggedIn);
      return { token, expiresAt, ...(customer && { customer }) };
    },

    async sessionOf(token) {
      if (token === undefined) throw new Failure("session_invalid", "token_missing");
      const claims = await tokens.verify(token);
      if (!claims) throw new Failure("session_invalid", "token_refused");
      return claims;
    },

    readCustomer,

    async submit(session, idempotencyKey) {
      const outcome = await submissions.submit(session, idempotencyKey);
      return "url" in outcome ? linkBody(outcome) : outcome;
    },

    async requestLink({ customerId, flow }, requirement) {
      if (!actions.hasLink(requirement, flow)) {
        throw new Failure("no_such_requirement", "no_such_requirement");
      }
      return linkBody(
        requirement === continueRequirement
          ? await submissions.continueVerification(customerId)
          : await requirementLinks.linkFor(customerId, requirement),
      );
    },
  };
}
