import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type CustomerInit, createSimulator } from "../../../src/simulator/index.js";
import { callApi, pointers } from "../spherepay-call.js";

function aCustomer(init: CustomerInit = {}) {
  const simulator = createSimulator();
  const id = simulator.createCustomer(init);
  const patch = (body: unknown) =>
    callApi(simulator, "PATCH", `/v2/customer/${id}`, {}, JSON.stringify(body));
  return { simulator, id, patch };
}

const address = { line1: "1 Main St", city: "Austin", country: "USA" };
const tax = {
  taxIdentificationNumber: "078-05-1120",
  taxIdentificationNumberType: "ssn",
  taxIdentificationNumberCountry: "USA",
};

describe("PATCH /v2/customer/{id}", () => {
  it("changes names, replaces the whole meta, and returns the customer", async () => {
    const { simulator, id, patch } = aCustomer();
    simulator.clock.advance(1_000);
    const { status, json } = await patch({
      personalInformation: { firstName: "Ida", occupationSocCode: "11-1011" },
      meta: { only: true },
    });
    assert.equal(status, 200);
    assert.deepEqual(json, simulator.customer(id));
    assert.equal(json["firstName"], "Ida");
    assert.equal(json["lastName"], "Quintanilla");
    assert.deepEqual(json["meta"], { only: true });
    assert.equal(json["updatedAt"], "2026-11-21T19:42:01.000Z");
  });

  it("a tax number completes its requirement and is not echoed", async () => {
    const { simulator, id, patch } = aCustomer();
    simulator.require(id, "tax_identification_number");
    const { json } = await patch({ personalInformation: tax, address });
    const criteria = simulator.customer(id)?.verificationProfiles[0]?.criteria;
    assert.ok(criteria?.complete.includes("tax_identification_number"));
    assert.ok(!JSON.stringify(json).includes("078-05-1120"));
  });

  it("an address completes its requirement", async () => {
    const { simulator, id, patch } = aCustomer();
    simulator.require(id, "residential_address");
    await patch({ address });
    const criteria = simulator.customer(id)?.verificationProfiles[0]?.criteria;
    assert.ok(criteria?.complete.includes("residential_address"));
  });

  it("names what is wrong and changes nothing", async () => {
    const { simulator, id, patch } = aCustomer();
    const before = simulator.customer(id);
    const { status, json } = await patch({
      address: { line1: "1 Main St", city: "Austin", country: "US" },
      meta: { deep: {} },
      personalInformation: { taxIdentificationNumber: "1" },
    });
    assert.equal(status, 422);
    assert.deepEqual(pointers(json), [
      "/address/country",
      "/meta",
      "/personalInformation/taxIdentificationNumberType",
      "/personalInformation/taxIdentificationNumberCountry",
    ]);
    assert.deepEqual(pointers((await patch({ personalInformation: "x" })).json), [
      "/personalInformation",
    ]);
    assert.equal((await patch([])).status, 400);
    assert.deepEqual(simulator.customer(id), before);
  });

  for (const personalInformation of [
    { firstName: "Ida" },
    { middleName: "B." },
    { lastName: "Byron" },
    { dateOfBirth: "1990-01-01" },
    tax,
  ]) {
    it(`${Object.keys(personalInformation)[0]} is locked once submitted, and not before`, async () => {
      const { simulator, id, patch } = aCustomer({ preset: "ready" });
      assert.equal((await patch({ personalInformation, address })).status, 200);
      simulator.finishProvider(id);
      assert.equal((await patch({ personalInformation, address })).status, 400);
      assert.equal((await patch({ address })).status, 200);
    });
  }

  it("address, meta and occupation stay open after the submission", async () => {
    const { simulator, id, patch } = aCustomer({ preset: "ready" });
    simulator.finishProvider(id);
    const personalInformation = { occupationSocCode: "11-1011" };
    assert.equal((await patch({ personalInformation, meta: {} })).status, 200);
  });

  it("a business, a hosted customer and an unknown one are refused", async () => {
    assert.equal((await aCustomer({ type: "business" }).patch({ meta: {} })).status, 400);
    assert.equal((await aCustomer({ preset: "link-created" }).patch({ meta: {} })).status, 400);
    const { simulator } = aCustomer();
    assert.equal((await callApi(simulator, "PATCH", "/v2/customer/none", {}, "{}")).status, 404);
  });
});
