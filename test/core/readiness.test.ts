import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checklist } from "../../src/core/checklist.js";
import { aCustomer, aCustomerIn, aProfile, type Json, ownSteps } from "./builders.js";

const named = (name: string, profile: Json): Json => ({ ...profile, name });
const withProfiles = (...verificationProfiles: readonly Json[]) =>
  aCustomer({ verificationProfiles });
const withRequired = (required: readonly string[], fields: Json = {}) =>
  aCustomer({ verificationProfiles: [aProfile("incomplete", { required })], ...fields });
const terms = "terms_of_service";
const business = ["identity_verification", "kyb_a_approval"];

describe("ready to submit", () => {
  const cases: readonly (readonly [string, boolean, ReturnType<typeof aCustomer>])[] = [
    ["only SpherePay's own steps are left, KYC", true, withRequired(ownSteps)],
    ["only SpherePay's own steps are left, KYB", true, withRequired(business)],
    ["one own step is left", true, withRequired(["kyc_b_approval"])],
    ["terms are outstanding", false, withRequired([terms, ...ownSteps])],
    ["an unknown name is outstanding", false, withRequired(["a_new_name", ...ownSteps])],
    [
      "a name that only resembles an approval is outstanding",
      false,
      withRequired(["my_kyc_a_approval"]),
    ],
    ["all lists are empty", false, withProfiles(aProfile("incomplete", {}))],
    [
      "required is empty and the rest complete",
      false,
      withProfiles(aProfile("incomplete", { complete: [terms] })),
    ],
    [
      "an incomplete profile has no criteria",
      false,
      withProfiles({ name: "p", status: "incomplete" }),
    ],
    ["there is no profile", false, withProfiles()],
    [
      "errors and pending items stand beside own steps",
      true,
      withProfiles(
        aProfile("incomplete", {
          required: ownSteps,
          pending: ["identity_document"],
          errors: [{ name: "liveness_check" }],
        }),
      ),
    ],
    [
      "two incomplete profiles are both down to own steps",
      true,
      withProfiles(aProfile(), named("b", aProfile("incomplete", { required: business }))),
    ],
    [
      "one of two incomplete profiles is not",
      false,
      withProfiles(aProfile(), named("b", aProfile("incomplete", { required: [terms] }))),
    ],
    [
      "one of two incomplete profiles is empty",
      false,
      withProfiles(aProfile(), named("b", aProfile("incomplete", {}))),
    ],
    [
      "the other profile is approved, with leftovers",
      true,
      withProfiles(aProfile(), named("b", aProfile("approved", { required: [terms] }))),
    ],
    [
      "the other profile is of an unknown status",
      true,
      withProfiles(aProfile(), named("b", aProfile("on_hold", { required: [terms] }))),
    ],
    ...["pending", "approved", "rejected", "on_hold", "Incomplete"].map(
      (status) => [`the only profile is ${status}`, false, aCustomerIn(status)] as const,
    ),
    [
      "hosted, with everything outstanding",
      true,
      withRequired([terms, "identity_document"], { flow: "hosted" }),
    ],
    [
      "hosted, with empty lists",
      true,
      aCustomer({ flow: "hosted", verificationProfiles: [aProfile("incomplete", {})] }),
    ],
    ["hosted, in review", false, aCustomerIn("pending", { flow: "hosted" })],
    ["hosted, without profiles", false, aCustomer({ flow: "hosted", verificationProfiles: [] })],
    ["tosStatus is incomplete", false, withRequired(ownSteps, { tosStatus: "incomplete" })],
    ["tosStatus is an unknown word", false, withRequired(ownSteps, { tosStatus: "voided" })],
    ["tosStatus is pending", true, withRequired(ownSteps, { tosStatus: "pending" })],
    ["tosStatus is approved", true, withRequired(ownSteps, { tosStatus: "approved" })],
    [
      "hosted, tosStatus is incomplete",
      true,
      withRequired(ownSteps, { flow: "hosted", tosStatus: "incomplete" }),
    ],
  ];
  for (const [when, ready, customer] of cases) {
    it(`is ${ready} when ${when}`, () => assert.equal(checklist(customer).ready, ready));
  }
});
