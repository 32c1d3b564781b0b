/** The requirements that have a step, each on (`true`) or off. Default on, but for the last two. */
export interface StepOptions {
  /** A code that SpherePay sends to the customer's email address. */
  readonly email_verification?: boolean;
  /** A code that SpherePay sends to the customer's phone. */
  readonly phone_verification?: boolean;
  /** An address. */
  readonly residential_address?: boolean;
  /**
   * A tax number. `types`: the kinds that are offered, by
   * country (ISO 3166-1 alpha-3); SpherePay may accept others too.
   */
  readonly tax_identification_number?:
    | boolean
    | { readonly types: Readonly<Record<string, readonly string[]>> };
  /** A passport, identity card, driving licence or residence permit. */
  readonly identity_document?: boolean | DocumentStepOptions;
  /** A proof of address. SpherePay's guides ask for it; its reference takes none of an individual. Default off. */
  readonly proof_of_address_document?: boolean;
  /** The report of a liveness check that the platform has done itself, where SpherePay has agreed to it. Default off. */
  readonly liveness_report_document?: boolean;
}

/** The kinds of documents that SpherePay takes for `identity_document`. */
export type IdentityDocumentType = "passport" | "id_card" | "drivers" | "residence_permit";

/** What is taken for `identity_document`. */
export interface DocumentStepOptions {
  /**
   * Kinds, each from every country (`true`) or from the countries listed (ISO 3166-1 alpha-3). Default:
   * all four, from every country. SpherePay does not take every kind of every country and has no list.
   */
  readonly types?: Readonly<Partial<Record<IdentityDocumentType, true | readonly string[]>>>;
  /**
   * SpherePay's word for a driving licence: its reference of 2026 says `drivers` (default), pages of
   * 2025 say `drivers_license`. Pages always see `drivers`.
   */
  readonly driversType?: "drivers" | "drivers_license";
}

/** What `inspectDocument` receives with a file. */
export interface InspectedDocument {
  readonly customerId: string;
  /** The requirement that it is for, such as `identity_document`. */
  readonly requirement: string;
  /** Its kind, as in `actions`, such as `id_card`. */
  readonly type: string;
  /** Issuing country, ISO 3166-1 alpha-3. */
  readonly country?: string;
  readonly side?: "front" | "back";
  /** By its first bytes: PDF, JPEG, PNG, HEIC or TIFF. */
  readonly mediaType: string;
}
