import { expect } from "@open-wc/testing";
import { shrink } from "../../../src/element/steps/document/picture.js";
import { noNetwork, problem } from "../fixtures/answers.js";
import {
  aCardStage,
  aPassportStage,
  aPdf,
  aPhoto,
  isDocument,
  isOpen,
  pick,
  received,
  slotSays,
  slotText,
  uploads,
} from "../fixtures/document-stages.js";
import { type Stage, until } from "../fixtures/stage.js";
import { stepText, stepTextStart } from "../fixtures/texts.js";

const place = "canary-place-40.4168N";
const bytesOf = (text: string) => Uint8Array.from(text, (each) => each.charCodeAt(0));

/** What a camera writes before a picture: one tag of TIFF says how it was held; the place follows. */
const exif = (orientation: number) =>
  bytesOf(
    `Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0${String.fromCharCode(orientation)}\0\0\0\0\0\0${place}`,
  );

/** A photo as a camera writes it. 6: the phone was upright. */
async function aCameraPhoto(orientation: number, padding = 0): Promise<File> {
  const canvas = Object.assign(document.createElement("canvas"), { width: 64, height: 32 });
  const context = canvas.getContext("2d");
  if (context) context.fillStyle = "#fff";
  context?.fillRect(0, 0, 20, 32);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg"));
  const jpeg = new Uint8Array((await blob?.arrayBuffer()) ?? []);
  const segment = exif(orientation);
  const length = segment.length + 2;
  const head = Uint8Array.of(0xff, 0xd8, 0xff, 0xe1, length >> 8, length & 255);
  const parts = [head, segment, jpeg.slice(2), new Uint8Array(padding)];
  return new File(parts, "photo.jpg", { type: "image/jpeg" });
}

const sentBytes = async (stage: Stage): Promise<Uint8Array> =>
  new Uint8Array((await uploads(stage).at(-1)?.clone().arrayBuffer()) ?? []);
const latin1 = (bytes: Uint8Array) =>
  Array.from(bytes, (each) => String.fromCharCode(each)).join("");
const sizeOf = async (bytes: Uint8Array<ArrayBuffer>) => {
  const { width, height } = await createImageBitmap(new Blob([bytes]));
  return [width, height];
};
const taking = (maxDocumentBytes: number) => ({
  handler: { steps: { identity_document: true }, maxDocumentBytes },
});
const receivedStart = stepTextStart("document.received").trim();

describe("a photo of a camera", () => {
  it("is sent as it is: how it was held and where stays in it, and is nowhere else", async () => {
    const stage = await aPassportStage();
    const photo = await aCameraPhoto(6);
    pick(stage, "file", photo);
    await until(() => !isOpen(stage));
    const sent = await sentBytes(stage);
    expect(sent).to.deep.equal(new Uint8Array(await photo.arrayBuffer()));
    expect(latin1(sent).split(place)).to.have.length(2);
    const { url, headers } = uploads(stage)[0] ?? new Request("/");
    const elsewhere = JSON.stringify([
      url,
      [...headers],
      stage.events.map((event) => ({ ...event })),
      stage.environment.warnings,
      [{ ...localStorage }, { ...sessionStorage }, document.cookie],
      stage.element.customer,
      stage.element.shadowRoot?.innerHTML,
    ]);
    expect(elsewhere).not.to.contain("canary");
  });

  for (const [orientation, size] of [
    [6, [32, 64]],
    [1, [64, 32]],
  ] as const) {
    it(`that was held at ${orientation} is upright when it was made smaller, without its place`, async () => {
      const stage = await aPassportStage(taking(50_000));
      pick(stage, "file", await aCameraPhoto(orientation, 60_000));
      await until(() => !isOpen(stage));
      const sent = await sentBytes(stage);
      expect(await sizeOf(new Uint8Array(sent))).to.deep.equal(size);
      expect(latin1(sent)).not.to.contain(place);
    });
  }

  it("of 24 million pixels is made smaller below what phones draw", async () => {
    const photo = await aPhoto("24 MP.jpg", "teal", 4_900);
    const padded = new File([photo, new Uint8Array(9_000_000)], "24 MP.jpg");
    const smaller = await shrink(padded, 4_500_000, document);
    const { width, height } = await createImageBitmap(smaller ?? new Blob());
    expect([width, height]).to.deep.equal([4_000, 4_000]);
    expect(width * height).to.be.lessThan(16_777_216);
  });

  for (const isDrawn of [true, false]) {
    it(`${isDrawn ? "is taken where the canvas has it" : "is not taken from a canvas that stays blank"}`, async () => {
      const page = Object.create(document, {
        createElement: {
          value: () => {
            const canvas = document.createElement("canvas");
            const context = canvas.getContext("2d");
            if (context && !isDrawn) context.drawImage = () => undefined;
            return canvas;
          },
        },
      });
      const smaller = await shrink(await aPhoto(), 4_500_000, page);
      expect(smaller?.type).to.equal(isDrawn ? "image/jpeg" : undefined);
    });
  }
});

