import { expect } from "@open-wc/testing";
import {
  aCardStage,
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
  slotSays,
  slotText,
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

describe("a file that is dragged", () => {
  const root = ({ element }: Stage): ShadowRoot => {
    if (!element.shadowRoot) throw new TypeError("expected a rendered element");
    return element.shadowRoot;
  };

  /** Whether the browser is left to open what is dropped. */
  function drag(type: "dragover" | "dragleave" | "drop", over: EventTarget, file?: File): boolean {
    const dataTransfer = new DataTransfer();
    if (file) dataTransfer.items.add(file);
    else dataTransfer.setData("text/plain", "a word");
    const init = { bubbles: true, cancelable: true, composed: true, dataTransfer };
    return over.dispatchEvent(new DragEvent(type, init));
  }

  it("marks the slot under it, and is taken there", async () => {
    const stage = await aCardStage();
    const slot = root(stage).querySelector("#slot-front");
    if (!slot) throw new TypeError("expected a slot");
    const photo = await aPhoto("dropped.jpg");
    const isMarked = () => getComputedStyle(slot).outlineStyle === "solid";

    expect(drag("dragover", slot, photo)).to.equal(false);
    expect(isMarked()).to.equal(true);
    drag("dragleave", slot, photo);
    expect(isMarked()).to.equal(false);
    drag("dragover", slot, photo);
    expect(drag("drop", slot, photo)).to.equal(false);

    expect(isMarked()).to.equal(false);
    await slotSays(stage, "front", "dropped.jpg");
    expect(slotText(stage, "back")).not.to.contain("dropped.jpg");
  });

  it("beside a slot is not opened in place of the page, as long as the step is open", async () => {
    const stage = await aCardStage();
    const photo = await aPhoto();
    const head = () => root(stage).querySelector("section") ?? root(stage);

    expect(drag("dragover", head(), photo)).to.equal(false);
    expect(drag("drop", head(), photo)).to.equal(false);
    expect(drag("drop", head())).to.equal(true);
    expect(drag("drop", document.body, photo)).to.equal(true);
    stage.click(stepText("step.back"));
    await isDone(stage);

    expect(drag("drop", head(), photo)).to.equal(true);
    expect(uploads(stage)).to.deep.equal([]);
  });
});

describe("the country that was chosen", () => {
  it("stays chosen in other languages, where it stands elsewhere in the list", async () => {
    const stage = await aCardStage();
    const select = () => stage.element.shadowRoot?.querySelector("select");
    for (const locale of ["ar", "de", "ja", "en"]) {
      stage.element.locale = locale;
      await until(() => stage.element.shadowRoot?.querySelector("section")?.lang === locale);
      await stage.atRest();
      expect(select()?.value, locale).to.equal("ESP");
    }
  });
});
