import { expect } from "@open-wc/testing";
import { isOpen } from "../fixtures/code-stages.js";
import {
  americanNumber,
  aNumberWithAddressStage,
  aTaxStage,
  brazilianAddress,
  descriptionOf,
  fieldAt,
  fill,
  labelOf,
  patchesOf,
  pointersOf,
  save,
  sentBodies,
  summaryOf,
} from "../fixtures/fields-stages.js";
import { type Stage, until } from "../fixtures/stage.js";
import { stepText } from "../fixtures/texts.js";

const focused = ({ element }: Stage) => element.shadowRoot?.activeElement;

async function isSaved(stage: Stage): Promise<void> {
  await until(() => !isOpen(stage));
  await stage.atRest();
}

describe("a tax number", () => {
  it("has the kinds of its country, and shows the address when the host needs it", async () => {
    const stage = await aTaxStage();
    expect(pointersOf(stage)).to.deep.equal(["tax/country", "tax/number"]);
    await fill(stage, { "tax/country": "BR" });
    expect(labelOf(stage, "tax/number")).to.equal(stepText("tax.cpf"));
    await fill(stage, americanNumber);
    expect(descriptionOf(stage, "tax/number")).to.contain("123-45-6789");
    save(stage);
    await stage.shows(stepText("tax.address"));
    await stage.atRest();
    expect(focused(stage)).to.equal(summaryOf(stage));
    expect(fieldAt(stage, "tax/number").value).to.equal(americanNumber["tax/number"]);
    await fill(stage, brazilianAddress);
    save(stage);
    await isSaved(stage);
    const [, sent] = sentBodies(stage);
    expect(Object(sent).tax).to.deep.equal({ number: "123-45-6789", type: "ssn", country: "USA" });
    expect(Object(sent).address.country).to.equal("BRA");
  });

  it("of another kind needs its description", async () => {
    const stage = await aNumberWithAddressStage();
    await fill(stage, { "tax/country": "DE", "tax/type": "other", ...brazilianAddress });
    save(stage);
    await stage.shows(stepText("fields.empty"));
    expect(patchesOf(stage)).to.have.length(1);
    expect(fieldAt(stage, "tax/description").getAttribute("aria-invalid")).to.equal("true");
    await fill(stage, { "tax/description": "Steuer-ID" });
    save(stage);
    await isSaved(stage);
    const [, sent] = sentBodies(stage);
    expect(Object(sent).tax).to.include({ type: "other", description: "Steuer-ID" });
  });

  it("keeps its letters, of a kind of the host's own", async () => {
    const stage = await aTaxStage({
      handler: {
        steps: { tax_identification_number: { types: { BRA: ["cpf", "cnpj"] } } },
        customerAddress: () => ({ line1: "Rua Augusta 1508", city: "São Paulo", country: "BRA" }),
      },
    });
    await fill(stage, { "tax/country": "BR", "tax/type": "cnpj" });
    expect(labelOf(stage, "tax/number")).to.equal("CNPJ");
    await fill(stage, { "tax/number": " 12.ABC.345/01DE-35 " });
    save(stage);
    await isSaved(stage);
    const [sent] = sentBodies(stage);
    expect(Object(sent).tax.number).to.equal("12.ABC.345/01DE-35");
  });

  it("does not send a kind that its country does not have", async () => {
    const stage = await aTaxStage();
    await fill(stage, { ...americanNumber, "tax/country": "DE" });
    expect(fieldAt(stage, "tax/type").value).to.equal("");
    save(stage);
    await stage.shows(stepText("fields.unchosen"));
    expect(patchesOf(stage)).to.deep.equal([]);
  });
});
