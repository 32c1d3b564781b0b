/** The kinds of customer that SpherePay has; fixed at creation. */
export type CustomerType = "individual" | "business";

/** What SpherePay found wrong with one requirement. */
export interface SimulatedCriterionError {
  name: string;
  detail: string;
}

/** The four lists of a verification profile; each entry names a requirement. */
export interface SimulatedCriteria {
  complete: string[];
  pending: string[];
  required: string[];
  errors: SimulatedCriterionError[];
}

/** One verification profile. Documented statuses: incomplete, pending, approved, rejected. */
export interface SimulatedProfile {
  name: string;
  status: string;
  criteria: SimulatedCriteria;
}

/** A flat map of the integrator's own notes. */
export type SimulatedMeta = Record<string, string | number | boolean | null>;

/**
 * SpherePay's customer as `GET /v2/customer/{id}` returns it
 * (docs.staging.spherepay.co/api-reference/customer/get-id, with the later `tosStatus` and
 * `personalInformation`). It contains personal fields on purpose: a host that forwards it leaks them.
 */
export interface SimulatedCustomer {
  id: string;
  type: CustomerType;
  email: string;
  phone: string;
  firstName?: string;
  lastName?: string;
  /** YYYY-MM-DD */
  dateOfBirth?: string;
  businessLegalName?: string;
  businessTradeName?: string;
  tosStatus?: string;
  /** The echo of what was submitted, without the tax number itself. */
  personalInformation?: Record<string, unknown>;
  verificationProfiles: SimulatedProfile[];
  meta?: SimulatedMeta;
  /** ISO 8601 with milliseconds, UTC. */
  createdAt: string;
  /** ISO 8601 with milliseconds, UTC. */
  updatedAt: string;
}

/** The profile to create; lists default to empty, the status to `incomplete`. */
export interface ProfileInit {
  name: string;
  status?: string;
  complete?: readonly string[];
  pending?: readonly string[];
  required?: readonly string[];
  errors?: readonly SimulatedCriterionError[];
}

/** Makes the profile as SpherePay would send it. */
export function createProfile(init: ProfileInit): SimulatedProfile {
  return {
    name: init.name,
    status: init.status ?? "incomplete",
    criteria: {
      complete: [...(init.complete ?? [])],
      pending: [...(init.pending ?? [])],
      required: [...(init.required ?? [])],
      errors: (init.errors ?? []).map((error) => ({ ...error })),
    },
  };
}
