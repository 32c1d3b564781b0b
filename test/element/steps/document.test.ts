import { expect } from "@open-wc/testing";
import {
  aFrontStage,
  aKindsStage,
  aPassportStage,
  aPdf,
  aPhoto,
  chooseKind,
  documentTitle,
  isOpen,
  pick,
  received,
  uploads,
  uploadsOf,
} from "../fixtures/document-stages.js";
import { problemCodes } from "../fixtures/ports.js";
import { type Stage, until } from "../fixtures/stage.js";
import { stepText, text } from "../fixtures/texts.js";

const focused = ({ element }: Stage) => element.shadowRoot?.activeElement;
const primary = ({ element }: Stage): HTMLElement | null | undefined =>
  element.shadowRoot?.querySelector(".button:not(.quiet)");
const primaryText = (stage: Stage) => primary(stage)?.textContent?.trim();
const isDone = async (stage: Stage) => {
  await until(() => !isOpen(stage));
  await stage.atRest();
};
const completed = (stage: Stage) => stage.eventTypes().filter((type) => type === "stepcomplete");

describe("a document", () => {
  it("of two sides is sent side by side, each as soon as it is chosen, and the list follows", async () => {
    const stage = await aFrontStage();
    expect(uploadsOf(stage)).to.deep.equal(["id_card ESP front"]);
    expect(primaryText(stage)).to.equal(stepText("document.add_back"));
    pick(stage, "back", await aPhoto("back.jpg", "orange"));
    await isDone(stage);
    expect(received(stage)).to.deep.equal(["id_card ESP front", "id_card ESP back"]);
    expect(completed(stage)).to.have.length(1);
    expect(stage.text()).to.contain(text("note.saved", { name: documentTitle }));
    expect(problemCodes(stage.events)).to.deep.equal([]);
  });

  it("without sides is one file without a side", async () => {
    const stage = await aPassportStage();
    expect(primaryText(stage)).to.equal(stepText("document.add_file"));
    pick(stage, "file", aPdf());
    await isDone(stage);
    expect(received(stage)).to.deep.equal(["passport ESP"]);
  });

  it("asks for its kind and its country where they are missing, at the field", async () => {
    const stage = await aKindsStage();
    expect(primaryText(stage)).to.equal(stepText("document.add_file"));
    primary(stage)?.click();
    await stage.shows(stepText("document.no_type"));
    await stage.element.updateComplete;
    expect(focused(stage)?.getAttribute("name")).to.equal("type");
    expect(stage.announced()).to.contain(stepText("document.no_type"));
    chooseKind(stage, "id_card");
    await stage.shows(stepText("document.country"));
    primary(stage)?.click();
    await until(() => focused(stage)?.id === "country");
    expect(focused(stage)?.getAttribute("aria-invalid")).to.equal("true");
    pick(stage, "front", await aPhoto());
    await stage.atRest();
    expect(uploads(stage)).to.deep.equal([]);
  });
});
