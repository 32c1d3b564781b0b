import { expect } from "@open-wc/testing";
import { problem } from "../fixtures/answers.js";
import {
  aCardStage,
  aFrontStage,
  aKindsStage,
  aLargeStage,
  aPassportStage,
  aPdf,
  aPhoto,
  aRefusedStage,
  aReloadedStage,
  aStuckStage,
  aTwiceStage,
  chooseCountry,
  chooseKind,
  isOpen,
  pick,
  received,
  reload,
  slotButton,
  slotSays,
  slotText,
  uploads,
  uploadsOf,
} from "../fixtures/document-stages.js";
import { type Stage, until } from "../fixtures/stage.js";
import { stepText, stepTextStart, text } from "../fixtures/texts.js";

const primaryText = ({ element }: Stage) =>
  element.shadowRoot?.querySelector(".button:not(.quiet)")?.textContent?.trim();
const receivedStart = stepTextStart("document.received").trim();
const focusedLabel = ({ element }: Stage) => element.shadowRoot?.activeElement?.textContent?.trim();

/** A file of these first bytes. */
const aFile = (start: string, name = "front.jpg", type = "image/jpeg") =>
  new File([Uint8Array.from(start, (each) => each.charCodeAt(0))], name, { type });

describe("a file of a document", () => {
  const wrong: readonly [what: string, file: File, said: "empty" | "type"][] = [
    ["0 bytes", new File([], "front.jpg"), "empty"],
    ["a WebP that is named .jpg", aFile("RIFF\0\0\0\0WEBPVP8 "), "type"],
    ["an AVIF", aFile("\0\0\0\x20ftypavif", "front.avif"), "type"],
    ["an SVG", aFile("<svg xmlns='http://www.w3.org/2000/svg'/>", "front.svg"), "type"],
    ["HTML that is named .jpg", aFile("<!doctype html><p>"), "type"],
  ];
  for (const [what, file, said] of wrong) {
    it(`that is ${what} is not sent, and its slot says why`, async () => {
      const stage = await aCardStage();
      pick(stage, "front", file);
      await slotSays(stage, "front", stepText(`document.${said}`));
      await stage.atRest();
      expect(uploads(stage)).to.deep.equal([]);
      expect(focusedLabel(stage)).to.equal(stepText("document.choose"));
      expect(primaryText(stage)).to.equal(stepText("document.another"));
      expect(stage.announced()).to.contain(stepText(`document.${said}`));
    });
  }

  const right: readonly [what: string, file: File][] = [
    ["a HEIC that is named .jpg", aFile("\0\0\0\x18ftypheic", "front.jpg")],
    ["a PDF with something before its mark", aFile(`${" ".repeat(900)}%PDF-1.7`, "a.pdf", "")],
    ["a TIFF of the other byte order", aFile("MM\0*rest", "a.tiff", "application/octet-stream")],
  ];
  for (const [what, file] of right) {
    it(`that is ${what} is sent as it is`, async () => {
      const stage = await aPassportStage();
      pick(stage, "file", file);
      await until(() => !isOpen(stage));
      expect(received(stage)).to.deep.equal(["passport ESP"]);
      expect(await uploads(stage)[0]?.clone().arrayBuffer()).to.have.property(
        "byteLength",
        file.size,
      );
    });
  }

  it("that is larger than the host takes is not sent where it cannot be made smaller", async () => {
    const stage = await aLargeStage();
    expect(slotText(stage, "front")).to.contain("10 kB");
    expect(uploads(stage)).to.deep.equal([]);
  });

  it("that is a picture too large for the host is made smaller, and nothing else is touched", async () => {
    const stage = await aPassportStage({
      handler: { steps: { identity_document: true }, maxDocumentBytes: 60_000 },
    });
    const photo = await aPhoto("large.jpg", "teal", 64);
    const padded = new File([photo, new Uint8Array(90_000)], "large.jpg", { type: "image/jpeg" });
    pick(stage, "file", padded);
    await until(() => !isOpen(stage));
    const sent = await uploads(stage)[0]?.clone().blob();
    expect(sent?.size).to.be.lessThan(60_000);
    const picture = sent && (await createImageBitmap(sent));
    expect(picture?.width).to.equal(64);
  });

  it("that a host takes less of than it said is refused with its limit", async () => {
    const stage = await aCardStage();
    stage.network = ({ url }) =>
      url.includes("/documents/")
        ? problem(413, "document_too_large", { maxBytes: 4_500_000 })
        : undefined;
    pick(stage, "front", aPdf("large.pdf", "x".repeat(4_600_000)));
    await slotSays(stage, "front", "4.5 MB");
  });

  it("that is refused is not sent again unasked, and three refusals name the support", async () => {
    const stage = await aRefusedStage();
    const before = uploads(stage).length;
    pick(stage, "front", await aPhoto("renamed.jpg"));
    await slotSays(stage, "front", stepText("document.ask_refused"));
    await stage.atRest();
    expect(uploads(stage)).to.have.length(before);
    slotButton(stage, "front", stepText("document.anyway")).click();
    await until(() => uploads(stage).length === before + 1);
    const stuck = await aStuckStage();
    expect(stuck.text()).to.contain(stepText("document.help"));
  });

  it("that is the other side's is asked about, and sent when the customer says so", async () => {
    const stage = await aTwiceStage();
    expect(uploadsOf(stage)).to.deep.equal(["id_card ESP front"]);
    slotButton(stage, "back", stepText("document.anyway")).click();
    await until(() => !isOpen(stage));
    expect(received(stage)).to.deep.equal(["id_card ESP front", "id_card ESP back"]);
  });

  it("is drawn where the browser can, and is a card with its name where not", async () => {
    const stage = await aFrontStage();
    const canvas = stage.element.shadowRoot?.querySelector("canvas");
    expect(canvas?.getContext("2d")?.getImageData(5, 5, 1, 1).data[2]).to.be.greaterThan(100);
    const hidden = "\u202egpj.exe\u0000";
    const other = await aCardStage();
    other.network = () => new Promise(() => {});
    pick(other, "front", new File([aPdf()], `a"b\n${hidden}.pdf`));
    await slotSays(other, "front", ".pdf");
    expect(other.element.shadowRoot?.querySelector("canvas")).to.equal(null);
    expect(other.element.shadowRoot?.querySelector("bdi")?.textContent).to.contain('a"b');
  });
});

