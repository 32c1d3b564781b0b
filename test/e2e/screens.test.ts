import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { deflateSync } from "node:zlib";
import { type Camera, openCamera } from "../screens/camera.js";
import { indexPage } from "../screens/index-page.js";
import { pixelsOf, smallPng } from "../screens/small-png.js";
import { untranslated } from "../screens/translated.js";
import { pictureName, variants } from "../screens/variants.js";
import { engines } from "./browsers.js";

describe("the gallery", () => {
  let camera: Camera;
  before(async () => {
    const chromium = engines().find(({ name }) => name === "chromium");
    assert.ok(chromium?.name === "chromium", "Chromium is needed: pictures are taken in no other");
    camera = await openCamera(chromium);
  });
  after(() => camera?.close());

  const subject = (name: string) => {
    const found = camera.screens.find((each) => each.name === name);
    assert.ok(found);
    return found;
  };

  it("has a picture of a screen in every variant, each different and of its width", async () => {
    const pictures = await camera.take(subject("approved"), variants);
    assert.equal(new Set(pictures.map((each) => Buffer.from(each).toString("hex"))).size, 5);
    assert.deepEqual(
      pictures.map((each) => pixelsOf(each).width),
      variants.map(({ width }) => width + 48),
    );
  });

  it("takes the same picture again, random references included", async () => {
    const [light] = variants;
    assert.ok(light);
    for (const name of ["refused without a reason", "rejected"]) {
      const [first] = await camera.take(subject(name), [light]);
      const [again] = await camera.take(subject(name), [light]);
      assert.ok(first && again && Buffer.from(first).equals(again), name);
    }
  });

  it("is dark all over where it is to be dark, and light where light", async () => {
    const [light, dark] = await camera.take(subject("approved"), variants);
    assert.ok(light && dark);
    assert.ok(brightness(light) > 200, `${brightness(light)}`);
    assert.ok(brightness(dark) < 50, `${brightness(dark)}`);
  });

  it("takes no picture of a screen that is not there", async () => {
    const { name } = subject("approved");
    await assert.rejects(
      camera.take({ name, texts: ["We could not verify"] }, variants),
      /"approved" cannot be shown: it does not say \["We could not verify"\]/,
    );
    await assert.rejects(
      camera.take({ name: "no such screen", texts: [] }, variants),
      /there is no screen "no such screen"/,
    );
  });

  it("gives every screen a file of its own, and shows each on its page", () => {
    const names = camera.screens.map(({ name }) => name);
    assert.ok(names.length > 40);
    const files = names.flatMap((name) => variants.map((each) => pictureName(name, each.name)));
    assert.equal(new Set(files).size, files.length);
    const page = indexPage(names, variants);
    for (const file of files) assert.ok(page.includes(`src="${file}"`), file);
  });
});

describe("a screen in another language", () => {
  const en = { sent: "Sent", step: "Sent", due: "Until {time}", later: "Later" };
  const ar = { sent: "أرسل", step: "تم الإرسال", due: "حتى {time}", later: "لاحقًا" };
  const texts = ["Sent", "Until 9:00", "Later", "A name"];

  it("has the same words, under whichever key", () => {
    const shown = { text: "تم الإرسال حتى لاحقًا", messages: ar };
    assert.deepEqual(untranslated({ texts, messages: en }, shown), []);
  });

  it("is noticed where it has not: words that are missing, or still English", () => {
    const shown = { text: "تم الإرسال Later", messages: ar };
    assert.deepEqual(untranslated({ texts, messages: en }, shown), ["Later"]);
  });
});

describe("a small picture", () => {
  const rgb = Uint8Array.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9, 8, 8, 8, 255, 0, 0]);
  // Three pixels by two; the second row says how it differs from the first.
  const difference = rgb.slice(9).map((value, at) => value - (rgb[at] ?? 0));
  const rows = Uint8Array.from([0, ...rgb.slice(0, 9), 2, ...difference]);

  it("has the pixels of the large one", () => {
    const small = smallPng(aPng(3, 2, rows));
    assert.deepEqual(pixelsOf(small), { width: 3, height: 2, rgb });
  });

  it("takes the nearest of 256 colours where there are more", () => {
    const many = Uint8Array.from({ length: 3 * 600 }, (_, at) =>
      at % 3 ? 0 : Math.floor(at / 6) % 256,
    );
    many.set([255, 1, 0], 3 * 599);
    const { rgb: small } = pixelsOf(smallPng(aPng(600, 1, Uint8Array.from([0, ...many]))));
    const off = many.map((value, at) => Math.abs(value - (small[at] ?? 0)));
    assert.deepEqual([...new Set(off)].sort(), [0, 1]);
  });

  it("keeps what is of few pixels and a colour of its own", () => {
    // Two pixels each of 400 reds and blues, and one of a green.
    const many = Uint8Array.from({ length: 3 * 801 }, (_, at) => {
      const colour = Math.floor(at / 6) % 400;
      return [colour % 200, colour < 200 ? 10 : 20, 255 - (colour % 200)][at % 3] ?? 0;
    });
    many.set([11, 122, 75], 3 * 800);
    const small = pixelsOf(smallPng(aPng(801, 1, Uint8Array.from([0, ...many]))));
    assert.deepEqual([...small.rgb.slice(-3)], [11, 122, 75]);
  });
});

function aPng(width: number, height: number, rows: Uint8Array): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const part = (name: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(name), data, Buffer.alloc(4)]);
  };
  const parts = [part("IHDR", header), part("IDAT", deflateSync(rows))];
  return Buffer.concat([Buffer.alloc(8), ...parts]);
}

function brightness(png: Uint8Array): number {
  const { rgb } = pixelsOf(png);
  return rgb.reduce((sum, value) => sum + value, 0) / rgb.length;
}
