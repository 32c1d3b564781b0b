import { expect } from "@open-wc/testing";
import type { CustomerInit } from "../../../src/simulator/index.js";
import { ownSteps, problem } from "../fixtures/answers.js";
import { isOpen, primary } from "../fixtures/code-stages.js";
import {
  aFieldsStage,
  americanNumber,
  brazilianAddress,
  fieldAt,
  fill,
  patchesOf,
  pointersOf,
  save,
  sentBodies,
} from "../fixtures/fields-stages.js";
import { type Stage, until } from "../fixtures/stage.js";
import { stepText, text } from "../fixtures/texts.js";

const customer: CustomerInit = {
  profiles: [
    {
      name: "kyc_profile_a",
      required: ["residential_address", "tax_identification_number", ...ownSteps],
    },
  ],
};

/** The address is saved, and the tax number is next. */
async function aSavedAddressStage(): Promise<Stage> {
  const stage = await aFieldsStage("residential_address", { customer });
  await fill(stage, brazilianAddress);
  save(stage);
  await stage.shows(text("do.tax_identification_number"));
  await stage.atRest();
  return stage;
}

async function openTax(stage: Stage): Promise<void> {
  primary(stage).click();
  await until(() => isOpen(stage));
  await stage.atRest();
}

describe("an address that was saved a moment ago", () => {
  it("goes with the tax number, and nobody types or sees it again", async () => {
    const stage = await aSavedAddressStage();
    await openTax(stage);
    await fill(stage, americanNumber);
    expect(pointersOf(stage).filter((each) => each.startsWith("address"))).to.deep.equal([]);
    save(stage);
    await until(() => !isOpen(stage));
    await stage.atRest();

    expect(patchesOf(stage)).to.have.length(2);
    const [address, number] = sentBodies(stage).map(Object);
    expect(number.address).to.deep.equal(address.address);
    expect(number.tax.number).to.equal(americanNumber["tax/number"]);
  });

  it("stands in its fields where SpherePay refuses it this time", async () => {
    const stage = await aSavedAddressStage();
    await openTax(stage);
    stage.simulator.behave({ addressCheck: "refuses" });
    await fill(stage, americanNumber);
    save(stage);
    await stage.shows(stepText("tax.address"));
    await stage.atRest();
    expect(fieldAt(stage, "address/line1").value).to.equal(brazilianAddress["address/line1"]);
  });

  for (const [what, leave] of [
    ["the page is left", (stage: Stage) => stage.environment.tell("hidden")],
    ["the element is removed", (stage: Stage) => stage.element.remove()],
  ] as const) {
    it(`is gone when ${what}`, async () => {
      const stage = await aSavedAddressStage();
      const { parentNode } = stage.element;
      leave(stage);
      await stage.element.updateComplete;
      parentNode?.append(stage.element);
      stage.environment.tell("restored");
      await stage.shows(text("do.tax_identification_number"));
      await stage.atRest();
      await openTax(stage);
      await fill(stage, americanNumber);
      save(stage);
      await stage.shows(stepText("tax.address"));
      expect(fieldAt(stage, "address/line1").value).to.equal("");
    });
  }

  it("is gone when somebody else signs in", async () => {
    const stage = await aSavedAddressStage();
    stage.login.id = stage.simulator.createCustomer(customer);
    let isOver = false;
    stage.network = (request) => {
      if (isOver || !request.url.endsWith("/customer")) return undefined;
      isOver = true;
      return problem(401, "session_invalid");
    };
    stage.element.refresh();
    await stage.shows(text("note.login_changed"));
    await stage.atRest();
    stage.simulator.complete(stage.login.id, "residential_address");
    stage.element.refresh();
    await stage.shows(text("do.tax_identification_number"));
    await stage.atRest();
    await openTax(stage);
    await fill(stage, americanNumber);
    save(stage);
    await stage.shows(stepText("tax.address"));
    expect(fieldAt(stage, "address/line1").value).to.equal("");
  });
});

describe("what is wrong with a field", () => {
  it("goes as soon as the customer changes it", async () => {
    const stage = await aFieldsStage("residential_address", { customer });
    save(stage);
    await stage.shows(stepText("fields.summary"));
    await fill(stage, { "address/country": "BR", "address/line1": "Rua Augusta 1508" });
    expect(fieldAt(stage, "address/line1").ariaInvalid).to.equal(null);
    expect(fieldAt(stage, "address/city").ariaInvalid).to.equal("true");
    await fill(stage, { "address/city": "São Paulo" });
    expect(stage.text()).not.to.contain(stepText("fields.summary"));
  });
});
