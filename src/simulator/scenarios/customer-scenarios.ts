import type { CustomerInit } from "../customers/customer-init.js";
import type { Scenario, ScenarioActions } from "./scenario.js";

const ready: CustomerInit = { preset: "ready" };

/** Ready but for one requirement. */
const lacks = (requirement: string): Pick<Scenario, "customer" | "arrange"> => ({
  customer: ready,
  arrange: (simulator, id) => simulator.require(id, requirement),
});

/** Scenarios of customers: statuses, requirements, unusual shapes. */
export const customerScenarios = {
  "fresh-individual": {
    sentence: "An individual just created: terms, document and face check are to do.",
    customer: { preset: "individual" },
  },
  "fresh-business": {
    sentence: "A business just created, with its documents and its representative to do.",
    customer: { preset: "business" },
  },
  ready: { sentence: "Only SpherePay's own steps are left.", customer: ready },
  "ready-business": {
    sentence: "A business with only SpherePay's own steps left.",
    customer: { preset: "ready", type: "business" },
  },
  pending: {
    sentence: "The customer has finished; SpherePay reviews.",
    customer: ready,
    arrange: (simulator, id) => simulator.finishProvider(id),
  },
  approved: {
    sentence: "Approved.",
    customer: ready,
    arrange: (simulator, id) => simulator.approve(id),
  },
  rejected: {
    sentence: "Rejected, which is final.",
    customer: ready,
    arrange: (simulator, id) => simulator.reject(id),
  },
  "unknown-status": {
    sentence: "A status of the older API that v2 does not list: additionalReviewRequired.",
    customer: ready,
    arrange: (simulator, id) => simulator.setStatus(id, "additionalReviewRequired"),
  },
  "terms-missing": { sentence: "Only the terms are to do.", ...lacks("terms_of_service") },
  "document-missing": { sentence: "Only the document is to do.", ...lacks("identity_document") },
  "liveness-missing": { sentence: "Only the face check is to do.", ...lacks("liveness_check") },
  "tax-number-missing": {
    sentence: "Only the tax number is to do.",
    ...lacks("tax_identification_number"),
  },
  "address-missing": { sentence: "Only the address is to do.", ...lacks("residential_address") },
  "email-missing": { sentence: "Only the e-mail address is to do.", ...lacks("email_address") },
  "phone-missing": { sentence: "Only the phone number is to do.", ...lacks("phone_number") },
  "email-unverified": {
    sentence: "Only the e-mail code is to do.",
    ...lacks("email_verification"),
  },
  "phone-unverified": { sentence: "Only the phone code is to do.", ...lacks("phone_verification") },
  "liveness-report-missing": {
    sentence: "Only the liveness report, which the integrator uploads, is to do.",
    ...lacks("liveness_report_document"),
  },
  "terms-by-status": {
    sentence: "Only tosStatus shows the terms, as since June 2026.",
    customer: {
      tosStatus: "incomplete",
      profiles: [
        {
          name: "kyc_profile_a",
          complete: ["email_address", "phone_number", "residential_address"],
          required: ["identity_verification", "kyc_a_approval"],
        },
      ],
    },
  },
  "document-in-review": {
    sentence: "The document is in review; nothing is left for the customer.",
    customer: ready,
    arrange: (simulator, id) => simulator.hold(id, "identity_document"),
  },
  "two-profiles": {
    sentence: "Two verification profiles, both incomplete.",
    customer: { preset: "two-profiles" },
  },
  "one-of-two-approved": {
    sentence: "Two profiles, the first approved, the second incomplete.",
    customer: { preset: "two-profiles" },
    arrange: (simulator, id) => simulator.approve(id, "kyc_profile_a"),
  },
  "unknown-names": {
    sentence: "A profile and requirements with undocumented names.",
    customer: {
      profiles: [
        {
          name: "kyc_profile_zeta",
          complete: ["email_address"],
          required: ["proof_of_lunar_residence", "hatKnotted", "identity_verification"],
        },
      ],
    },
  },
  "criteria-errors": {
    sentence: "Two requirements came back with errors; the status is still incomplete.",
    customer: { preset: "individual" },
    arrange(simulator, id) {
      simulator.fail(id, "identity_document", "The document has expired.");
      simulator.fail(id, "liveness_check", "The face was not visible.");
    },
  },
  "criteria-errors-in-message": {
    sentence: "An error whose text is called message, as in older samples.",
    behaviour: { criterionErrorText: "message" },
    customer: { preset: "individual" },
    arrange: (simulator, id) =>
      simulator.fail(id, "identity_document", "The document has expired."),
  },
  "error-of-a-complete-name": {
    sentence: "An error of a requirement that is in the complete list.",
    customer: ready,
    arrange: (simulator, id) => simulator.fail(id, "email_address", "required"),
  },
  "all-lists-empty": {
    sentence: "Incomplete with four empty lists, as right after creation.",
    customer: { preset: "empty" },
  },
  "no-profiles": { sentence: "A customer without any profile.", customer: { profiles: [] } },
  "no-criteria": {
    sentence: "A profile without criteria, as in an older sample.",
    arrange: (simulator, id) =>
      replaceProfiles(simulator, id, [{ name: "kyc_profile_c", status: "approved" }]),
  },
  "lists-on-the-profile": {
    sentence: "The four lists sit on the profile itself, as in an older sample.",
    arrange: (simulator, id) =>
      replaceProfiles(simulator, id, [
        {
          name: "kyc_profile_b",
          status: "incomplete",
          complete: ["first_name", "last_name"],
          pending: [],
          required: ["proof_of_address"],
          errors: [{ name: "photo_id", message: "The photo is blurred." }],
        },
      ]),
  },
  "name-in-two-lists": {
    sentence: "One name is pending and required at once, as in a sample.",
    customer: {
      profiles: [
        {
          name: "kyc_profile_a",
          pending: ["identity_document"],
          required: ["identity_document", "identity_verification", "kyc_a_approval"],
        },
      ],
    },
  },
} as const satisfies Record<string, Scenario>;

function replaceProfiles(
  simulator: ScenarioActions,
  id: string,
  verificationProfiles: readonly object[],
): void {
  simulator.replace(id, { ...simulator.customer(id), verificationProfiles });
}
