import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  type CustomerInit,
  createSimulator,
  type SimulatedProfile,
  type Simulator,
} from "../../../src/simulator/index.js";
import { callApi, documentedProfile } from "../spherepay-call.js";

function profilesOf(init: CustomerInit): readonly SimulatedProfile[] {
  const simulator = createSimulator();
  return simulator.customer(simulator.createCustomer(init))?.verificationProfiles ?? [];
}

const read = (simulator: Simulator, id: string) => callApi(simulator, "GET", `/v2/customer/${id}`);

describe("GET /v2/customer/{id}", () => {
  it("returns the customer, with personal fields, as JSON", async () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer({ email: "ada@example.com", tosStatus: "incomplete" });
    const { status, contentType, json } = await read(simulator, id);
    assert.equal(status, 200);
    assert.equal(contentType, "application/json; charset=utf-8");
    assert.equal(json["id"], id);
    assert.equal(json["email"], "ada@example.com");
    assert.equal(json["tosStatus"], "incomplete");
    assert.equal(json["lastName"], "Quintanilla");
    assert.equal(json["dateOfBirth"], "1987-03-29");
    assert.deepEqual(json, simulator.customer(id));
  });

  it("an unknown customer is 404", async () => {
    const { status, json } = await read(createSimulator(), `customer_${"0".repeat(32)}`);
    assert.equal(status, 404);
    const { correlationId, ...rest } = json;
    assert.deepEqual(rest, {
      status: 404,
      code: "resource/not-found",
      detail: "Resource not found",
    });
    assert.match(String(correlationId), /^[0-9a-f]{32}$/);
  });

  it("returns a replacement exactly, until it is removed", async () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer();
    const irregular = { id, verificationProfiles: [{ name: "kyc_profile_c", status: "approved" }] };
    simulator.replace(id, irregular);
    assert.deepEqual((await read(simulator, id)).json, irregular);
    simulator.replace(id, null);
    assert.equal((await read(simulator, id)).json, null);
    simulator.replace(id, undefined);
    assert.deepEqual((await read(simulator, id)).json, simulator.customer(id));
  });

  it("every change sets updatedAt and keeps createdAt", () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer();
    simulator.clock.advance(60_000);
    simulator.complete(id, "terms_of_service");
    const customer = simulator.customer(id);
    assert.equal(customer?.createdAt, "2026-11-21T19:42:00.000Z");
    assert.equal(customer?.updatedAt, "2026-11-21T19:43:00.000Z");
  });
});

describe("created customers", () => {
  it("the default is the documented individual", () => {
    assert.deepEqual(profilesOf({}), [documentedProfile]);
    assert.deepEqual(profilesOf({ preset: "individual" }), profilesOf({}));
  });

  it("a business has a business profile, by type and by preset", () => {
    const [profile] = profilesOf({ type: "business" });
    assert.equal(profile?.name, "kyb_profile_a");
    assert.deepEqual(profile?.criteria.required.slice(-2), [
      "identity_verification",
      "kyb_a_approval",
    ]);
    assert.deepEqual(profilesOf({ preset: "business" }), profilesOf({ type: "business" }));
  });

  it("two profiles each end with their own approval", () => {
    const profiles = profilesOf({ preset: "two-profiles" });
    assert.deepEqual(
      profiles.map(({ name, criteria }) => [name, criteria.required.at(-1)]),
      [
        ["kyc_profile_a", "kyc_a_approval"],
        ["kyc_profile_b", "kyc_b_approval"],
      ],
    );
  });

  it("a ready customer has only SpherePay's own steps left", () => {
    const [individual] = profilesOf({ preset: "ready" });
    assert.deepEqual(individual?.criteria.required, ["identity_verification", "kyc_a_approval"]);
    assert.ok(individual?.criteria.complete.includes("terms_of_service"));
    const [business] = profilesOf({ preset: "ready", type: "business" });
    assert.deepEqual(business?.criteria.required, ["identity_verification", "kyb_a_approval"]);
  });

  it("an empty customer is incomplete with four empty lists", () => {
    assert.deepEqual(profilesOf({ preset: "empty" }), [
      {
        name: "kyc_profile_a",
        status: "incomplete",
        criteria: { complete: [], pending: [], required: [], errors: [] },
      },
    ]);
  });

  it("a link-created customer leaves its person and its documents to the hosted page", () => {
    const simulator = createSimulator();
    const customer = simulator.customer(simulator.createCustomer({ preset: "link-created" }));
    assert.equal(customer?.tosStatus, "incomplete");
    assert.equal(customer?.lastName, undefined);
    assert.equal(customer?.personalInformation, undefined);
    assert.deepEqual(customer?.verificationProfiles[0]?.criteria.required, [
      "tax_identification_number",
      "identity_document",
      "liveness_check",
      "identity_verification",
      "kyc_a_approval",
    ]);
  });

  it("chosen profiles replace those of the preset", () => {
    const errors = [{ name: "selfie", detail: "too dark" }];
    const init = { name: "kyc_profile_z", status: "paused", pending: ["selfie"], errors };
    assert.deepEqual(profilesOf({ profiles: [init] }), [
      {
        name: "kyc_profile_z",
        status: "paused",
        criteria: { complete: [], pending: ["selfie"], required: [], errors },
      },
    ]);
  });

  it("the same seed gives the same ids, another seed others", () => {
    const ids = (seed?: number) => {
      const simulator = createSimulator(seed === undefined ? {} : { seed });
      return [simulator.createCustomer(), simulator.createCustomer()];
    };
    assert.deepEqual(ids(), ids());
    assert.deepEqual(ids(1), ids(1));
    assert.notDeepEqual(ids(1), ids(2));
    assert.notEqual(ids()[0], ids()[1]);
  });

  it("changing a snapshot changes nothing, and an unknown id has none", () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer();
    simulator.customer(id)?.verificationProfiles.pop();
    assert.equal(simulator.customer(id)?.verificationProfiles.length, 1);
    assert.equal(simulator.customer("customer_none"), undefined);
  });
});
