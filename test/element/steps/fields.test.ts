import { expect } from "@open-wc/testing";
import { isOpen } from "../fixtures/code-stages.js";
import {
  americanNumber,
  aNumberWithAddressStage,
  anAddressStage,
  anEmptyAddressStage,
  anotherNumberStage,
  aRefusedAddressStage,
  aTaxStage,
  brazilianAddress,
  descriptionOf,
  fieldAt,
  fill,
  labelOf,
  pointersOf,
  save,
  summaryOf,
  titleOf,
} from "../fixtures/fields-stages.js";
import { problemCodes } from "../fixtures/ports.js";
import { type Stage, until } from "../fixtures/stage.js";
import { stepText, text } from "../fixtures/texts.js";

const focused = ({ element }: Stage) => element.shadowRoot?.activeElement;
const patches = (stage: Stage) => stage.sent.filter(({ method }) => method === "PATCH");
const bodies = (stage: Stage): Promise<unknown[]> =>
  Promise.all(patches(stage).map(({ request }) => request.clone().json()));

describe("an address", () => {
  it("is asked for in its country's order and words, and keeps what was typed", async () => {
    const stage = await anAddressStage();
    expect(pointersOf(stage)[0]).to.equal("address/country");
    await fill(stage, { "address/line1": "Rua Augusta 1508", "address/city": "São Paulo" });
    await fill(stage, { "address/country": "DE" });
    expect(pointersOf(stage)).to.deep.equal([
      "address/country",
      "address/line1",
      "address/line2",
      "address/postalCode",
      "address/city",
    ]);
    await fill(stage, { "address/country": "BR" });
    expect(labelOf(stage, "address/postalCode")).to.equal(stepText("address.cep"));
    expect(labelOf(stage, "address/state")).to.equal(stepText("address.state"));
    expect(fieldAt(stage, "address/line1").value).to.equal("Rua Augusta 1508");
    expect(fieldAt(stage, "address/city").value).to.equal("São Paulo");
    expect(fieldAt(stage, "address/postalCode").value).to.equal("");
  });

  it("is sent once, of the fields on the form, and completes the step", async () => {
    const stage = await anAddressStage();
    await fill(stage, { ...brazilianAddress, "address/line2": "  " });
    save(stage);
    await until(() => !isOpen(stage));
    await stage.atRest();
    expect(patches(stage)).to.have.length(1);
    expect(patches(stage)[0]?.key).to.be.a("string");
    expect(stage.text()).to.contain(text("note.saved", { name: titleOf("residential_address") }));
  });
});
