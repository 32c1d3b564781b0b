import type { Submission } from "../core/customer.js";
import { continueRequirement } from "../core/requirements.js";
import { Failure } from "./failure.js";
import type { KeyOutcome, LinkStore } from "./links.js";
import type { ProviderLink, SphereClient } from "./sphere-client.js";

/** Submitting a customer, and going back to the provider afterwards. */
export interface Submissions {
  /** One press of "submit". Asks nothing first: SpherePay's 422 is final. */
  submit(customerId: string, idempotencyKey: string): Promise<ProviderLink>;
  /** Another link to the provider's page, for who has not finished there. */
  continueVerification(customerId: string): Promise<ProviderLink>;
  /** The note of the last submit, or `undefined` when unknown. */
  submissionOf(customerId: string): Promise<Submission | undefined>;
}

/** What {@link createSubmissions} needs. */
export interface SubmissionSettings {
  readonly sphere: SphereClient;
  readonly links: LinkStore;
  /** Told that a customer may have changed, before the answer leaves. */
  readonly changed: (customerId: string) => void;
  /** Milliseconds. */
  readonly now: () => number;
}

/**
 * Makes submissions on SpherePay's release 2026-05, where one call submits and answers the link.
 * Both deeds share one lock and one link per customer: they are the same call.
 */
export function createSubmissions(settings: SubmissionSettings): Submissions {
  const { sphere, links, changed, now } = settings;

  async function linkFor(customerId: string): Promise<ProviderLink> {
    // A store that fails rejects with something of its own; SpherePay's client only with a Failure.
    try {
      return await links.shareLink(customerId, continueRequirement, () =>
        sphere.createKycLink(customerId),
      );
    } catch (error) {
      throw error instanceof Failure ? error : new Failure("upstream_failed", "link_store_failed");
    } finally {
      changed(customerId);
    }
  }

  async function beginKey(customerId: string, key: string): Promise<KeyOutcome> {
    try {
      return await links.beginKey(customerId, key);
    } catch {
      throw new Failure("upstream_failed", "link_store_failed");
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

    async submit(customerId, idempotencyKey) {
      const outcome = await beginKey(customerId, idempotencyKey);
      if (outcome.state === "in_flight") throw new Failure("in_flight", "key_in_flight");
      if (outcome.state === "done") return outcome.link;
      let link: ProviderLink | undefined;
      try {
        const startedAt = new Date(now()).toISOString();
        link = await linkFor(customerId);
        const linkExpiresAt = link.expiresAt;
        await remember(() => links.noteSubmission(customerId, { startedAt, linkExpiresAt }));
        return link;
      } finally {
        await remember(() => links.endKey(customerId, idempotencyKey, link));
      }
    },

    async continueVerification(customerId) {
      const link = await linkFor(customerId);
      const noted = await submissionOf(customerId);
      if (noted) {
        const { startedAt } = noted;
        const linkExpiresAt = link.expiresAt;
        await remember(() => links.noteSubmission(customerId, { startedAt, linkExpiresAt }));
      }
      return link;
    },
  };
}
