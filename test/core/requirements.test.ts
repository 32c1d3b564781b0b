import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  actorOf,
  knownRequirement,
  knownRequirements,
  orderOf,
} from "../../src/core/requirements.js";

describe("requirement names", () => {
  it("SpherePay's own steps are the identity verification and its approvals", () => {
    for (const name of [
      "identity_verification",
      "kyc_a_approval",
      "kyc_b_approval",
      "kyb_a_approval",
      "kyc_long_name_approval",
    ]) {
      assert.equal(actorOf(name), "spherepay", name);
    }
  });

  it("everything else is the customer's, so that nothing is hidden from them", () => {
    for (const name of [
      "terms_of_service",
      "a_new_name",
      "",
      "approval",
      "kyc_approval",
      "kyc__approval",
      "kyd_a_approval",
      "kyc_a_approval_",
      "kyc_a_approval\n",
      "x_kyc_a_approval",
      "KYC_A_APPROVAL",
      "kyc_é_approval",
      "__proto__",
      "constructor",
    ]) {
      assert.equal(actorOf(name), "customer", name);
    }
  });

  it("known names are known by themselves, approvals by their family", () => {
    for (const name of knownRequirements) {
      assert.equal(knownRequirement(name), name === "approval" ? undefined : name);
    }
    assert.equal(knownRequirement("kyb_a_approval"), "approval");
    for (const name of ["__proto__", "constructor", "length", "0", "", "a_new_name"]) {
      assert.equal(knownRequirement(name), undefined);
    }
  });

  it("unknown names come after the customer's known ones and before SpherePay's", () => {
    for (const name of knownRequirements.filter((each) => each !== "approval")) {
      const before = orderOf(name) < orderOf(knownRequirement("a_new_name"));
      assert.equal(before, actorOf(name) === "customer", name);
    }
    assert.ok(orderOf(knownRequirement("kyc_a_approval")) > orderOf("identity_verification"));
  });
});
