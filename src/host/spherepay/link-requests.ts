/**
 * Owns: what a click leads to: submitting a customer, going back to the provider, and the link for
 * one requirement. Each idempotency key is worked on once, each link is made once for all who wait.
 * Does not own: the calls to SpherePay, or where the locks are kept (memory or Redis).
 * Why: ten tabs, a double click and a retry after a lost response must all end in one link.
 */
import type { Customer, OnboardingFlow, Submission } from "../../core/customer.js";
import { continueRequirement } from "../../core/requirements.js";
import { Failure, failureOfStore, hostFailure, wasCalled } from "../http/failure.js";
import type { Release } from "../options.js";
import type { ReportFailure } from "../reports.js";
import { accepted, type KeyOutcome, type Outcome, type Store } from "../store/store.js";
import { canContinue, isForCustomer } from "./actions.js";
import type { SpherePayClient } from "./spherepay-client.js";
import { isLinkRequirement, type ProviderLink } from "./types.js";

/** Requests for links. Each throws only {@link Failure}. */
export interface LinkRequests {
  /** One click on "submit". Never checks whether the customer is ready: SpherePay's 422 is final. */
  submit(customerId: string, flow: OnboardingFlow, idempotencyKey: string): Promise<Outcome>;
  /**
   * A new link to a requirement's page; for `identity_verification` to the provider's page, which the
   * customer may have left early.
   * @throws {Failure} `no_such_requirement` when this customer has no such step now.
   */
  linkFor(customerId: string, requirement: string): Promise<ProviderLink>;
  /** The note of the last submit, or `undefined` when unknown. */
  submissionOf(customerId: string): Promise<Submission | undefined>;
}

/** What {@link createLinkRequests} needs. */
export interface LinkRequestSettings {
  readonly release: Release;
  readonly spherePay: SpherePayClient;
  readonly store: Store;
  readonly readCustomer: (customerId: string) => Promise<Customer>;
  /** How long one call to SpherePay takes at most, milliseconds. */
  readonly upstreamTimeoutMs: number;
  /** Milliseconds. */
  readonly now: () => number;
  readonly reportFailure: ReportFailure;
}

const noSuchRequirement = () => new Failure("no_such_requirement", "no_such_requirement");
const storeFailed = (error: unknown) => hostFailure("store_failed", error);

function linkOf(outcome: Outcome): ProviderLink {
  if ("url" in outcome) return outcome;
  throw storeFailed(new TypeError("The store returned no link."));
}

const noteOf = (startedAt: string, outcome: Outcome): Submission =>
  "url" in outcome && outcome.expiresAt
    ? { startedAt, linkExpiresAt: outcome.expiresAt }
    : { startedAt };

/**
 * Makes the requests for links. From release 2026-05 on one call submits and returns the link, so
 * submitting and continuing share one lock and one link per customer. In release 2025-12 an
 * individual's submission returns nothing to visit.
 */
