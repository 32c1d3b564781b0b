import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { text } from "../element/fixtures/texts.js";
import { type Browser, engines, openBrowser } from "./browsers.js";
import { type Loss, startLossyHost } from "./lossy-host.js";

const root = "document.querySelector('sphere-kyc-onboarding')?.shadowRoot";
const shows = (words: string) => `!!${root}?.textContent.includes(${JSON.stringify(words)})`;
const button = (label: string) =>
  `[...(${root}?.querySelectorAll("button") ?? [])].find((each) => each.innerText.trim() === ${JSON.stringify(label)})`;

for (const engine of engines()) {
  describe(`a file that gets lost in ${engine.name}`, () => {
    let browser: Browser;
    before(async () => {
      browser = await openBrowser(engine);
    });
    after(() => browser.close());

    for (const loss of ["503", "cut"] as const satisfies readonly Loss[]) {
      it(`of a language leaves English: ${loss}`, async () => {
        const host = await startLossyHost(loss, "de", "de");
        try {
          await browser.goto(host.url);
          await browser.waitFor(shows(text("heading.incomplete.individual")));
          await browser.waitFor(shows(text("action.submit")));
          assert.ok(host.requests() > 0, "control: the file was requested");
        } finally {
          host.close();
        }
      });

      it(`of the QR code leaves a sentence, another try and the way on this device: ${loss}`, async () => {
        const host = await startLossyHost(loss, "qr-panel", "en");
        try {
          await browser.goto(host.url);
          await browser.click(button(text("qr.open")));
          for (const _ of ["at first", "after another try"]) {
            await browser.waitFor(shows(text("problem.unloaded")));
            await browser.click(button(text("action.retry")));
          }
          await browser.waitFor(shows(text("problem.unloaded")));
          await browser.waitFor(`!!${button(text("action.submit"))}`);
          assert.ok(host.requests() > 0, "control: the file was requested");
        } finally {
          host.close();
        }
      });
    }
  });
}
