/**
 * Owns: every call to SpherePay. THE only file of the host that sends the API key anywhere.
 * Does not own: what a customer may see of a response, or sharing one between several requests.
 * Why: redirects, hung bodies, huge bodies, crafted ids and SpherePay's own error texts are stopped
 * in one place; the rest of the host never sees a header or a body of SpherePay.
 */

import { type Link, readLink, readSubmit } from "../../core/contract.js";
import { readCustomer } from "../../core/customer.js";
import { providerLink } from "../../core/link-policy.js";
import { Failure } from "../http/failure.js";
import { BodyTooLarge, BodyUnknown, discardBody, readText } from "../http/limited-body.js";
import type { RateLimiter } from "../rate-limits/rate-limiter.js";
import { type UpstreamFetch, type UpstreamResponse, withDeadline } from "../runtime.js";
import { type CodeChannel, maskedContacts } from "../steps/masked.js";
import { failureOf } from "./failure-of.js";
import {
  type CustomerRead,
  isCustomerId,
  type LinkRequirement,
  type Operation,
  type ProviderLink,
} from "./types.js";

/** The calls that the handler makes to SpherePay. Each throws only {@link Failure}. */
export interface SpherePayClient {
  /** `GET /v2/customer/{id}`. */
  readCustomer(customerId: string): Promise<CustomerRead>;
  /**
   * `POST /v2/customer/{id}/kyc-link`: submits the customer for review (release 2026-05) and returns
   * the provider's page, or a new address of it (2026-07, where the response names the customer; in
   * 2025-12 for businesses). Sends no body.
   */
  createKycLink(customerId: string): Promise<ProviderLink>;
  /** `POST /v2/customer/{id}/submit-verification`, release 2025-12: returns nothing to visit. */
  submitVerification(customerId: string): Promise<void>;
  /** `POST /v2/customer/{id}/tos-link` and `.../face-verification-link`. */
  createRequirementLink(customerId: string, requirement: LinkRequirement): Promise<ProviderLink>;
  /**
   * `POST /v2/customer/{id}/otp-send`: a code for the address or number that SpherePay has on file.
   * `expiresAt` (ISO 8601) where SpherePay has said when the code ends.
   */
  sendCode(customerId: string, channel: CodeChannel): Promise<{ readonly expiresAt?: string }>;
  /**
   * `POST /v2/customer/{id}/otp-verify`: resolves when SpherePay has accepted the code.
   * @throws {Failure} `code_refused` when its response says that the code is not verified.
   */
  verifyCode(customerId: string, channel: CodeChannel, code: string): Promise<void>;
}

/** What {@link createSpherePayClient} needs. */
export interface SpherePayClientSettings {
  readonly apiKey: string;
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly linkHosts: readonly string[];
  readonly timeoutMs: number;
  /** Resolves when a call may be made; called before each. */
  readonly requestCall: RateLimiter["requestCall"];
  readonly fetch: UpstreamFetch;
  /** Milliseconds. */
  readonly now: () => number;
}

const maxBodyBytes = 256 * 1024;

const requirementPaths = {
  terms_of_service: "/tos-link",
  liveness_check: "/face-verification-link",
} as const satisfies Record<LinkRequirement, string>;

/** What follows the customer's own address. */
type CallPath =
  | ""
  | "/kyc-link"
  | "/submit-verification"
  | "/otp-send"
  | "/otp-verify"
  | (typeof requirementPaths)[LinkRequirement];

