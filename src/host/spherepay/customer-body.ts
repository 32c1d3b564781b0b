/**
 * Owns: what of a customer leaves the host: an allow-list, never a deny-list.
 * Does not own: reading SpherePay's JSON (`core/customer.ts`), what is offered (`actions.ts`).
 * Why: SpherePay's customer holds names, addresses and tax facts, and gains fields over time; what is
 * not named here cannot leak.
 */
import type {
  Action,
  CriterionError,
  Customer,
  OnboardingFlow,
  Submission,
  VerificationProfile,
} from "../../core/customer.js";
import { namesOwed } from "./actions.js";

/** The body of `GET /customer`. Unknown and empty members are left out, never `null`. */
export interface CustomerBody {
  readonly id: string;
  readonly type?: "individual" | "business";
  readonly tosStatus?: string;
  readonly flow: OnboardingFlow;
  readonly verificationProfiles: readonly VerificationProfile[];
  readonly actions?: Readonly<Record<string, Action>>;
  readonly submission?: Submission;
  readonly pollAfterSeconds?: number;
}

/** What the host adds to SpherePay's words. */
export interface ProjectionFacts {
  readonly flow: OnboardingFlow;
  readonly actions: Readonly<Record<string, Action>> | undefined;
  readonly submission: Submission | undefined;
  /** How long who polls should wait at least. */
  readonly pollAfterSeconds: number | undefined;
  /** Whether SpherePay's free text about an error, which may hold personal data, goes along. */
  readonly includeErrorDetail: boolean;
}

function profileBody(profile: VerificationProfile, includeErrorDetail: boolean) {
  const { name, status, criteria } = profile;
  if (!criteria) return { name, status };
  const errorBody = ({ name, detail }: CriterionError) =>
    includeErrorDetail && detail ? { name, detail } : { name };
  return {
    name,
    status,
    criteria: {
      complete: criteria.complete,
      pending: criteria.pending,
      required: criteria.required,
      errors: criteria.errors.map(errorBody),
    },
  };
}

/** The body that the customer's browser may see. */
export function projectCustomer(customer: Customer, facts: ProjectionFacts): CustomerBody {
  const { id, type, tosStatus, verificationProfiles } = customer;
  const { flow, actions, submission, pollAfterSeconds, includeErrorDetail } = facts;
  return {
    id,
    ...(type && { type }),
    ...(tosStatus && { tosStatus }),
    flow,
    verificationProfiles: verificationProfiles.map((profile) =>
      profileBody(profile, includeErrorDetail),
    ),
    ...(actions && { actions }),
    ...(submission && { submission }),
    ...(pollAfterSeconds !== undefined && { pollAfterSeconds }),
  };
}

/** Names that the customer owes and that the body offers no action for. */
export function namesWithoutAction(body: CustomerBody): readonly string[] {
  const { actions = {} } = body;
  return namesOwed(body).filter((name) => !Object.hasOwn(actions, name));
}
