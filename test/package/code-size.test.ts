import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type Browser, engines, openBrowser } from "../e2e/browsers.js";
import { serveConsumerPage } from "./consumer-page.js";
import { pack } from "./packed.js";

/** The download after a click on "Continue on your phone", compressed as servers do it. */
const limitBytes = 6_000;

/** A page whose customer is ready, with a host of its own. */
const readyPage = `import "sphere-kyc-onboarding/define";
  const required = ["identity_verification", "kyc_a_approval"];
  const criteria = { complete: [], pending: [], required, errors: [] };
  const verificationProfiles = [{ name: "kyc_profile_a", status: "incomplete", criteria }];
  const customer = { id: "customer_0001", type: "individual", verificationProfiles };
  const link = { url: "https://in.sumsub.com/a", expiresAt: "2099-01-01T00:00:00Z" };
  const session = { token: "token-for-this-test-only", customer };
  document.querySelector("sphere-kyc-onboarding").fetch = async (url) =>
    Response.json(url.endsWith("/submit") ? link : session, { status: 201 });`;

const inElement = (selector: string) =>
  `document.querySelector("sphere-kyc-onboarding").shadowRoot.querySelector("${selector}")`;

describe("the download of the QR code", () => {
  const packed = pack();
  let browser: Browser;

  before(async () => {
    const chromium = engines().find(({ name }) => name === "chromium");
    assert.ok(chromium, "Chromium is needed to measure what a click really loads");
    browser = await openBrowser(chromium);
  });
  after(async () => {
    await browser.close();
    await packed.remove();
  });

  it(`is at most ${limitBytes} bytes, with the library that draws it`, async () => {
    const bytes = await measure("code", readyPage);
    console.log(`the QR code: ${bytes} of ${limitBytes} bytes`);
    assert.ok(bytes > 2_000, "less than the library alone: something was not measured");
    assert.ok(bytes <= limitBytes, `${bytes} bytes`);
  });

  it("is noticed when it grows too large", async () => {
    const grown = `${readyPage}
      addEventListener("click", () => import("zod"), { once: true, capture: true });`;
    assert.ok((await measure("grown", grown)) > limitBytes);
  });

  async function measure(name: string, script: string): Promise<number> {
    const folder = join(packed.consumerFolder, name);
    mkdirSync(folder);
    const page = await serveConsumerPage(folder, script);
    try {
      await browser.goto(page.url);
      await browser.waitFor(`!!${inElement("#phone button")}`);
      const earlier = page.downloads().map(({ path }) => path);
      await browser.click(inElement("#phone button"));
      await browser.waitFor(`!!${inElement("svg.code")}`);
      return page
        .downloads()
        .filter(({ path }) => !earlier.includes(path))
        .reduce((sum, { bytes }) => sum + bytes, 0);
    } finally {
      page.stop();
    }
  }
});
