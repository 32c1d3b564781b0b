import { describe } from "node:test";
import { type Row, statusOf, testRows } from "./scenario-stage.js";

const place = "residential_address";
const address = { line1: "1 Main St", city: "Austin", country: "USA" };
const itin = {
  address,
  personalInformation: {
    taxIdentificationNumber: "900-70-0000",
    taxIdentificationNumberType: "itin",
    taxIdentificationNumberCountry: "USA",
  },
};
const wrongCity = { address: { ...address, city: "" } };

const detailRows: readonly Row[] = [
  ["address-refused", async (s) => (await s.patch({ address })).pointers, ["/address/postalCode"]],
  ["address-refused-with-400", async (s) => (await s.patch({ address })).json["status"], 400],
  [
    "tax-number-locked",
    async (s) => [
      s.statuses(),
      await statusOf(s.patch(itin)),
      await statusOf(s.patch({ address })),
    ],
    [["pending"], 400, 200],
  ],
  [
    "details-change-nothing",
    async (s) => [await statusOf(s.patch({ address })), s.listsOf(place)],
    [200, ["required"]],
  ],
  [
    "details-replace",
    async (s) => (await s.patch(itin)).json["personalInformation"],
    { taxIdentificationNumberType: "itin", taxIdentificationNumberCountry: "USA" },
  ],
  [
    "details-response-lost",
    async (s) => [await statusOf(s.patch({ address })), s.listsOf(place)],
    [503, ["complete"]],
  ],
  [
    "details-conflict",
    async (s) => [await statusOf(s.patch({ address })), s.listsOf(place)],
    [409, ["required"]],
  ],
  [
    "itin-becomes-ssn",
    async (s) => JSON.stringify((await s.patch(itin)).json).includes('NumberType":"ssn"'),
    true,
  ],
  [
    "itin-refused",
    async (s) => (await s.patch(itin)).pointers,
    ["/personalInformation/taxIdentificationNumberType"],
  ],
  ["flat-pointers", async (s) => (await s.patch(wrongCity)).pointers, ["/city"]],
  ["dotted-pointers", async (s) => (await s.patch(wrongCity)).pointers, ["address.city"]],
  ["unknown-pointers", async (s) => (await s.patch(wrongCity)).pointers, ["/compliance/region"]],
  [
    "errors-of-2025",
    async (s) => (await s.patch(wrongCity)).json["error"],
    { city: ["city is required"] },
  ],
  [
    "errors-with-message",
    async (s) => (await s.patch(wrongCity)).json["errors"],
    [{ message: "city is required", pointer: "/address/city" }],
  ],
];

describe("a scenario of details does what its sentence says:", () => {
  testRows(detailRows, "address-missing");
});
