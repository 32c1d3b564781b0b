import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type Browser, engines, openBrowser } from "../e2e/browsers.js";
import { serveConsumerPage } from "./consumer-page.js";
import { pack } from "./packed.js";

/** The download of a returning customer until their screen shows, compressed as servers do it. */
const limitBytes = 36_500;

/** A customer in review. */
const inReview = {
  id: "customer_0001",
  type: "individual",
  verificationProfiles: [{ name: "kyc_profile_a", status: "pending" }],
};

const isDrawn = `document.querySelector("sphere-kyc-onboarding")?.shadowRoot
  ?.querySelector("#heading")?.textContent.includes("We are reviewing")`;

describe("the download until a returning customer's screen", () => {
  const packed = pack();
  let browser: Browser;

  before(async () => {
    const chromium = engines().find(({ name }) => name === "chromium");
    assert.ok(chromium, "Chromium is needed to measure what a page really loads");
    browser = await openBrowser(chromium);
  });
  after(async () => {
    await browser.close();
    await packed.remove();
  });

  it(`is at most ${limitBytes} bytes, both parts and every word included`, async () => {
    const bytes = await measure("late", `import "sphere-kyc-onboarding/define";`);
    console.log(`until a returning customer's screen: ${bytes} of ${limitBytes} bytes`);
    assert.ok(bytes > 25_000, "less than both parts: something was not measured");
    assert.ok(bytes <= limitBytes, `${bytes} bytes`);
  });

  it("is noticed when it grows too large", async () => {
    const large = `import "sphere-kyc-onboarding/define"; import * as zod from "zod";
      globalThis.everythingOf = zod;`;
    assert.ok((await measure("late-large", large)) > limitBytes);
  });

  async function measure(name: string, script: string): Promise<number> {
    const folder = join(packed.consumerFolder, name);
    mkdirSync(folder);
    const page = await serveConsumerPage(folder, script, inReview);
    try {
      await browser.goto(page.url);
      await browser.waitFor(isDrawn, { timeoutMs: 20_000 });
      return page.downloads().reduce((sum, { bytes }) => sum + bytes, 0);
    } finally {
      page.stop();
    }
  }
});
