/**
 * Owns: what is known about SpherePay's requirement names: who acts, in which order they read best,
 * and about how long they take. THE registry: a new name is added here and nowhere else in `core`.
 * Does not own: words (the compiler asks every locale for them).
 * Why: the set of names is open and has changed between releases; an unknown name is normal.
 *
 * Follows SpherePay's "KYC & KYB status reference" (criteria tables).
 */

/** Who acts on a requirement: the customer, or SpherePay once it has been submitted. */
export type Actor = "customer" | "spherepay";

/**
 * Known names in reading order, each with about how many minutes it takes a customer: our estimate,
 * since SpherePay says nothing about it; 0 where we have none. `approval` stands for SpherePay's
 * `ky[cb]_*_approval` family.
 */
const minutesOf = {
  email_address: 1,
  phone_number: 1,
  residential_address: 1,
  tax_identification_number: 1,
  email_verification: 1,
  phone_verification: 1,
  terms_of_service: 1,
  proof_of_address_document: 2,
  identity_document: 2,
  liveness_report_document: 0,
  liveness_check: 1,
  identity_verification: 0,
  approval: 0,
} as const;

/** A name that every locale has words for. */
export type KnownRequirement = keyof typeof minutesOf;

/** Known names in reading order. */
export const knownRequirements = Object.keys(minutesOf) as readonly KnownRequirement[];

/**
 * Further names of a business that every locale has words for; a type alone, since nothing else is
 * known of them. SpherePay documents no name of a business's own items: these are inferred from the
 * fields that it asks a business for. One that never comes is never shown, and one that comes under
 * another name is shown humanised, as any unknown name.
 */
export type BusinessRequirement =
  | "incorporation_certificate_document"
  | "shareholder_registry_document"
  | "business_representative"
  | "legal_name"
  | "trade_name"
  | "business_description"
  | "entity_type"
  | "naics_code"
  | "website"
  | "incorporated_on"
  | "identification_number"
  | "registered_address"
  | "operating_address";

/** The requirement behind "continue verification": SpherePay's own step at the provider's page. */
export const continueRequirement = "identity_verification";

/** The requirement that `tosStatus` stands for. */
export const termsRequirement = "terms_of_service";

const approval = /^ky[cb]_\w+_approval$/;

/** The known name behind a requirement name, or `undefined` for a name nobody has heard of. */
export function knownRequirement(name: string): KnownRequirement | undefined {
  if (approval.test(name)) return "approval";
  return knownRequirements.find((known) => known === name && known !== "approval");
}

/**
 * About how many minutes requirements take a customer, one after the other. `undefined` when there
 * are none, or one has no estimate: what is not known is not promised.
 */
export function minutesFor(names: readonly string[]): number | undefined {
  const each = names.map((name) => minutesOf[knownRequirement(name) ?? "approval"]);
  return each.every(Boolean)
    ? each.reduce<number>((sum, next) => sum + next, 0) || undefined
    : undefined;
}

/** Who acts on a requirement. Unknown names are the customer's: nothing is hidden from them. */
export function actorOf(name: string): Actor {
  return name === continueRequirement || approval.test(name) ? "spherepay" : "customer";
}

/** A number to sort by: known names in reading order, unknown ones (`undefined`) after the customer's known. */
export function orderOf(known: KnownRequirement | undefined): number {
  return known
    ? knownRequirements.indexOf(known)
    : knownRequirements.indexOf("identity_verification") - 0.5;
}
