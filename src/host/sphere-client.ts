/**
 * Owns: every call to SpherePay. THE only file of the host that sends the API key anywhere.
 * Does not own: what a customer may see of an answer (`projection.ts`), or sharing one answer between
 * several requests (`shared-reads.ts`, `links.ts`).
 * Why: redirects, hung bodies, huge bodies, crafted ids and SpherePay's own error texts are stopped
 * in one place; nothing behind it ever sees a header or a body of SpherePay.
 */

import { type Link, readLink, readSubmit } from "../core/contract.js";
import { type Customer, readCustomer } from "../core/customer.js";
import { providerLink } from "../core/link-policy.js";
import type { Admission } from "./admission.js";
import { withDeadline } from "./deadline.js";
import { Failure } from "./failure.js";
import { BodyTooLarge, readText } from "./limited-body.js";
import { type Operation, refusalOf } from "./sphere-refusal.js";

/** A provider link that has passed the judge. */
export interface ProviderLink {
  readonly url: string;
  /** ISO 8601 UTC, by SpherePay's clock. Its terms link has not always said it. */
  readonly expiresAt?: string;
}

const requirementDeeds = {
  terms_of_service: "/tos-link",
  liveness_check: "/face-verification-link",
} as const;

/** A requirement that SpherePay hands out a link of its own for. */
export type LinkRequirement = keyof typeof requirementDeeds;

/** All of them. */
export const linkRequirements: readonly LinkRequirement[] = ["terms_of_service", "liveness_check"];

/** Whether a name is one of them. */
export const isLinkRequirement = (name: unknown): name is LinkRequirement =>
  linkRequirements.some((each) => each === name);

/** What the handler asks of SpherePay. Each call throws only {@link Failure}. */
export interface SphereClient {
  /** `GET /v2/customer/{id}`. */
  readCustomer(customerId: string): Promise<Customer>;
  /**
   * `POST /v2/customer/{id}/kyc-link`: submits the customer for review (release 2026-05) and answers
   * the provider's page, or a new address of it (2026-07, where the answer names the customer; in
   * 2025-12 for businesses). Sends no body.
   */
  createKycLink(customerId: string): Promise<ProviderLink>;
  /** `POST /v2/customer/{id}/submit-verification`, release 2025-12: answers nothing to visit. */
  submitVerification(customerId: string): Promise<void>;
  /** `POST /v2/customer/{id}/tos-link` and `.../face-verification-link`. */
  createRequirementLink(customerId: string, requirement: LinkRequirement): Promise<ProviderLink>;
}

/** What {@link createSphereClient} needs. */
export interface SphereClientSettings {
  readonly apiKey: string;
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly linkHosts: readonly string[];
  readonly timeoutMs: number;
  /** Asked before every call. */
  readonly admit: Admission["admit"];
  readonly fetch: typeof fetch;
  /** Milliseconds. */
  readonly now: () => number;
}

const customerIdForm = /^customer_[a-z0-9]{1,64}$/;
const maxBodyBytes = 256 * 1024;

type Deed = "" | "/kyc-link" | "/submit-verification" | (typeof requirementDeeds)[LinkRequirement];

/** Whether text is a SpherePay customer id. Anything else never becomes part of an address. */
export const isCustomerId = (text: unknown): text is string =>
  typeof text === "string" && customerIdForm.test(text);

/** Makes the one client of SpherePay's v2 API. */
export function createSphereClient(settings: SphereClientSettings): SphereClient {
  const { apiKey, baseUrl, linkHosts, timeoutMs, admit, fetch, now } = settings;

  function addressOf(customerId: string, deed: Deed): URL {
    const base = new URL(baseUrl);
    const path = `${base.pathname.replace(/\/$/, "")}/v2/customer/${customerId}${deed}`;
    const address = new URL(`${base.origin}${path}`);
    if (!isCustomerId(customerId) || address.pathname !== path || address.search || address.hash) {
      throw new Failure("host_misconfigured", "resolve_customer_answer");
    }
    return address;
  }

  async function send(address: URL, operation: Operation, signal: AbortSignal): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(address, {
        method: operation === "read" ? "GET" : "POST",
        headers: { Authorization: `Bearer ${apiKey}`, Accept: "application/json" },
        // Not "error": Cloudflare Workers refuse the word.
        redirect: "manual",
        signal,
      });
    } catch {
      throw new Failure("upstream_failed", "upstream_unreachable");
    }
    const { status } = response;
    if (
      response.redirected ||
      response.type === "opaqueredirect" ||
      (status > 299 && status < 400)
    ) {
      response.body?.cancel().catch(() => undefined);
      throw new Failure("upstream_failed", "upstream_redirect", { upstreamStatus: status });
    }
    return response;
  }

  async function bodyOf(response: Response): Promise<unknown> {
    try {
      return JSON.parse(await readText(response, maxBodyBytes));
    } catch (error) {
      const reason =
        error instanceof BodyTooLarge ? "upstream_body_too_large" : "upstream_body_unreadable";
      throw new Failure("upstream_failed", reason, { upstreamStatus: response.status });
    }
  }

  async function ask<T>(
    operation: Operation,
    customerId: string,
    deed: Deed,
    read: (body: unknown) => T,
  ): Promise<T> {
    const address = addressOf(customerId, deed);
    await admit(operation, customerId);
    return withDeadline(
      timeoutMs,
      async (signal) => {
        const response = await send(address, operation, signal);
        if (response.status !== 200 && response.status !== 201) {
          throw await refusalOf(operation, response, () => bodyOf(response), now());
        }
        const body = await bodyOf(response);
        try {
          return read(body);
        } catch (error) {
          if (error instanceof Failure) throw error;
          throw new Failure("upstream_failed", "upstream_body_unreadable", {
            upstreamStatus: response.status,
          });
        }
      },
      () => new Failure("upstream_timeout", "upstream_timeout"),
    );
  }

  /** Some releases name the customer beside the link, under one of two names: it must be him. */
  function checkNamed(customerId: string, body: unknown, names: readonly string[]): number {
    const named = names.map((name) => Object(body)[name]).filter((id) => id != null);
    if (named.some((id) => id !== customerId)) {
      throw new Failure("upstream_failed", "upstream_other_customer");
    }
    return named.length;
  }

  async function createLink(
    customerId: string,
    deed: Deed,
    read: (body: unknown) => Link,
  ): Promise<ProviderLink> {
    return ask("write", customerId, deed, (body) => {
      checkNamed(customerId, body, ["customerId"]);
      const { url, expiresAt } = read(body);
      const safe = providerLink(url, linkHosts);
      if (!safe) throw new Failure("upstream_failed", "link_refused");
      return { url: safe, ...(expiresAt && { expiresAt: new Date(expiresAt).toISOString() }) };
    });
  }

  return {
    async readCustomer(customerId) {
      return ask("read", customerId, "", (body) => {
        const customer = readCustomer(body);
        if (customer.id !== customerId) {
          throw new Failure("upstream_failed", "upstream_other_customer");
        }
        return customer;
      });
    },

    async createKycLink(customerId) {
      return createLink(customerId, "/kyc-link", readSubmit);
    },

    async submitVerification(customerId) {
      return ask("write", customerId, "/submit-verification", (body) => {
        if (checkNamed(customerId, body, ["id", "customerId"]) === 0) {
          throw new Failure("upstream_failed", "upstream_body_unreadable");
        }
      });
    },

    async createRequirementLink(customerId, requirement) {
      return createLink(customerId, requirementDeeds[requirement], readLink);
    },
  };
}
