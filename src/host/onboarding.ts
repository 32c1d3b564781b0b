import type { Link } from "../core/link.js";
import { continueRequirement } from "../core/requirements.js";
import { withDeadline } from "./deadline.js";
import { Failure } from "./failure.js";
import type { RequirementLogEntry } from "./log.js";
import { askLogin, type LoggedIn } from "./login.js";
import { type CustomerBody, namesWithoutAction, projectCustomer } from "./projection.js";
import { createSessionTokens, type SessionClaims } from "./session-token.js";
import type { Settings } from "./settings.js";
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
  submit(session: LoggedIn, idempotencyKey: string): Promise<Link>;
  /** @throws {Failure} `no_such_requirement` for a name that has no link here. */
  requestLink(session: LoggedIn, requirement: string): Promise<Link>;
}

const maxNamesWarned = 200;
const printableName = /^[a-z0-9_]{1,64}$/;

/** Puts the deeds together from settings that have been checked. */
export function createOnboarding(settings: Settings): Onboarding {
  const { keys, now, links, log, includeErrorDetail, upstreamTimeoutMs } = settings;
  const tokens = createSessionTokens({
    keys,
    now,
    lifetimeSeconds: settings.sessionLifetimeSeconds,
  });
  const sphere = createSphereClient({ ...settings, timeoutMs: upstreamTimeoutMs });
  const reads = createSharedReads(sphere.readCustomer);
  const submissions = createSubmissions({ sphere, links, now, changed: reads.changed });
  const namesWarned = new Set<string>();

  function warnOnce(requirement: string): void {
    if (!printableName.test(requirement) || namesWarned.has(requirement)) return;
    if (namesWarned.size >= maxNamesWarned) return;
    namesWarned.add(requirement);
    log({ kind: "requirement_without_action", requirement } satisfies RequirementLogEntry);
  }

  async function readCustomer({ customerId, flow }: LoggedIn): Promise<CustomerBody> {
    const customer = await reads.read(customerId);
    const submission = await submissions.submissionOf(customerId);
    const body = projectCustomer(customer, { flow, submission, includeErrorDetail });
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
    const leftMs = Date.parse(expiresAt) - now();
    return { url, expiresAt, expiresInSeconds: Math.max(0, Math.floor(leftMs / 1000)) };
  }

  return {
    async openSession(request) {
      const loggedIn = await askLogin(settings.resolveCustomer, request, upstreamTimeoutMs);
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

    async submit({ customerId }, idempotencyKey) {
      return linkBody(await submissions.submit(customerId, idempotencyKey));
    },

    async requestLink({ customerId }, requirement) {
      if (requirement !== continueRequirement) {
        throw new Failure("no_such_requirement", "no_such_requirement");
      }
      return linkBody(await submissions.continueVerification(customerId));
    },
  };
}
