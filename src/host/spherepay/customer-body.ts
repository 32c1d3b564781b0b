/**
 * Owns: what of a customer leaves the host: an allow-list, never a deny-list.
 * Does not own: reading SpherePay's JSON, or what is offered.
 * Why: SpherePay's customer holds names, addresses and tax facts, and gains fields over time; only
 * what is named here can leave.
 */
import type { Action } from "../../core/action.js";
import type {
  CriterionError,
  Customer,
  OnboardingFlow,
  Submission,
  Upload,
  VerificationProfile,
} from "../../core/customer.js";
import type { Announcements } from "../live/announcements.js";
import { isLoggableRequirement, type Log } from "../log.js";
import type { CodeDestinations } from "../steps/code-destinations.js";
import type { UploadsOf } from "../steps/documents/uploads.js";
import { type Actions, namesToDo } from "./actions.js";
import type { CustomerRead } from "./types.js";

/** The body of `GET /customer`. Unknown and empty members are left out, never `null`. */
export interface CustomerBody {
  readonly id: string;
  readonly type?: "individual" | "business";
  readonly tosStatus?: string;
  readonly flow: OnboardingFlow;
  readonly verificationProfiles: readonly VerificationProfile[];
  readonly actions?: Readonly<Record<string, Action>>;
  readonly submission?: Submission;
  readonly uploads?: Readonly<Record<string, readonly Upload[]>>;
  readonly pollAfterSeconds?: number;
  readonly keepPolling?: true;
}

/** What the host adds to SpherePay's facts. */
export interface ProjectionFacts {
  readonly flow: OnboardingFlow;
  readonly actions: Readonly<Record<string, Action>> | undefined;
  readonly submission: Submission | undefined;
  /** What was received of the customer's files, by requirement. */
  readonly uploads?: Readonly<Record<string, readonly Upload[]>>;
  /** How long polling pages should wait at least. */
  readonly pollAfterSeconds: number | undefined;
  /** Whether pages with an event stream have to poll all the same. */
  readonly keepsPolling: boolean;
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
  const { flow, actions, submission, uploads = {}, pollAfterSeconds, keepsPolling } = facts;
  return {
    id,
    ...(type && { type }),
    ...(tosStatus && { tosStatus }),
    flow,
    verificationProfiles: verificationProfiles.map((profile) =>
      profileBody(profile, facts.includeErrorDetail),
    ),
    ...(actions && { actions }),
    ...(submission && { submission }),
    ...(Object.keys(uploads).length > 0 && { uploads }),
    ...(pollAfterSeconds !== undefined && { pollAfterSeconds }),
    ...(keepsPolling && { keepPolling: true }),
  };
}

/** What {@link createCustomerBodies} needs. */
export interface CustomerBodySettings {
  readonly readCustomer: (customerId: string) => Promise<CustomerRead>;
  readonly submissionOf: (customerId: string) => Promise<Submission | undefined>;
  readonly actions: Actions;
  readonly destinations: Pick<CodeDestinations, "added">;
  readonly uploadsOf: UploadsOf;
  readonly pollAfterSeconds: () => number | undefined;
  readonly announcements: Pick<Announcements, "keepsPolling" | "customerRead">;
  readonly includeErrorDetail: boolean;
  readonly log: Log | undefined;
}

const maxNamesWarned = 200;

/**
 * Makes the reader of bodies. It warns the host's log once of each requirement that the customer is
 * asked for and that has no action.
 */
export function createCustomerBodies(
  settings: CustomerBodySettings,
): (customerId: string, flow: OnboardingFlow) => Promise<CustomerBody> {
  const { readCustomer, submissionOf, actions, destinations } = settings;
  const { announcements, includeErrorDetail, log } = settings;
  const namesWarned = new Set<string>();

  function warnOnce(requirement: string): void {
    if (!isLoggableRequirement(requirement) || namesWarned.has(requirement)) return;
    if (namesWarned.size >= maxNamesWarned) return;
    namesWarned.add(requirement);
    log?.({ kind: "requirement_without_action", requirement });
  }

  return async (customerId, flow) => {
    const customer = await readCustomer(customerId);
    announcements.customerRead(customer);
    const submission = await submissionOf(customerId);
    const uploads = await settings.uploadsOf(customer, actions.stepsIn(flow, "document"));
    const known = actions.of(customer, flow);
    const offered = known && (await destinations.added(known, customer));
    const pollAfterSeconds = settings.pollAfterSeconds();
    const keepsPolling = announcements.keepsPolling();
    const waits = { pollAfterSeconds, keepsPolling };
    const facts = { flow, actions: offered, submission, uploads, ...waits, includeErrorDetail };
    // In the hosted flow SpherePay's own page asks for everything.
    if (flow === "api") {
      const names = namesToDo(customer).filter((name) => !Object.hasOwn(offered ?? {}, name));
      names.forEach(warnOnce);
    }
    return projectCustomer(customer, facts);
  };
}
