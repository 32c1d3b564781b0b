/**
 * Owns: which calls the handler makes to SpherePay, and what is read of each response.
 * Does not own: sending them (`spherepay-calls.ts`), what a customer may see of a response, or sharing
 * one between several requests.
 * Why: the rest of the host never sees a header or a body of SpherePay, and no unmasked contact.
 */
import { type Link, readLink, readSubmit } from "../../core/contract.js";
import { readCustomer } from "../../core/customer.js";
import { providerLink } from "../../core/link-policy.js";
import { Failure } from "../http/failure.js";
import { type CodeChannel, maskedContacts } from "../steps/masked.js";
import { type DocumentFields, type DocumentFile, documentForm } from "./document-form.js";
import { type CallPath, type CallsSettings, createCalls } from "./spherepay-calls.js";
import type { CustomerRead, LinkRequirement, ProviderLink } from "./types.js";

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
  /**
   * `PATCH /v2/customer/{id}`. Nothing of its response is read: it is the customer, with their data.
   * @param fieldAt The name of the field that a pointer of SpherePay's means, for the failure.
   */
  changeCustomer(
    customerId: string,
    change: object,
    fieldAt: (pointer: string) => string | undefined,
  ): Promise<void>;
  /**
   * `POST /v2/document`, a form with one file: resolves when SpherePay has taken it. Of its response
   * nothing is read but whom it names. A failure names the fields `type`, `country`, `side`, `file`.
   */
  sendDocument(
    customerId: string,
    document: Pick<DocumentFields, "documentType" | "country" | "side">,
    file: DocumentFile,
  ): Promise<void>;
}

/** What {@link createSpherePayClient} needs. */
export interface SpherePayClientSettings extends CallsSettings {
  readonly linkHosts: readonly string[];
}

const requirementPaths = {
  terms_of_service: "/tos-link",
  liveness_check: "/face-verification-link",
} as const satisfies Record<LinkRequirement, string>;

/** What SpherePay's pointers mean of a document. */
const documentFields: Readonly<Record<string, string>> = {
  "/documentType": "type",
  "/country": "country",
  "/side": "side",
  "/file": "file",
};

/** Makes the one client of SpherePay's v2 API. */
export function createSpherePayClient(settings: SpherePayClientSettings): SpherePayClient {
  const { linkHosts } = settings;
  const call = createCalls(settings);

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
      return call("write", customerId, "/otp-send", read, { content: { json: { type: channel } } });
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
      const content = { json: { type: channel, code } };
      return call("write", customerId, "/otp-verify", read, { content });
    },

    async changeCustomer(customerId, change, fieldAt) {
      const read = (body: unknown) => {
        if (checkNamed(customerId, body, ["id", "customerId"]) === 0) {
          throw new Failure("upstream_failed", "upstream_body_unreadable");
        }
      };
      const content = { json: change };
      return call("write", customerId, "", read, { content, method: "PATCH", fieldAt });
    },

    async sendDocument(customerId, document, file) {
      const form = documentForm({ targetId: customerId, target: "customer", ...document }, file);
      const read = (body: unknown) => {
        if (checkNamed(customerId, body, ["targetId", "customerId"]) === 0) {
          throw new Failure("upstream_failed", "upstream_body_unreadable");
        }
      };
      const fieldAt = (pointer: string) => documentFields[pointer];
      return call("write", customerId, "../document", read, { content: { form }, fieldAt });
    },
  };
}