describe("the sides of a document", () => {
  it("may come back before front", async () => {
    const stage = await aCardStage();
    pick(stage, "back", await aPhoto("back.jpg"));
    await slotSays(stage, "back", receivedStart);
    expect(primaryText(stage)).to.equal(stepText("document.add_front"));
    pick(stage, "front", await aPhoto("front.jpg", "red"));
    await until(() => !isOpen(stage));
    expect(received(stage)).to.deep.equal(["id_card ESP back", "id_card ESP front"]);
  });

  it("that the host has are not asked for again after a reload", async () => {
    const stage = await aReloadedStage();
    expect(primaryText(stage)).to.equal(stepText("document.add_back"));
    pick(stage, "back", await aPhoto("back.jpg", "red"));
    await until(() => !isOpen(stage));
    expect(received(stage)).to.deep.equal(["id_card ESP front", "id_card ESP back"]);
  });

  it("are both asked for of another country after a reload", async () => {
    const stage = await aReloadedStage();
    chooseCountry(stage, "FRA");
    await stage.shows(stepText("document.add_front"));
    expect(slotText(stage, "front")).not.to.contain(receivedStart);
  });

  it("of a country that a host does not note are those of the one that is chosen", async () => {
    const stage = await aFrontStage();
    stage.network = async (request) => {
      if (!/\/(customer|session)$/.test(request.url)) return undefined;
      const response = await stage.handler(request);
      const answer = (await response.text()).replaceAll('"country":"ESP",', "");
      return new Response(answer, response);
    };
    await reload(stage);
    chooseCountry(stage, "ESP");
    await stage.shows(stepText("document.add_back"));
    expect(slotText(stage, "front")).to.contain(receivedStart);
  });

  it("are needed again for another kind, and for another country", async () => {
    const stage = await aFrontStage();
    chooseKind(stage, "drivers");
    await stage.shows(stepText("document.other"));
    expect(primaryText(stage)).to.equal(stepText("document.add_front"));
    chooseKind(stage, "id_card");
    await slotSays(stage, "front", receivedStart);
    chooseCountry(stage, "FRA");
    await stage.shows(stepText("document.other"));
    expect(stage.announced()).to.contain(stepText("document.other"));
    expect(slotText(stage, "front")).not.to.contain(receivedStart);
  });

  it("that were received and are still asked for leave a way back", async () => {
    const stage = await aCardStage({ simulator: { uploadMoves: "nothing" } });
    pick(stage, "front", await aPhoto("front.jpg"));
    pick(stage, "back", await aPhoto("back.jpg", "red"));
    await until(() => !isOpen(stage));
    await stage.atRest();
    expect(stage.text()).to.contain(
      text("note.saved", { name: text("requirement.identity_document") }),
    );
    expect(received(stage)).to.have.length(2);
  });

  it("are one file where the only kind that is offered has none, without a choice of kinds", async () => {
    const stage = await aKindsStage({
      handler: { steps: { identity_document: { types: { passport: ["ESP"] } } } },
    });
    await stage.shows(stepText("document.slot_file"));
    expect(stage.element.shadowRoot?.querySelector("[type=radio]")).to.equal(null);
    pick(stage, "file", await aPhoto());
    await until(() => !isOpen(stage));
    expect(received(stage)).to.deep.equal(["passport ESP"]);
  });
});
