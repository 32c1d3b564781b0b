import type { CustomerType, ProfileInit } from "./customer.js";
import type { CustomerDraft } from "./customer-book.js";
import { type CustomerPreset, presetProfiles } from "./presets.js";

/**
 * The customer to create. Everything may be left out: the type follows the preset, the preset
 * follows the type, and without both it is an individual.
 */
export interface CustomerInit {
  type?: CustomerType;
  email?: string;
  /** Instead of the profiles of the preset. */
  profiles?: ProfileInit[];
  /** Left out, the customer has no such member, as in the samples before June 2026. */
  tosStatus?: string;
  preset?: CustomerPreset;
}

/**
 * Fills in what was left out, with distinctive personal fields, so that a test finds them where they
 * must not appear.
 */
export function draftCustomer(init: CustomerInit): CustomerDraft {
  const type = init.type ?? (init.preset === "business" ? "business" : "individual");
  const preset = init.preset ?? type;
  const isHosted = preset === "link-created";
  const tosStatus = init.tosStatus ?? (isHosted ? "incomplete" : undefined);
  const fields = type === "business" ? sampleBusiness : sampleIndividual;
  return {
    ...fields.contact,
    // The hosted page has not asked a link-created customer for these yet.
    ...(isHosted ? {} : fields.person),
    ...(init.email === undefined ? {} : { email: init.email }),
    ...(tosStatus === undefined ? {} : { tosStatus }),
    type,
    profiles: init.profiles ?? presetProfiles(preset, type),
    isHosted,
  };
}

interface SampleFields {
  readonly contact: Pick<CustomerDraft, "email" | "phone" | "meta">;
  readonly person: Partial<CustomerDraft>;
}

const sampleIndividual: SampleFields = {
  contact: {
    email: "marisol.quintanilla@example.com",
    phone: "+14155550137",
    meta: { crmReference: "crm-70915", accountManager: null },
  },
  person: {
    firstName: "Marisol",
    lastName: "Quintanilla",
    dateOfBirth: "1987-03-29",
    personalInformation: {
      firstName: "Marisol",
      lastName: "Quintanilla",
      dateOfBirth: "1987-03-29",
      countryOfBirth: "MEX",
      nationality: "USA",
      taxIdentificationNumberType: "ssn",
      taxIdentificationNumberCountry: "USA",
      occupationSocCode: "15-1132",
      sourceOfFunds: "salary",
    },
  },
};

const sampleBusiness: SampleFields = {
  contact: {
    email: "finance@windlass-and-yarrow.example.com",
    phone: "+442079460958",
    meta: { crmReference: "crm-33208", accountManager: null },
  },
  person: {
    businessLegalName: "Windlass and Yarrow Trading Limited",
    businessTradeName: "Windlass & Yarrow",
  },
};
