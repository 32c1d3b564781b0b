import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Behaviour, createSimulator } from "../../../src/simulator/index.js";
import { callApi, pointers } from "../spherepay-call.js";
import { patch as patchCustomer } from "../steps-call.js";

function aCustomer(behaviour: Partial<Behaviour> = {}) {
  const simulator = createSimulator(behaviour);
  const id = simulator.createCustomer();
  return { simulator, id, patch: (body: unknown) => patchCustomer(simulator, id, body) };
}

const address = { line1: "1 Main St", city: "Austin", country: "USA" };
const tax = {
  taxIdentificationNumber: "078-05-1120",
  taxIdentificationNumberType: "ssn",
  taxIdentificationNumberCountry: "USA",
};

describe("an address and a tax number", () => {
  const inTax = (name: string) => `/personalInformation/taxIdentificationNumber${name}`;
  const rows: readonly (readonly [string, object, readonly string[]])[] = [
    ["a tax number without an address", { personalInformation: tax }, ["/address"]],
    [
      "a tax number alone",
      { personalInformation: { taxIdentificationNumber: "1" } },
      ["/address", inTax("Type"), inTax("Country")],
    ],
    [
      "a type alone",
      { personalInformation: { taxIdentificationNumberType: "ssn" }, address },
      [inTax(""), inTax("Country")],
    ],
    [
      "a national number of the USA",
      { personalInformation: { ...tax, taxIdentificationNumberType: "national_id" }, address },
      [inTax("Type")],
    ],
    [
      "another kind without a description",
      {
        personalInformation: {
          ...tax,
          taxIdentificationNumberType: "other",
          taxIdentificationNumberCountry: "IRL",
        },
        address,
      },
      [inTax("Description")],
    ],
    [
      "a tax country of two letters",
      { personalInformation: { ...tax, taxIdentificationNumberCountry: "US" }, address },
      [inTax("Country")],
    ],
    [
      "an address without line, city and country",
      { address: { line1: " " } },
      ["/address/line1", "/address/city", "/address/country"],
    ],
    [
      "an address whose postal code is a number",
      { address: { ...address, postalCode: 78_701 } },
      ["/address/postalCode"],
    ],
    ["an address of null", { address: null }, ["/address"]],
    [
      "names that are empty, and a wrong birth date",
      { personalInformation: { firstName: "", lastName: null, dateOfBirth: "29/03/1987" } },
      ["firstName", "lastName", "dateOfBirth"].map((name) => `/personalInformation/${name}`),
    ],
  ];
  for (const [what, body, expected] of rows) {
    it(`${what} is refused by its pointers, and nothing changes`, async () => {
      const { simulator, id, patch } = aCustomer();
      const before = simulator.customer(id);
      const { status, json } = await patch(body);
      assert.deepEqual([status, pointers(json)], [422, expected]);
      assert.deepEqual(simulator.customer(id), before);
    });
  }

  const taken: readonly (readonly [string, object, object])[] = [
    ["Kosovo without a postal code", { line1: "1", city: "Prishtina", country: "XKX" }, tax],
    [
      "a tax country unlike the residence",
      { ...address, country: "IRL", postalCode: null },
      { ...tax, taxIdentificationNumberCountry: "BRA", taxIdentificationNumberType: "cpf" },
    ],
    ["an itin of the USA", address, { ...tax, taxIdentificationNumberType: "itin" }],
    [
      "a number with letters and a type that no page names",
      address,
      {
        taxIdentificationNumber: "12.ABC.345/01DE-35",
        taxIdentificationNumberType: "cnpj",
        taxIdentificationNumberCountry: "BRA",
      },
    ],
  ];
  for (const [what, place, personalInformation] of taken) {
    it(`${what} is taken`, async () => {
      const { patch } = aCustomer();
      assert.equal((await patch({ address: place, personalInformation })).status, 200);
    });
  }

  it("an itin becomes ssn, or is refused, in those readings", async () => {
    const personalInformation = { ...tax, taxIdentificationNumberType: "itin" };
    const turned = await aCustomer({ itin: "ssn" }).patch({ personalInformation, address });
    assert.match(JSON.stringify(turned.json), /"taxIdentificationNumberType":"ssn"/);
    const refused = await aCustomer({ itin: "refused" }).patch({
      personalInformation,
      address,
    });
    assert.deepEqual(pointers(refused.json), [inTax("Type")]);
  });

  it("personalInformation is merged, or replaced in that reading", async () => {
    for (const [personalPatch, expected] of [
      ["merges", true],
      ["replaces", false],
    ] as const) {
      const { patch } = aCustomer({ personalPatch });
      const { json } = await patch({ personalInformation: { nationality: "MEX" } });
      const { personalInformation } = json;
      assert.equal(JSON.stringify(personalInformation).includes("occupationSocCode"), expected);
    }
  });

  it("a good address is refused where SpherePay refuses it, with 422 or 400", async () => {
    const { patch } = aCustomer({ addressCheck: "refuses" });
    assert.deepEqual(pointers((await patch({ address })).json), ["/address/postalCode"]);
    const other = aCustomer({ addressCheck: "refuses", addressRefusal: 400 });
    const { status, json } = await other.patch({ address });
    assert.deepEqual([status, json["code"]], [400, "address/invalid"]);
    assert.equal((await other.patch({ meta: {} })).status, 200);
  });

  it("its requirement stays where nothing moves", async () => {
    const { simulator, id, patch } = aCustomer({ patchMoves: "nothing" });
    simulator.require(id, "residential_address");
    assert.equal((await patch({ address })).status, 200);
    const criteria = simulator.customer(id)?.verificationProfiles[0]?.criteria;
    assert.ok(criteria?.required.includes("residential_address"));
  });
});

describe("the forms of an error", () => {
  const wrong = { address: { ...address, city: "" } };
  const detail = "city is required";

  for (const [name, pointer] of [
    ["nested", "/address/city"],
    ["flat", "/city"],
    ["dotted", "address.city"],
    ["unknown", "/compliance/region"],
  ] as const) {
    it(`${name} pointers: ${pointer}`, async () => {
      const { json } = await aCustomer({ pointers: name }).patch(wrong);
      assert.deepEqual(json["errors"], [{ detail, pointer }]);
    });
  }

  it("message instead of detail", async () => {
    const { json } = await aCustomer({ fieldErrorText: "message" }).patch(wrong);
    assert.deepEqual(json["errors"], [{ message: detail, pointer: "/address/city" }]);
  });

  it("ts and error, as in 2025", async () => {
    const { simulator, patch } = aCustomer({ problemBody: "ts-error" });
    const ts = "2026-11-21T19:42:00.000Z";
    assert.deepEqual((await patch(wrong)).json, { ts, error: { city: [detail] } });
    const { status, json } = await callApi(simulator, "GET", "/v2/customer/none");
    assert.deepEqual([status, json], [404, { ts, error: { general: "Resource not found" } }]);
  });
});