describe("a file that is too large for what stands before the host", () => {
  /** A proxy in front of the host, which says so in a page of its own. */
  const behindProxy = (stage: Stage, mostBytes: number) => {
    stage.network = async (request) => {
      if (!isDocument(request)) return undefined;
      const { size } = await request.clone().blob();
      const headers = { "Content-Type": "text/html" };
      return size > mostBytes ? new Response("<h1>413</h1>", { status: 413, headers }) : undefined;
    };
  };

  it("is said to be too large, and for what", async () => {
    const stage = await aCardStage();
    behindProxy(stage, 10_000);
    pick(stage, "front", aPdf("large.pdf", "x".repeat(20_000)));
    await slotSays(stage, "front", stepTextStart("document.large"));
    expect(slotText(stage, "front")).to.contain("18 kB");
    expect(uploads(stage)).to.have.length(1);
  });

  it("is made smaller where it is a picture, and sent again until it fits", async () => {
    const stage = await aPassportStage();
    behindProxy(stage, 50_000);
    const photo = await aPhoto("large.jpg");
    pick(stage, "file", new File([photo, new Uint8Array(90_000)], "large.jpg"));
    await until(() => !isOpen(stage));
    expect(received(stage)).to.deep.equal(["passport ESP"]);
    const keys = uploads(stage).map(({ headers }) => headers.get("Idempotency-Key"));
    expect(new Set(keys).size).to.equal(keys.length);
  });

  it("ends, whatever limit the host names", async () => {
    const stage = await aCardStage();
    stage.network = (request) =>
      isDocument(request)
        ? problem(413, "document_too_large", { maxBytes: 15_000_000 })
        : undefined;
    pick(stage, "front", await aPhoto());
    await slotSays(stage, "front", stepTextStart("document.large"));
    await stage.atRest();
    expect(uploads(stage).length).to.be.lessThan(6);
  });
});

describe("a file that is gone", () => {
  /** A drive in the cloud takes it away after so many readings. */
  function aVanishing(readings: number): File {
    let left = readings;
    const file = aPdf("vanishing.pdf");
    const slice = file.slice.bind(file);
    file.slice = (...range) => {
      if (left-- > 0) return slice(...range);
      throw new DOMException("gone", "NotFoundError");
    };
    return file;
  }

  /** As a drop hands it over: a chooser would make another object of it. */
  const drop = (stage: Stage, file: File) =>
    stage.element.shadowRoot
      ?.querySelector("#slot-front")
      ?.dispatchEvent(
        Object.assign(new Event("drop", { cancelable: true }), { dataTransfer: { files: [file] } }),
      );

  it("since it was chosen is said to be gone, and nothing is sent", async () => {
    const stage = await aCardStage();
    drop(stage, aVanishing(0));
    await slotSays(stage, "front", stepText("document.gone"));
    expect(uploads(stage)).to.deep.equal([]);
  });

  it("while it is sent is no failure of the network", async () => {
    const stage = await aCardStage();
    stage.network = (request) => (isDocument(request) ? noNetwork() : undefined);
    drop(stage, aVanishing(1));
    await slotSays(stage, "front", stepText("document.gone"));
    const keys = uploads(stage).map(({ headers }) => headers.get("Idempotency-Key"));
    expect(new Set(keys).size).to.equal(1);
    stage.network = () => undefined;
    pick(stage, "front", aPdf());
    await slotSays(stage, "front", receivedStart);
    expect(received(stage)).to.deep.equal(["id_card ESP front"]);
  });

  it("before it is sent again is said to be gone", async () => {
    const stage = await aCardStage();
    stage.network = (request) =>
      isDocument(request) ? problem(502, "upstream_failed") : undefined;
    drop(stage, aVanishing(1));
    await slotSays(stage, "front", stepText("document.failed"));
    await stage.atRest();
    stage.element.shadowRoot?.querySelector<HTMLElement>(".button:not(.quiet)")?.click();
    await slotSays(stage, "front", stepText("document.gone"));
    expect(uploads(stage)).to.have.length(1);
  });
});
