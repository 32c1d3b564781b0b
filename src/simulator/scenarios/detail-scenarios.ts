import type { CustomerInit } from "../customers/customer-init.js";
import type { Scenario } from "./scenario.js";

const ready: CustomerInit = { preset: "ready" };
const address = "residential_address";
const tax = "tax_identification_number";

/** Ready but for one requirement. */
const lacks = (requirement: string): Pick<Scenario, "customer" | "arrange"> => ({
  customer: ready,
  arrange: (simulator, id) => simulator.require(id, requirement),
});

/** Scenarios of changed addresses and tax numbers, and of the forms of errors. */
export const detailScenarios = {
  "address-refused": {
    sentence: "Every address is refused with 422 and the pointer /address/postalCode.",
    behaviour: { addressCheck: "refuses" },
    ...lacks(address),
  },
  "address-refused-with-400": {
    sentence: "Every address is refused with 400 and the code address/invalid.",
    behaviour: { addressCheck: "refuses", addressRefusal: 400 },
    ...lacks(address),
  },
  "tax-number-locked": {
    sentence: "The tax number is to do after the submission, and a change of it is 400.",
    customer: ready,
    arrange(simulator, id) {
      simulator.finishProvider(id);
      simulator.require(id, tax);
    },
  },
  "details-change-nothing": {
    sentence: "A changed address is taken, and its requirement stays in required.",
    behaviour: { patchMoves: "nothing" },
    ...lacks(address),
  },
  "details-replace": {
    sentence: "A change of personalInformation replaces what was there.",
    behaviour: { personalPatch: "replaces" },
    ...lacks(tax),
  },
  "details-response-lost": {
    sentence: "The first change takes effect, and its response is 503.",
    customer: ready,
    arrange(simulator, id) {
      simulator.require(id, address);
      simulator.inject({ kind: "status", status: 503, method: "PATCH", isCarriedOut: true });
    },
  },
  "details-conflict": {
    sentence: "The first change is 409: the customer was decided in between.",
    customer: ready,
    arrange(simulator, id) {
      simulator.require(id, address);
      simulator.inject({ kind: "status", status: 409, method: "PATCH" });
    },
  },
  "itin-becomes-ssn": {
    sentence: "An itin of the USA is taken and handled as ssn.",
    behaviour: { itin: "ssn" },
    ...lacks(tax),
  },
  "itin-refused": {
    sentence: "An itin of the USA is refused.",
    behaviour: { itin: "refused" },
    ...lacks(tax),
  },
  "flat-pointers": {
    sentence: "Pointers name the last member alone: /city.",
    behaviour: { pointers: "flat" },
    ...lacks(address),
  },
  "dotted-pointers": {
    sentence: "Pointers are dotted paths: address.city.",
    behaviour: { pointers: "dotted" },
    ...lacks(address),
  },
  "unknown-pointers": {
    sentence: "Pointers name a member that nobody has sent.",
    behaviour: { pointers: "unknown" },
    ...lacks(address),
  },
  "errors-of-2025": {
    sentence: "Errors have the form of 2025: ts and error.",
    behaviour: { problemBody: "ts-error" },
    ...lacks(address),
  },
  "errors-with-message": {
    sentence: "Each of errors has its text in message.",
    behaviour: { fieldErrorText: "message" },
    ...lacks(address),
  },
} as const satisfies Record<string, Scenario>;
