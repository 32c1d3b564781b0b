import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Demo } from "../../demo/server.js";
import { minutesText, progressText, text, textStart } from "../element/fixtures/texts.js";
import { type Browser, engines, openBrowser } from "./browsers.js";
import { refresh } from "./card.js";
import { createOnboarding, type Onboarding, startRecordedDemo } from "./onboarding.js";

const week = 7 * 24 * 3_600_000;

for (const engine of engines()) {
  describe(`the whole journey in ${engine.name}`, () => {
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
    });

    it("leads from an incomplete checklist over an expired link to approved", async () => {
      const { simulator, says, click, atProvider, clickAtProvider, backToHost } = onboarding;
      const customerId = await onboarding.signIn("ana");
      await says(text("heading.incomplete.individual"), progressText(4, 7), minutesText(4));
      assert.equal(await sendMoneyIsOff(browser), true);

      onboarding.completeOwnItems(customerId);
      await refresh(browser);
      await says(progressText(7, 7), text("text.ready"));
      await click(text("action.submit"));
      await atProvider("open");
      await clickAtProvider("abandon");
      await atProvider("abandoned");

      // The Date header, which the element compares with, counts whole seconds.
      simulator.clock.advance(week + 2_000);
      await backToHost();
      await says(text("note.link_expired"));
      const calls = linkCalls(onboarding);
      await click(text("action.new_link"));
      await atProvider("open");
      assert.equal(linkCalls(onboarding), calls + 1, "one click, one new link");

      await clickAtProvider("complete");
      await atProvider("completed");
      await backToHost();
      await says(text("heading.pending"));
      assert.equal(await sendMoneyIsOff(browser), true);

      // The page follows SpherePay's webhook by itself.
      simulator.approve(customerId);
      await says(text("heading.approved"));
      assert.equal(await sendMoneyIsOff(browser), false);
    });

    it("leads to rejected, with a reference and a way to support", async () => {
      const { simulator, says, click, atProvider, clickAtProvider, backToHost } = onboarding;
      const customerId = await onboarding.signIn("brightwater");
      await says(text("heading.incomplete.business"));
      onboarding.completeOwnItems(customerId);
      await refresh(browser);
      await says(text("text.ready"));
      await click(text("action.submit"));
      await atProvider("open");
      await clickAtProvider("complete");
      await atProvider("completed");
      await backToHost();
      await says(text("heading.pending"), text("text.pending.business"));

      simulator.reject(customerId);
      await says(text("heading.rejected.business"), customerId, text("action.support"));
      assert.equal(await sendMoneyIsOff(browser), true);
    });

    it("comes back by a fresh load to where the customer is", async () => {
      const { says, click, atProvider } = onboarding;
      const customerId = await onboarding.signIn("iris");
      onboarding.completeOwnItems(customerId);
      await refresh(browser);
      await says(text("text.ready"));
      await click(text("action.submit"));
      await atProvider("open");
      await browser.goto(`${demo.origin}/`);
      await says(textStart("text.began"), text("action.submit"));
      onboarding.simulator.finishProvider(customerId);
      await browser.goto(`${demo.origin}/`);
      await says(text("heading.pending"));
    });

    it("sends a link-created customer straight to the hosted page", async () => {
      const { says, click, atProvider } = onboarding;
      await onboarding.signIn("noor");
      await says(text("text.hosted"));
      await click(text("action.submit"));
      await atProvider("open");
    });
  });
}

const linkCalls = ({ simulator }: Onboarding): number =>
  simulator.calls.filter(({ path }) => path.endsWith("/kyc-link")).length;

const sendMoneyIsOff = (browser: Browser): Promise<boolean> =>
  browser.evaluate<boolean>("document.querySelector('#send-money').disabled");
