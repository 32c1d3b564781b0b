import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createOnboardingHandler, type OnboardingHandlerOptions } from "../../../src/host/index.js";
import { stepsOf } from "../../../src/host/steps/steps.js";
import { secret } from "../host-under-test.js";

const good = { apiKey: "sk_test", secret, resolveCustomer: () => null };
const create = (options: unknown) => createOnboardingHandler(options as OnboardingHandlerOptions);

describe("the option steps", () => {
  const usual = [
    "email_verification",
    "phone_verification",
    "residential_address",
    "tax_identification_number",
    "identity_document",
  ];

  it("has on what every customer can give, and the other documents off", () => {
    assert.deepEqual([...stepsOf({}).keys()], usual);
    const report = { liveness_report_document: true, phone_verification: false };
    const chosen = usual.filter((name) => name !== "phone_verification");
    assert.deepEqual([...stepsOf(report).keys()], [...chosen, "liveness_report_document"]);
  });

  const stepEntries: readonly [name: string, value: unknown][] = [
    ["phone_verification", "yes"],
    ["residential_address", { types: {} }],
    ["tax_identification_number", {}],
    ["tax_identification_number", { types: ["cpf"] }],
    ["tax_identification_number", { types: { BR: ["cpf"] } }],
    ["tax_identification_number", { types: { BRA: "cpf" } }],
    ["tax_identification_number", { types: { BRA: ["CPF"] } }],
    ["identity_document", "passport"],
    ["identity_document", { kinds: {} }],
    ["proof_of_address_document", { types: {} }],
  ];
  const identityEntries: readonly [value: unknown, entry: string][] = [
    [{ driversType: "licence" }, "driversType"],
    [{ types: { library_card: true } }, "types"],
    [{ types: {} }, "types"],
    [{ types: ["passport"] }, "types"],
    [{ types: { passport: false } }, "types.passport"],
    [{ types: { passport: [] } }, "types.passport"],
    [{ types: { passport: ["ES"] } }, "types.passport"],
  ];
  for (const [value, entry] of identityEntries) {
    it(`identity_document = ${JSON.stringify(value)} is refused at ${entry}`, () => {
      assert.throws(() => create({ ...good, steps: { identity_document: value } }), {
        name: "TypeError",
        message: new RegExp(`option "steps.identity_document.${entry}" must be`),
      });
    });
  }

  for (const [name, value] of stepEntries) {
    it(`the step ${name} = ${JSON.stringify(value)} is refused by name`, () => {
      assert.throws(() => create({ ...good, steps: { [name]: value } }), {
        name: "TypeError",
        message: new RegExp(`option "steps.${name}" must be true`),
      });
    });
  }
});
