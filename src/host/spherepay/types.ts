import type { Customer } from "../../core/customer.js";
import type { MaskedContacts } from "../steps/masked.js";

/** A customer as SpherePay has sent them; of their contacts nothing unmasked is kept. */
export interface CustomerRead extends Customer {
  readonly contacts?: MaskedContacts;
}

/** Whether a call reads a customer or changes something. */
export type Operation = "read" | "write";

/** A provider link that the link policy allows. */
export interface ProviderLink {
  readonly url: string;
  /** ISO 8601 UTC, by SpherePay's clock. Its terms link has not always said it. */
  readonly expiresAt?: string;
}

/** A requirement that SpherePay hands out a link of its own for. */
export type LinkRequirement = "terms_of_service" | "liveness_check";

/** All of them. */
export const linkRequirements: readonly LinkRequirement[] = ["terms_of_service", "liveness_check"];

/** Whether a name is one of them. */
export const isLinkRequirement = (name: unknown): name is LinkRequirement =>
  linkRequirements.some((each) => each === name);

const customerIdForm = /^customer_[a-z0-9]{1,64}$/;

/** Whether text is a SpherePay customer id. Anything else never becomes part of an address. */
export const isCustomerId = (text: unknown): text is string =>
  typeof text === "string" && customerIdForm.test(text);
