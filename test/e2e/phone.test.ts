import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { PNG } from "pngjs";
import decodeQR from "qr/decode.js";
import type { Demo } from "../../demo/server.js";
import { text } from "../element/fixtures/texts.js";
import { type Browser, engines, openBrowser } from "./browsers.js";
import { refresh } from "./card.js";
import { createOnboarding, type Onboarding, startRecordedDemo } from "./onboarding.js";
import { poll } from "./page-script.js";

const root = "document.querySelector('sphere-kyc-onboarding').shadowRoot";
const code = `${root}.querySelector("svg.code")`;

for (const engine of engines()) {
  describe(`the way over the phone in ${engine.name}`, () => {
    const folder = mkdtempSync(join(tmpdir(), "sphere-kyc-screenshot-"));
    let demo: Demo;
    let browser: Browser;
    let onboarding: Onboarding;
    before(async () => {
      demo = await startRecordedDemo();
      browser = await openBrowser(engine);
      onboarding = createOnboarding(demo, browser);
    });
    after(async () => {
      await browser.close();
      await demo.close();
      rmSync(folder, { recursive: true, force: true });
    });

    /** What a camera reads from the screen. */
    async function readScreen(): Promise<string> {
      const path = join(folder, "screen.png");
      await browser.screenshot(path);
      return decodeQR(PNG.sync.read(readFileSync(path)), { timeLimit: 60_000 });
    }

    it("leads from a code on one screen to the end on another, and the first one follows", async () => {
      const { simulator, says, click, atProvider, clickAtProvider } = onboarding;
      const customerId = await onboarding.signIn("ana");
      onboarding.completeOwnItems(customerId);
      await refresh(browser);
      await onboarding.offers(text("qr.open"));
      await assert.rejects(readScreen, "control: there is no code to read yet");

      await click(text("qr.open"));
      await browser.waitFor(`!!${code}`);
      await browser.evaluate(
        `void ${code}.scrollIntoView({ block: "center", behavior: "instant" })`,
      );
      // What is drawn reaches the screen a little later; a person holds the camera as long.
      const link = await poll("a code on the screen", readScreen);
      assert.ok(link.startsWith(`${onboarding.providerOrigin}/`), link);
      const held = await browser.evaluate<string>(`${root}.innerHTML + document.body.innerHTML`);
      assert.ok(!held.includes(new URL(link).pathname), "the link is in the drawing alone");

      const [first] = await browser.tabs();
      assert.ok(first !== undefined);
      await browser.newTab(link);
      await atProvider("open");
      await clickAtProvider("complete");
      await atProvider("completed");

      await browser.switchTo(first);
      const turned = `${root}.querySelector("h2").innerText === ${JSON.stringify(text("heading.pending"))}`;
      await browser.waitFor(turned);
      assert.equal(await browser.evaluate(`!!${code}`), false, "the code has done its work");

      simulator.approve(customerId);
      await refresh(browser);
      await says(text("heading.approved"));
    });
  });
}
