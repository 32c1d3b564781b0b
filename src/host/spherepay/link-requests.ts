import type { Customer, OnboardingFlow, Submission } from "../../core/customer.js";
import { continueRequirement } from "../../core/requirements.js";
import { Failure } from "../http/failure.js";
import type { Release } from "../options.js";
import { accepted, type KeyOutcome, type LinkStore, type Outcome } from "../store/memory-links.js";
import { canContinue } from "./actions.js";
import { linkOf, longestMsOf, type ShareOutcome } from "./shared-outcomes.js";
import type { ProviderLink, SphereClient } from "./spherepay-client.js";

/** Who submits. */
export interface Submitter {
  readonly customerId: string;
  readonly flow: OnboardingFlow;
}

/** Submitting a customer, and going back to the provider afterwards. */
export interface Submissions {
  /** One press of "submit". Never asks whether the customer is ready: SpherePay's 422 is final. */
  submit(submitter: Submitter, idempotencyKey: string): Promise<Outcome>;
  /**
   * Another link to the provider's page, for who has not finished there.
   * @throws {Failure} `no_such_requirement` when that is not offered to him.
   */
  continueVerification(customerId: string): Promise<ProviderLink>;
  /** The note of the last submit, or `undefined` when unknown. */
  submissionOf(customerId: string): Promise<Submission | undefined>;
}

/** What {@link createSubmissions} needs. */
export interface SubmissionSettings {
  readonly release: Release;
  readonly sphere: SphereClient;
  readonly links: LinkStore;
  readonly share: ShareOutcome;
  readonly readCustomer: (customerId: string) => Promise<Customer>;
  /** How long one call to SpherePay takes at most, milliseconds. */
  readonly upstreamTimeoutMs: number;
  /** Milliseconds. */
  readonly now: () => number;
}

const noteOf = (startedAt: string, outcome: Outcome): Submission =>
  "url" in outcome && outcome.expiresAt
    ? { startedAt, linkExpiresAt: outcome.expiresAt }
    : { startedAt };

/**
 * Makes submissions. From release 2026-05 on one call submits and answers the link, and both deeds
 * share one lock and one link per customer: they are the same call. In release 2025-12 an
 * individual's submission answers nothing to visit.
 */
export function createSubmissions(settings: SubmissionSettings): Submissions {
  const { release, sphere, links, share, readCustomer, upstreamTimeoutMs, now } = settings;
  // A press may have to wait for somebody else's ask before it makes its own.
  const longestPressMs = 2 * longestMsOf(upstreamTimeoutMs);

  async function submitVerification(customerId: string): Promise<Outcome> {
    const { type } = await readCustomer(customerId);
    if (type === "business") return sphere.createKycLink(customerId);
    await sphere.submitVerification(customerId);
    return accepted;
  }

  const shareKycLink = async (customerId: string, make: () => Promise<Outcome>) =>
    linkOf(await share(customerId, continueRequirement, make));

  async function submitForLink(customerId: string): Promise<Outcome> {
    const submit = () => shareKycLink(customerId, () => sphere.createKycLink(customerId));
    try {
      return await submit();
    } catch (error) {
      // It has joined somebody who wanted to continue what is not begun yet.
      if (error instanceof Failure && error.reason === "no_such_requirement") return submit();
      throw error;
    }
  }

  /** The same call is a submission where nothing has been submitted: nobody makes one in passing. */
  async function continueForLink(customerId: string): Promise<Outcome> {
    if (!canContinue(await readCustomer(customerId))) {
      throw new Failure("no_such_requirement", "no_such_requirement");
    }
    return sphere.createKycLink(customerId);
  }

  function outcomeFor({ customerId, flow }: Submitter): Promise<Outcome> {
    return release === "2025-12" && flow === "api"
      ? share(customerId, "submit_verification", () => submitVerification(customerId))
      : submitForLink(customerId);
  }

  async function beginKey(customerId: string, key: string): Promise<KeyOutcome> {
    try {
      return await links.beginKey(customerId, key, longestPressMs);
    } catch {
      throw new Failure("upstream_failed", "store_failed");
    }
  }

  // What SpherePay has answered reaches the customer, whatever becomes of the note about it.
  async function remember<T>(deed: () => Promise<T>): Promise<T | undefined> {
    try {
      return await deed();
    } catch {
      return undefined;
    }
  }

  const submissionOf = (customerId: string) => remember(() => links.submissionOf(customerId));

  return {
    submissionOf,

    async submit(submitter, idempotencyKey) {
      const { customerId } = submitter;
      const begun = await beginKey(customerId, idempotencyKey);
      if (begun.state === "in_flight") throw new Failure("in_flight", "key_in_flight");
      if (begun.state === "done") return begun.outcome;
      let outcome: Outcome | undefined;
      try {
        const startedAt = new Date(now()).toISOString();
        const made = await outcomeFor(submitter);
        outcome = made;
        await remember(() => links.noteSubmission(customerId, noteOf(startedAt, made)));
        return made;
      } finally {
        await remember(() => links.endKey(customerId, idempotencyKey, begun.claim, outcome));
      }
    },

    async continueVerification(customerId) {
      const link = await shareKycLink(customerId, () => continueForLink(customerId));
      const noted = await submissionOf(customerId);
      if (noted) {
        await remember(() => links.noteSubmission(customerId, noteOf(noted.startedAt, link)));
      }
      return link;
    },
  };
}