/** Makes the one client of SpherePay's v2 API. */
export function createSpherePayClient(settings: SpherePayClientSettings): SpherePayClient {
  const { apiKey, baseUrl, linkHosts, timeoutMs, requestCall, fetch, now } = settings;

  function addressOf(customerId: string, callPath: CallPath): URL {
    const base = new URL(baseUrl);
    const path = `${base.pathname.replace(/\/$/, "")}/v2/customer/${customerId}${callPath}`;
    const address = new URL(`${base.origin}${path}`);
    if (!isCustomerId(customerId) || address.pathname !== path || address.search || address.hash) {
      throw new Failure("host_misconfigured", "resolve_customer_answer");
    }
    return address;
  }

  async function send(
    address: URL,
    operation: Operation,
    signal: AbortSignal,
    json: object | undefined,
  ): Promise<UpstreamResponse> {
    let response: UpstreamResponse;
    try {
      response = await fetch(address, {
        method: operation === "read" ? "GET" : "POST",
        headers: {
          Authorization: `Bearer ${apiKey}`,
          Accept: "application/json",
          ...(json && { "Content-Type": "application/json" }),
        },
        ...(json && { body: JSON.stringify(json) }),
        // Cloudflare Workers refuse "error".
        redirect: "manual",
        signal,
      });
    } catch (cause) {
      throw new Failure("upstream_failed", "upstream_unreachable", { cause });
    }
    const status: unknown = Object(response).status;
    if (typeof status !== "number") throw new Failure("host_misconfigured", "fetch_answer");
    if (
      response.redirected ||
      response.type === "opaqueredirect" ||
      (status > 299 && status < 400)
    ) {
      discardBody(response);
      throw new Failure("upstream_failed", "upstream_redirect", { upstreamStatus: status });
    }
    return response;
  }

  async function textOf(response: UpstreamResponse): Promise<string> {
    try {
      return await readText(response, maxBodyBytes);
    } catch (cause) {
      const upstreamStatus = response.status;
      if (cause instanceof BodyUnknown) {
        throw new Failure("host_misconfigured", "fetch_answer", { upstreamStatus, cause });
      }
      const reason =
        cause instanceof BodyTooLarge ? "upstream_body_too_large" : "upstream_body_unreadable";
      throw new Failure("upstream_failed", reason, { upstreamStatus });
    }
  }

  async function call<T>(
    operation: Operation,
    customerId: string,
    callPath: CallPath,
    read: (body: unknown) => T,
    json?: object,
  ): Promise<T> {
    const address = addressOf(customerId, callPath);
    await requestCall(operation, customerId);
    return withDeadline(
      timeoutMs,
      async (signal) => {
        const response = await send(address, operation, signal, json);
        if (response.status !== 200 && response.status !== 201) {
          throw await failureOf(operation, response, () => textOf(response), now());
        }
        const text = await textOf(response);
        try {
          return read(JSON.parse(text));
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

  /** Some releases name the customer beside the link, under one of two names: it must be the same. */
  function checkNamed(customerId: string, body: unknown, names: readonly string[]): number {
    const named = names.map((name) => Object(body)[name]).filter((id) => id != null);
    if (named.some((id) => id !== customerId)) {
      throw new Failure("upstream_failed", "upstream_other_customer");
    }
    return named.length;
  }

  async function createLink(
    customerId: string,
    callPath: CallPath,
    read: (body: unknown) => Link,
  ): Promise<ProviderLink> {
    return call("write", customerId, callPath, (body) => {
      checkNamed(customerId, body, ["customerId"]);
      const { url, expiresAt } = read(body);
      const safe = providerLink(url, linkHosts);
      if (!safe) throw new Failure("upstream_failed", "link_refused");
      return { url: safe, ...(expiresAt && { expiresAt: new Date(expiresAt).toISOString() }) };
    });
  }

  return {
    async readCustomer(customerId) {
      return call("read", customerId, "", (body) => {
        const customer = readCustomer(body);
        if (customer.id !== customerId) {
          throw new Failure("upstream_failed", "upstream_other_customer");
        }
        return { ...customer, contacts: maskedContacts(body) };
      });
    },

    async createKycLink(customerId) {
      return createLink(customerId, "/kyc-link", readSubmit);
    },

    async submitVerification(customerId) {
      return call("write", customerId, "/submit-verification", (body) => {
        if (checkNamed(customerId, body, ["id", "customerId"]) === 0) {
          throw new Failure("upstream_failed", "upstream_body_unreadable");
        }
      });
    },

    async createRequirementLink(customerId, requirement) {
      return createLink(customerId, requirementPaths[requirement], readLink);
    },

    async sendCode(customerId, channel) {
      const read = (body: unknown) => {
        checkNamed(customerId, body, ["customerId"]);
        const { expiresAt } = Object(body);
        const endMs = typeof expiresAt === "string" ? Date.parse(expiresAt) : Number.NaN;
        return Number.isNaN(endMs) ? {} : { expiresAt: new Date(endMs).toISOString() };
      };
      return call("write", customerId, "/otp-send", read, { type: channel });
    },

    async verifyCode(customerId, channel, code) {
      const read = (body: unknown) => {
        const named = checkNamed(customerId, body, ["customerId"]);
        const { verified, verifiedAt } = Object(body);
        if (verified === false) throw new Failure("code_refused", "code_refused");
        if (named === 0 && verified !== true && typeof verifiedAt !== "string") {
          throw new Failure("upstream_failed", "upstream_body_unreadable");
        }
      };
      return call("write", customerId, "/otp-verify", read, { type: channel, code });
    },
  };
}
