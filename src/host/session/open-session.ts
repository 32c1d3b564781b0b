import type { OnboardingFlow } from "../../core/customer.js";
import { Failure, hostFailure } from "../http/failure.js";
import type { OnboardingHandlerOptions, Release, ResolvedCustomer } from "../options.js";
import { withDeadline } from "../runtime.js";
import type { CustomerBody } from "../spherepay/customer-body.js";
import { isCustomerId } from "../spherepay/types.js";
import type { SessionTokens } from "./session-token.js";

/** The body of `POST /session`. */
export interface SessionBody {
  readonly token: string;
  readonly customerId: string;
  readonly expiresAt: string;
  readonly customer?: CustomerBody;
  readonly events: boolean;
  readonly linkHosts: readonly string[];
}

/** The customer of a request, according to the host's login. */
interface LoggedIn {
  readonly customerId: string;
  readonly flow: OnboardingFlow;
}

/** What {@link createSessionOpener} needs. */
export interface SessionOpenerSettings {
  readonly resolveCustomer: OnboardingHandlerOptions["resolveCustomer"];
  readonly release: Release;
  readonly tokens: SessionTokens;
  readonly customerBody: (customerId: string, flow: OnboardingFlow) => Promise<CustomerBody>;
  /** Whether there is an event stream. */
  readonly events: boolean;
  readonly linkHosts: readonly string[];
  /** How long the login may take, and one call to SpherePay; milliseconds. */
  readonly timeoutMs: number;
}

const unusable = () => new Failure("host_misconfigured", "resolve_customer_answer");

function flowOf(flow: unknown, usualFlow: OnboardingFlow): OnboardingFlow {
  if (flow === undefined) return usualFlow;
  if (flow === "api" || flow === "hosted") return flow;
  throw unusable();
}

/**
 * Makes the opener of sessions. The host's login is code of the host: it may throw, hang or return
 * something else than it promised, and each becomes a problem of its own.
 * @returns Opens one. Rejects with a {@link Failure}: `login_required`; `customer_not_found` when
 * nothing has begun; `host_misconfigured` for an unusable result; `host_failed` when the login
 * throws or takes too long.
 */
export function createSessionOpener(
  settings: SessionOpenerSettings,
): (request: Request) => Promise<SessionBody> {
  const { resolveCustomer, release, tokens, customerBody, events, linkHosts, timeoutMs } = settings;
  const usualFlow = release === "2026-07" ? "hosted" : "api";

  async function logIn(request: Request): Promise<LoggedIn> {
    const resolved = await withDeadline(
      timeoutMs,
      async (): Promise<ResolvedCustomer> => {
        try {
          return await resolveCustomer(request);
        } catch (error) {
          throw hostFailure("resolve_customer_threw", error);
        }
      },
      () => hostFailure("resolve_customer_timeout", new Error("resolveCustomer took too long.")),
    );
    if (resolved === null || resolved === undefined) {
      throw new Failure("login_required", "not_logged_in");
    }
    const { id, flow } =
      typeof resolved === "string" ? { id: resolved, flow: undefined } : resolved;
    if (id === null) throw new Failure("customer_not_found", "not_begun");
    if (!isCustomerId(id)) throw unusable();
    return { customerId: id, flow: flowOf(flow, usualFlow) };
  }

  /** The customer, if SpherePay responds soon; otherwise the session is opened without. */
  async function customerSoon({ customerId, flow }: LoggedIn): Promise<CustomerBody | undefined> {
    const late = () => new Failure("upstream_timeout", "upstream_timeout");
    try {
      return await withDeadline(timeoutMs / 2, () => customerBody(customerId, flow), late);
    } catch (error) {
      if (error instanceof Failure && error.retryable) return undefined;
      throw error;
    }
  }

  return async (request) => {
    const loggedIn = await logIn(request);
    const { customerId, flow } = loggedIn;
    const { token, expiresAt } = await tokens.mint(customerId, flow);
    const customer = await customerSoon(loggedIn);
    return { token, customerId, expiresAt, ...(customer && { customer }), events, linkHosts };
  };
}