export function createLinkRequests(settings: LinkRequestSettings): LinkRequests {
  const { release, spherePay, store, readCustomer, upstreamTimeoutMs, now, reportFailure } =
    settings;
  // A read and a write, and the store before each of them.
  const longestMs = 2 * upstreamTimeoutMs + 3_000;

  /** For what SpherePay has done already: it reaches the customer, whatever becomes of the note of it. */
  async function attempt<T>(action: () => Promise<T>): Promise<T | undefined> {
    try {
      return await action();
    } catch (error) {
      reportFailure("store_failed", error);
      return undefined;
    }
  }

  /**
   * Makes one outcome for all who want it at the same time. SpherePay may have changed the customer,
   * also when it failed: that is notified before the response leaves.
   */
  async function share(
    customerId: string,
    requirement: string,
    make: () => Promise<Outcome>,
  ): Promise<Outcome> {
    const notify = () => attempt(() => store.changed([customerId], undefined, "click"));
    async function makeAndNotify(): Promise<Outcome> {
      try {
        const outcome = await make();
        await notify();
        return outcome;
      } catch (error) {
        if (wasCalled(error)) await notify();
        throw error;
      }
    }
    try {
      return await store.shareLink(customerId, requirement, makeAndNotify, longestMs);
    } catch (error) {
      if (!(error instanceof Failure)) throw failureOfStore(error);
      throw await explained(customerId, error);
    }
  }

  /** A customer who can be read is known: the 404 was about a route that this release has not. */
  async function explained(customerId: string, failure: Failure): Promise<Failure> {
    if (failure.reason !== "upstream_no_such_customer") return failure;
    try {
      await readCustomer(customerId);
    } catch {
      return failure;
    }
    const { upstreamStatus } = failure;
    return new Failure("host_misconfigured", "upstream_no_such_route", {
      ...(upstreamStatus !== undefined && { upstreamStatus }),
    });
  }

  const shareKycLink = async (customerId: string, make: () => Promise<Outcome>) =>
    linkOf(await share(customerId, continueRequirement, make));

  async function submitForLink(customerId: string): Promise<Outcome> {
    const submit = () => shareKycLink(customerId, () => spherePay.createKycLink(customerId));
    try {
      return await submit();
    } catch (error) {
      // It has joined a request to continue what had not begun yet.
      if (error instanceof Failure && error.reason === "no_such_requirement") return submit();
      throw error;
    }
  }

  async function submitVerification(customerId: string): Promise<Outcome> {
    const { type } = await readCustomer(customerId);
    if (type === "business") return spherePay.createKycLink(customerId);
    await spherePay.submitVerification(customerId);
    return accepted;
  }

  const submissionOf = (customerId: string) => attempt(() => store.submissionOf(customerId));

  async function continueVerification(customerId: string): Promise<ProviderLink> {
    const link = await shareKycLink(customerId, async () => {
      // The same call would submit a customer who has not been submitted yet.
      if (!canContinue(await readCustomer(customerId))) throw noSuchRequirement();
      return spherePay.createKycLink(customerId);
    });
    const noted = await submissionOf(customerId);
    if (noted) await attempt(() => store.noteSubmission(customerId, noteOf(noted.startedAt, link)));
    return link;
  }

  async function beginKey(
    customerId: string,
    idempotencyKey: string,
    requirement: string,
  ): Promise<KeyOutcome> {
    try {
      // A click may have to wait for another request before it makes its own.
      return await store.beginKey(customerId, idempotencyKey, 2 * longestMs, requirement);
    } catch (error) {
      throw failureOfStore(error);
    }
  }

  return {
    submissionOf,

    async submit(customerId, flow, idempotencyKey) {
      const isSubmittedAlone = release === "2025-12" && flow === "api";
      const requirement = isSubmittedAlone ? "submit_verification" : continueRequirement;
      const begun = await beginKey(customerId, idempotencyKey, requirement);
      if (begun.state === "in_flight") throw new Failure("in_flight", "key_in_flight");
      if (begun.state === "done") return begun.outcome;
      let outcome: Outcome | undefined;
      try {
        const startedAt = new Date(now()).toISOString();
        const made = isSubmittedAlone
          ? await share(customerId, requirement, () => submitVerification(customerId))
          : await submitForLink(customerId);
        outcome = made;
        await attempt(() => store.noteSubmission(customerId, noteOf(startedAt, made)));
        return made;
      } finally {
        await attempt(() => store.endKey(customerId, idempotencyKey, begun.claim, outcome));
      }
    },

    async linkFor(customerId, requirement) {
      if (requirement === continueRequirement) return continueVerification(customerId);
      if (!isLinkRequirement(requirement)) throw noSuchRequirement();
      const make = async () => {
        // Only a step that not every customer has is worth a call of its own.
        if (!isForCustomer(requirement, { type: "business" })) {
          if (!isForCustomer(requirement, await readCustomer(customerId)))
            throw noSuchRequirement();
        }
        return spherePay.createRequirementLink(customerId, requirement);
      };
      return linkOf(await share(customerId, requirement, make));
    },
  };
}
