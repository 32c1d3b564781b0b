import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { bundleForConsumer } from "./consumer-bundle.js";
import { pack } from "./packed.js";

/** What a page loads for the element, with Lit, zod and English; compressed as servers do it. */
const limitBytes = 38_500;

/** What a click on "Continue on your phone" loads: the panel, and the library that draws. */
const qrLimitBytes = 6_000;

/** What opening a step loads, its English words included: 7 kB. */
const stepLimitBytes = 7 * 1_024;

const page = `import "sphere-kyc-onboarding/define";`;
const language = /sphere-kyc-onboarding\/dist\/locales\/(?!en(-US)?\.js|index\.js|messages\.js)/;

describe("the download", () => {
  const packed = pack();
  after(() => packed.remove());
  const bundle = (script: string) => bundleForConsumer(packed, script);

  it(`is at most ${limitBytes} bytes`, async () => {
    const { staticBytes, staticInputs } = await bundle(page);
    console.log(`the element: ${staticBytes} of ${limitBytes} bytes`);
    for (const part of ["/lit-html/", "/zod/", "/dist/element/", "/locales/en.js"]) {
      assert.ok(
        staticInputs.some((input) => input.includes(part)),
        part,
      );
    }
    assert.ok(staticBytes <= limitBytes, `${staticBytes} bytes`);
  });

  it("leaves every other language for those who read it", async () => {
    const { staticInputs, onDemand } = await bundle(page);
    assert.deepEqual(
      staticInputs.filter((input) => language.test(input)),
      [],
    );
    const languages = [...onDemand.keys()].filter((input) => language.test(input));
    assert.ok(languages.length >= 11, `${languages}`);
  });

  it(`leaves the QR code for a click that loads at most ${qrLimitBytes} bytes`, async () => {
    const { staticInputs, onDemand } = await bundle(page);
    assert.ok(!staticInputs.some((input) => input.includes("/lean-qr/")));
    const bytes = qrBytes(onDemand);
    console.log(`the QR code: ${bytes} of ${qrLimitBytes} bytes`);
    assert.ok(bytes > 2_000, "less than the library alone: something was not measured");
    assert.ok(bytes <= qrLimitBytes, `${bytes} bytes`);
  });

  it(`leaves each step for a click that loads at most ${stepLimitBytes} bytes`, async () => {
    const { staticInputs, onDemand } = await bundle(page);
    const steps = [...onDemand].filter(([name]) => /\/element\/steps\//.test(name));
    assert.ok(
      steps.length > 0 && !staticInputs.some((input) => /\/steps\/.*-step\.js$/.test(input)),
    );
    for (const [name, bytes] of steps) {
      console.log(`${name}: ${bytes} of ${stepLimitBytes} bytes`);
      assert.ok(bytes > 1_000 && bytes <= stepLimitBytes, `${name}: ${bytes} bytes`);
    }
  });

  it("is one file: what parts share with the element would be one more round trip", async () => {
    assert.equal((await bundle(page)).staticFiles, 1);
    const view = `${packed.packageFolder}/dist/element/views/parts.js`;
    const shared = await bundle(`${page} globalThis.load = () => import(${JSON.stringify(view)});`);
    assert.equal(shared.staticFiles, 2);
  });

  it("is noticed when it grows: another library, a language that is loaded at once", async () => {
    const { staticBytes } = await bundle(page);
    const withZod = await bundle(`${page} import * as zod from "zod"; globalThis.kept = zod;`);
    assert.ok(withZod.staticBytes > limitBytes);

    const path = `${packed.packageFolder}/dist/locales/de.js`;
    const withGerman = await bundle(`${page} import * as german from ${JSON.stringify(path)};
      globalThis.kept = german;`);
    assert.ok(withGerman.staticBytes > staticBytes + 1_500);
    assert.ok(withGerman.staticInputs.some((input) => language.test(input)));
  });
});

/** The largest of what comes with the library that draws. */
function qrBytes(onDemand: ReadonlyMap<string, number>): number {
  return Math.max(0, ...[...onDemand].flatMap(([name, bytes]) => (/qr/.test(name) ? bytes : [])));
}
