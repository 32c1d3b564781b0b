import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createSimulator, type Simulator } from "../../../src/simulator/index.js";
import { aReadyCustomer } from "../spherepay-call.js";

function statuses(simulator: Simulator, id: string): string[] {
  return (simulator.customer(id)?.verificationProfiles ?? []).map(({ status }) => status);
}

describe("review", () => {
  it("approval completes everything and clears errors", () => {
    const { simulator, id } = aReadyCustomer();
    simulator.fail(id, "identity_document", "too dark");
    simulator.finishProvider(id);
    simulator.approve(id);
    const [profile] = simulator.customer(id)?.verificationProfiles ?? [];
    assert.equal(profile?.status, "approved");
    assert.deepEqual(profile?.criteria.required, []);
    assert.deepEqual(profile?.criteria.pending, []);
    assert.deepEqual(profile?.criteria.errors, []);
    assert.ok(profile?.criteria.complete.includes("kyc_a_approval"));
  });

  it("rejection leaves the lists as they were", () => {
    const { simulator, id } = aReadyCustomer();
    simulator.finishProvider(id);
    const before = simulator.customer(id)?.verificationProfiles[0]?.criteria;
    simulator.reject(id);
    assert.deepEqual(simulator.customer(id)?.verificationProfiles, [
      { name: "kyc_profile_a", status: "rejected", criteria: before },
    ]);
  });

  it("a review can concern one profile of several", () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer({ preset: "two-profiles" });
    simulator.approve(id, "kyc_profile_a");
    assert.deepEqual(statuses(simulator, id), ["approved", "incomplete"]);
    simulator.reject(id, "kyc_profile_b");
    assert.deepEqual(statuses(simulator, id), ["approved", "rejected"]);
  });

  it("a status can be any word, for one profile or for all", () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer({ preset: "two-profiles" });
    simulator.setStatus(id, "additionalReviewRequired", "kyc_profile_b");
    assert.deepEqual(statuses(simulator, id), ["incomplete", "additionalReviewRequired"]);
    simulator.setStatus(id, "pending");
    assert.deepEqual(statuses(simulator, id), ["pending", "pending"]);
  });

  it("an unknown profile throws", () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer();
    assert.throws(() => simulator.approve(id, "kyb_profile_a"), TypeError);
    assert.throws(() => simulator.reject(id, "kyb_profile_a"), TypeError);
    assert.throws(() => simulator.setStatus(id, "pending", "kyb_profile_a"), TypeError);
    assert.deepEqual(statuses(simulator, id), ["incomplete"]);
  });
});

describe("finishing at the provider", () => {
  it("makes the profile pending and leaves only the approval to do", () => {
    const { simulator, id } = aReadyCustomer();
    simulator.finishProvider(id);
    const [profile] = simulator.customer(id)?.verificationProfiles ?? [];
    assert.equal(profile?.status, "pending");
    assert.ok(profile?.criteria.complete.includes("identity_verification"));
    assert.deepEqual(profile?.criteria.required, ["kyc_a_approval"]);
  });

  it("does not touch a profile that is decided", () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer({ preset: "two-profiles" });
    simulator.approve(id, "kyc_profile_a");
    simulator.finishProvider(id);
    assert.deepEqual(statuses(simulator, id), ["approved", "pending"]);
    simulator.reject(id);
    simulator.finishProvider(id);
    assert.deepEqual(statuses(simulator, id), ["rejected", "rejected"]);
  });

  it("completes a profile that was pending before", () => {
    const { simulator, id } = aReadyCustomer();
    simulator.setStatus(id, "pending");
    simulator.finishProvider(id);
    const [profile] = simulator.customer(id)?.verificationProfiles ?? [];
    assert.deepEqual(profile?.criteria.required, ["kyc_a_approval"]);
  });

  it("leaves the terms of service to their own page", () => {
    const simulator = createSimulator({ gate: "none" });
    const id = simulator.createCustomer({ preset: "individual" });
    simulator.finishProvider(id);
    const [profile] = simulator.customer(id)?.verificationProfiles ?? [];
    assert.deepEqual(profile?.criteria.required, ["terms_of_service", "kyc_a_approval"]);
  });

  it("collects everything of a link-created customer except the terms of service", () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer({ preset: "link-created" });
    simulator.finishProvider(id);
    const customer = simulator.customer(id);
    assert.deepEqual(customer?.verificationProfiles[0]?.criteria.required, ["kyc_a_approval"]);
    assert.equal(customer?.tosStatus, "incomplete");
  });
});
