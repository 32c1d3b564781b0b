import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createSimulator, type Simulator } from "../../../src/simulator/index.js";
import { callApi, documentedProfile, type JsonResponse, pointers } from "../spherepay-call.js";

const sampleAddress = { line1: "1 Main Street", city: "Springfield", country: "USA" };
const individualBody = {
  type: "individual",
  email: "ada@example.com",
  phone: "+14155550100",
  address: sampleAddress,
};
const businessBody = {
  type: "business",
  email: "office@example.com",
  phone: "+442079460000",
  addresses: [
    { ...sampleAddress, type: "registered" },
    { ...sampleAddress, type: "operating" },
  ],
};
const taxFields = {
  taxIdentificationNumber: "123-45-6789",
  taxIdentificationNumberType: "ssn",
  taxIdentificationNumberCountry: "USA",
};

function create(body: unknown, simulator: Simulator = createSimulator()): Promise<JsonResponse> {
  return callApi(simulator, "POST", "/v2/customer", {}, JSON.stringify(body));
}

describe("POST /v2/customer", () => {
  it("an individual is created with 201 and can be read", async () => {
    const simulator = createSimulator();
    const personalInformation = { ...taxFields, firstName: "Ada", lastName: "Byron" };
    const meta = { plan: "gold", note: null };
    const made = await create({ ...individualBody, personalInformation, meta }, simulator);
    assert.equal(made.status, 201);
    const { id, ...rest } = made.json;
    assert.match(String(id), /^customer_[0-9a-f]{32}$/);
    assert.deepEqual(rest, {
      type: "individual",
      email: "ada@example.com",
      phone: "+14155550100",
      firstName: "Ada",
      lastName: "Byron",
      personalInformation: {
        taxIdentificationNumberType: "ssn",
        taxIdentificationNumberCountry: "USA",
        firstName: "Ada",
        lastName: "Byron",
      },
      verificationProfiles: [documentedProfile],
      meta: { plan: "gold", note: null },
      createdAt: "2026-11-21T19:42:00.000Z",
      updatedAt: "2026-11-21T19:42:00.000Z",
    });
    assert.deepEqual((await callApi(simulator, "GET", `/v2/customer/${id}`)).json, made.json);
    assert.deepEqual(simulator.ids(), [id]);
  });

  it("the tax number itself is never sent back", async () => {
    const { json } = await create({ ...individualBody, personalInformation: taxFields });
    assert.ok(!JSON.stringify(json).includes("123-45-6789"));
  });

  it("an individual without a tax number still has to give it", async () => {
    const simulator = createSimulator();
    const { json } = await create(individualBody, simulator);
    const criteria = simulator.customer(String(json["id"]))?.verificationProfiles[0]?.criteria;
    assert.equal(criteria?.required[0], "tax_identification_number");
    assert.ok(!criteria?.complete.includes("tax_identification_number"));
  });

  it("a business is created with its names and a business profile", async () => {
    const businessInformation = { legalName: "Acme Limited", tradeName: "Acme" };
    const { status, json } = await create({ ...businessBody, businessInformation });
    assert.equal(status, 201);
    assert.equal(json["businessLegalName"], "Acme Limited");
    assert.equal(json["businessTradeName"], "Acme");
    const profiles = json["verificationProfiles"];
    assert.ok(Array.isArray(profiles));
    assert.equal(profiles[0].name, "kyb_profile_a");
  });

  it("the business information is optional", async () => {
    assert.equal((await create(businessBody)).status, 201);
  });

  it("shows the terms as a requirement or only in tosStatus, as chosen", async () => {
    for (const [termsBy, tosStatus] of [
      ["requirement", undefined],
      ["tosStatus", "incomplete"],
    ] as const) {
      const { json } = await create(individualBody, createSimulator({ termsBy }));
      assert.equal(json["tosStatus"], tosStatus);
      const names = JSON.stringify(json["verificationProfiles"]);
      assert.equal(names.includes("terms_of_service"), termsBy === "requirement");
    }
  });

  const faults: readonly (readonly [what: string, body: unknown, pointers: readonly string[]])[] = [
    ["nothing at all", {}, ["/type", "/email", "/phone"]],
    ["an unknown type", { ...individualBody, type: "robot" }, ["/type"]],
    ["a word for an e-mail", { ...individualBody, email: "ada" }, ["/email"]],
    ["an e-mail too long", { ...individualBody, email: `${"a".repeat(250)}@b.co` }, ["/email"]],
    ["a phone without a plus", { ...individualBody, phone: "14155550100" }, ["/phone"]],
    ["a phone too short", { ...individualBody, phone: "+123456" }, ["/phone"]],
    ["a phone too long", { ...individualBody, phone: "+1234567890123456" }, ["/phone"]],
    ["no address", { ...individualBody, address: undefined }, ["/address"]],
    ["an empty address", { ...individualBody, address: {} }, ["line1", "city", "country"].map(at)],
    [
      "a two-letter country",
      { ...individualBody, address: { ...sampleAddress, country: "US" } },
      [at("country")],
    ],
    [
      "a second line that is no text",
      { ...individualBody, address: { ...sampleAddress, line2: 5 } },
      [at("line2")],
    ],
    [
      "a list of personal facts",
      { ...individualBody, personalInformation: [] },
      ["/personalInformation"],
    ],
    [
      "a word for a business",
      { ...businessBody, businessInformation: "b" },
      ["/businessInformation"],
    ],
    ["nested meta", { ...individualBody, meta: { a: {} } }, ["/meta"]],
    [
      "a tax number alone",
      { ...individualBody, personalInformation: { taxIdentificationNumber: "1" } },
      ["Type", "Country"].map(tax),
    ],
    [
      "a tax number of another type without words",
      {
        ...individualBody,
        personalInformation: {
          ...taxFields,
          taxIdentificationNumberType: "other",
          taxIdentificationNumberCountry: "XKX",
        },
      },
      [tax("Description")],
    ],
    [
      "a tax number of a type that the USA does not have",
      {
        ...individualBody,
        personalInformation: { ...taxFields, taxIdentificationNumberType: "passport" },
      },
      [tax("Type")],
    ],
    [
      "a business without addresses",
      { ...businessBody, addresses: [] },
      ["/addresses", "/addresses"],
    ],
    [
      "a business with half an address",
      {
        ...businessBody,
        addresses: [businessBody.addresses[0], { type: "operating", line1: "x" }],
      },
      ["/addresses/1/city", "/addresses/1/country"],
    ],
  ];
  for (const [what, body, expected] of faults) {
    it(`${what} is refused with 422 and pointers`, async () => {
      const simulator = createSimulator();
      const { status, json } = await create(body, simulator);
      assert.equal(status, 422);
      assert.equal(json["status"], 422);
      assert.equal(json["code"], "validation/failed");
      assert.equal(json["detail"], "Validation failed");
      assert.match(String(json["correlationId"]), /^[0-9a-f]{32}$/);
      assert.deepEqual(pointers(json), expected);
      assert.deepEqual(simulator.ids(), []);
    });
  }

  for (const body of ["", "{", "[]", "null", '"text"']) {
    it(`a body that is not a JSON object (${JSON.stringify(body)}) is refused with 400`, async () => {
      const { status, json } = await callApi(createSimulator(), "POST", "/v2/customer", {}, body);
      assert.equal(status, 400);
      assert.equal(json["detail"], "Invalid request parameters");
    });
  }

  it("phones of 7 and of 15 digits are accepted", async () => {
    assert.equal((await create({ ...individualBody, phone: "+1234567" })).status, 201);
    assert.equal((await create({ ...individualBody, phone: "+123456789012345" })).status, 201);
  });
});

function at(field: string): string {
  return `/address/${field}`;
}

function tax(suffix: string): string {
  return `/personalInformation/taxIdentificationNumber${suffix}`;
}
