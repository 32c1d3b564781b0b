import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type Browser, engines, openBrowser } from "../e2e/browsers.js";
import { serveConsumerPage } from "./consumer-page.js";
import { pack } from "./packed.js";

/** What a customer downloads before the checklist is there, compressed as servers do it. */
const limitBytes = 22_000;

/** When Chromium painted the first checklist: its first larger paint after the first answer. */
const checklistPainted = `new Promise((resolve) => {
  const seen = (list) =>
    resolve(list.getEntries().find(({ startTime }) => startTime > globalThis.answeredMs)?.startTime);
  new PerformanceObserver(seen).observe({ type: "largest-contentful-paint", buffered: true });
  setTimeout(resolve, 500);
})`;

describe("the first download", () => {
  const packed = pack();
  let browser: Browser | undefined;

  before(async () => {
    const chromium = engines().find(({ name }) => name === "chromium");
    assert.ok(chromium, "Chromium is needed to measure what a page really loads");
    browser = await openBrowser(chromium);
  });
  after(async () => {
    await browser?.close();
    await packed.remove();
  });

  it(`is at most ${limitBytes} bytes, Lit and zod included`, async () => {
    const bytes = await measure("page", `import "sphere-kyc-onboarding/define";`);
    console.log(`first download: ${bytes} of ${limitBytes} bytes`);
    assert.ok(bytes > 5_000, "less than Lit alone: something was not measured");
    assert.ok(bytes <= limitBytes, `${bytes} bytes`);
  });

  it("counts what is fetched before the paint, lazily or not", async () => {
    const bytes = await measure(
      "lazy",
      `import "sphere-kyc-onboarding/define"; const zod = await import("zod");
      globalThis.everythingOf = zod;`,
    );
    assert.ok(bytes > limitBytes, `${bytes} bytes`);
  });

  it("is noticed when it grows too large", async () => {
    const large = `import "sphere-kyc-onboarding/define"; import * as zod from "zod";
      globalThis.everythingOf = zod;`;
    assert.ok((await measure("large", large)) > limitBytes);
  });

  async function measure(name: string, script: string): Promise<number> {
    const folder = join(packed.consumerFolder, name);
    mkdirSync(folder);
    const page = await serveConsumerPage(folder, script);
    try {
      await browser?.goto(page.url);
      const paintedMs = await browser?.waitFor<number>(checklistPainted, { timeoutMs: 20_000 });
      const before = await browser?.evaluate<readonly string[], [number]>(
        (ms) =>
          performance
            .getEntriesByType("resource")
            .filter(({ startTime }) => startTime <= ms)
            .map(({ name: url }) => new URL(url).pathname),
        paintedMs ?? 0,
      );
      return page
        .downloads()
        .filter(({ path }) => before?.includes(path))
        .reduce((sum, { bytes }) => sum + bytes, 0);
    } finally {
      page.stop();
    }
  }
});
