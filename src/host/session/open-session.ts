import type { OnboardingFlow } from "../../core/customer.js";
import { Failure } from "../http/failure.js";
import type { OnboardingHandlerOptions, ResolvedCustomer } from "../options.js";
import { withDeadline } from "../runtime.js";
import { isCustomerId } from "../spherepay/spherepay-client.js";

/** Who the host's login says is asking. */
export interface LoggedIn {
  readonly customerId: string;
  readonly flow: OnboardingFlow;
}

const unusable = () => new Failure("host_misconfigured", "resolve_customer_answer");

function flowOf(flow: unknown, usual: OnboardingFlow): OnboardingFlow {
  if (flow === undefined) return usual;
  if (flow === "api" || flow === "hosted") return flow;
  throw unusable();
}

/** What {@link askLogin} needs. */
export interface LoginSettings {
  readonly resolveCustomer: OnboardingHandlerOptions["resolveCustomer"];
  /** The flow of a customer of whom the login does not say it. */
  readonly usualFlow: OnboardingFlow;
  readonly timeoutMs: number;
}

/**
 * Asks the host's login, and contains whatever it does: code of the host may throw, hang or answer
 * something else than it promised.
 * @throws {Failure} `login_required`; `customer_not_found` when nothing has begun;
 * `host_misconfigured` for an unusable answer; `upstream_failed` when it throws; `upstream_timeout`.
 */
export async function askLogin(
  { resolveCustomer, usualFlow, timeoutMs }: LoginSettings,
  request: Request,
): Promise<LoggedIn> {
  const resolved = await withDeadline(
    timeoutMs,
    async (): Promise<ResolvedCustomer> => {
      try {
        return await resolveCustomer(request);
      } catch {
        throw new Failure("upstream_failed", "resolve_customer_threw");
      }
    },
    () => new Failure("upstream_timeout", "resolve_customer_timeout"),
  );
  if (resolved === null || resolved === undefined) {
    throw new Failure("login_required", "not_logged_in");
  }
  const { id, flow } = typeof resolved === "string" ? { id: resolved, flow: undefined } : resolved;
  if (id === null) throw new Failure("customer_not_found", "not_begun");
  if (!isCustomerId(id)) throw unusable();
  return { customerId: id, flow: flowOf(flow, usualFlow) };
}
