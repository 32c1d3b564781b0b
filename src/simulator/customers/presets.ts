import type { Behaviour } from "../behaviour.js";
import type { CustomerType, ProfileInit } from "./customer.js";
import { identityVerification, isSpherePayStep, termsOfService } from "./spherepay-steps.js";

/**
 * The customers that tests and demos start with. `ready`: only SpherePay's own steps are left;
 * `empty`: four empty lists, as right after creation; `link-created`: the hosted page collects
 * everything. These three exist for both types.
 */
export type CustomerPreset = (typeof customerPresets)[number];

/** The name of every preset. */
export const customerPresets = [
  ...(["individual", "business", "two-profiles"] as const),
  ...(["ready", "empty", "link-created"] as const),
] as const;

/** Whether a value is the name of a preset. */
export function isCustomerPreset(value: unknown): value is CustomerPreset {
  return customerPresets.some((preset) => preset === value);
}

const taxNumber = "tax_identification_number";

/** What a link-created customer gave before the hosted page. */
const creationData: readonly string[] = ["email_address", "phone_number", "residential_address"];

const individualData = [...creationData, taxNumber];

const individualSteps = [termsOfService, "identity_document", "liveness_check"];

// Invented by analogy with the KYC names and the fields of a business: SpherePay's pages show no
// names for businesses but the last two.
const businessData = [
  "legal_name",
  "entity_type",
  "identification_number",
  "registered_address",
  "operating_address",
];
const businessSteps = [
  "incorporation_certificate_document",
  "shareholder_registry_document",
  "business_representative",
];

/** The profiles of a preset; what is in them is the documented sample unless marked invented. */
export function presetProfiles(preset: CustomerPreset, type: CustomerType): readonly ProfileInit[] {
  switch (preset) {
    case "individual":
      return [kycProfile("a")];
    case "business":
      return [kybProfile()];
    case "two-profiles":
      return [kycProfile("a"), kycProfile("b")];
    case "ready":
      return [withoutSteps(firstProfile(type))];
    case "empty":
      return [{ name: firstProfile(type).name }];
    case "link-created":
      return [hostedProfile(type)];
  }
}

/** The profile of a customer that was just created through the API. */
export function freshProfile(
  type: CustomerType,
  hasTaxNumber: boolean,
  termsBy: Behaviour["termsBy"],
): ProfileInit {
  const profile = firstProfile(type);
  const { complete = [] } = profile;
  const required = (profile.required ?? []).filter(
    (name) => termsBy === "requirement" || name !== termsOfService,
  );
  if (type === "business" || hasTaxNumber) {
    return { ...profile, required };
  }
  return {
    ...profile,
    complete: complete.filter((name) => name !== taxNumber),
    required: [taxNumber, ...required],
  };
}

function firstProfile(type: CustomerType): ProfileInit {
  return type === "business" ? kybProfile() : kycProfile("a");
}

function withoutSteps(profile: ProfileInit): ProfileInit {
  const { complete = [], required = [] } = profile;
  return {
    ...profile,
    complete: [...complete, ...required.filter((name) => !isSpherePayStep(name))],
    required: required.filter(isSpherePayStep),
  };
}

function hostedProfile(type: CustomerType): ProfileInit {
  const { complete = [], required = [], ...profile } = firstProfile(type);
  const all = [...complete, ...required];
  return {
    ...profile,
    complete: all.filter((name) => creationData.includes(name)),
    // The samples of that time show the terms only in `tosStatus`.
    required: all.filter((name) => !creationData.includes(name) && name !== termsOfService),
  };
}

function kycProfile(letter: "a" | "b"): ProfileInit {
  return {
    name: `kyc_profile_${letter}`,
    complete: individualData,
    // `kyc_b_approval` is by analogy with `kyc_a_approval`; the samples show no step of its name.
    required: [...individualSteps, identityVerification, `kyc_${letter}_approval`],
  };
}

function kybProfile(): ProfileInit {
  return {
    name: "kyb_profile_a",
    complete: businessData,
    required: [...businessSteps, identityVerification, "kyb_a_approval"],
  };
}
