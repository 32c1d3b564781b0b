import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  createSimulator,
  type SimulatedCriteria,
  type Simulator,
} from "../../../src/simulator/index.js";

function criteria(simulator: Simulator, id: string, index = 0): SimulatedCriteria {
  const found = simulator.customer(id)?.verificationProfiles[index]?.criteria;
  assert.ok(found);
  return found;
}

function listsWith(name: string, { complete, pending, required }: SimulatedCriteria): string[] {
  return Object.entries({ complete, pending, required })
    .filter(([, names]) => names.includes(name))
    .map(([list]) => list);
}

describe("single requirements", () => {
  it("one is in exactly the list it was last moved to", () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer();
    const name = "identity_document";
    simulator.hold(id, name);
    assert.deepEqual(listsWith(name, criteria(simulator, id)), ["pending"]);
    simulator.complete(id, name);
    assert.deepEqual(listsWith(name, criteria(simulator, id)), ["complete"]);
    simulator.require(id, name);
    assert.deepEqual(listsWith(name, criteria(simulator, id)), ["required"]);
  });

  it("moving one twice names it once", () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer();
    simulator.complete(id, "liveness_check");
    simulator.complete(id, "liveness_check");
    const { complete } = criteria(simulator, id);
    assert.equal(complete.filter((name) => name === "liveness_check").length, 1);
  });

  it("one is completed in every profile that names it", () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer({ preset: "two-profiles" });
    simulator.complete(id, "identity_document");
    simulator.complete(id, "kyc_b_approval");
    assert.deepEqual(listsWith("identity_document", criteria(simulator, id, 0)), ["complete"]);
    assert.deepEqual(listsWith("identity_document", criteria(simulator, id, 1)), ["complete"]);
    assert.deepEqual(listsWith("kyc_b_approval", criteria(simulator, id, 0)), []);
    assert.deepEqual(listsWith("kyc_b_approval", criteria(simulator, id, 1)), ["complete"]);
  });

  it("a failure adds an error and moves neither lists nor status", () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer();
    const before = criteria(simulator, id);
    simulator.fail(id, "identity_document", "too dark");
    assert.deepEqual(criteria(simulator, id), {
      ...before,
      errors: [{ name: "identity_document", detail: "too dark" }],
    });
    assert.equal(simulator.customer(id)?.verificationProfiles[0]?.status, "incomplete");
  });

  it("a second failure replaces the first of that name", () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer();
    simulator.fail(id, "identity_document", "too dark");
    simulator.fail(id, "liveness_check", "no face");
    simulator.fail(id, "identity_document", "cut off");
    assert.deepEqual(criteria(simulator, id).errors, [
      { name: "liveness_check", detail: "no face" },
      { name: "identity_document", detail: "cut off" },
    ]);
  });

  it("an error stays while the requirement is held and goes when it is completed", () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer();
    simulator.fail(id, "identity_document", "too dark");
    simulator.hold(id, "identity_document");
    assert.equal(criteria(simulator, id).errors.length, 1);
    simulator.complete(id, "identity_document");
    assert.deepEqual(criteria(simulator, id).errors, []);
  });

  it("a new name is added to the first profile", () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer({ preset: "two-profiles" });
    simulator.require(id, "source_of_funds");
    simulator.hold(id, "proof_of_address_document");
    simulator.fail(id, "selfie", "too dark");
    const first = criteria(simulator, id, 0);
    assert.deepEqual(listsWith("source_of_funds", first), ["required"]);
    assert.deepEqual(listsWith("proof_of_address_document", first), ["pending"]);
    assert.deepEqual(first.errors, [{ name: "selfie", detail: "too dark" }]);
    assert.deepEqual(listsWith("source_of_funds", criteria(simulator, id, 1)), []);
    assert.deepEqual(criteria(simulator, id, 1).errors, []);
  });

  it("completing an unknown name throws", () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer();
    assert.throws(() => simulator.complete(id, "terms_of_servise"), TypeError);
  });

  it("tosStatus follows the terms of service where the customer has it", () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer({ preset: "link-created" });
    simulator.complete(id, "terms_of_service");
    assert.equal(simulator.customer(id)?.tosStatus, "approved");
    assert.deepEqual(listsWith("terms_of_service", criteria(simulator, id)), []);
    simulator.require(id, "terms_of_service");
    assert.equal(simulator.customer(id)?.tosStatus, "incomplete");
    const plain = simulator.createCustomer();
    simulator.complete(plain, "terms_of_service");
    assert.equal(simulator.customer(plain)?.tosStatus, undefined);
  });

  it("actions on a customer that does not exist throw", () => {
    const simulator = createSimulator();
    const id = "customer_none";
    const actions = [
      () => simulator.complete(id, "x"),
      () => simulator.hold(id, "x"),
      () => simulator.require(id, "x"),
      () => simulator.fail(id, "x", "y"),
      () => simulator.setStatus(id, "pending"),
      () => simulator.expireLinks(id),
      () => simulator.finishProvider(id),
      () => simulator.approve(id),
      () => simulator.reject(id),
      () => simulator.replace(id, {}),
    ];
    for (const action of actions) {
      assert.throws(action, TypeError);
    }
  });
});
