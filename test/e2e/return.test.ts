import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Demo } from "../../demo/server.js";
import { text, textStart } from "../element/fixtures/texts.js";
import { type Browser, engines, openBrowser } from "./browsers.js";
import { refresh } from "./card.js";
import { createOnboarding, type Onboarding, startRecordedDemo } from "./onboarding.js";

/** Notes every state the card was in, as its text and whether it showed a problem. */
const watchCard = () => {
  const root = document.querySelector("sphere-kyc-onboarding")?.shadowRoot;
  const seen: string[] = [];
  const note = () => {
    if (root?.querySelector(".note.fail")) seen.push("problem");
    if (root?.querySelector(".spin")) seen.push("busy");
  };
  new MutationObserver(note).observe(root as Node, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  Object.assign(globalThis, { seenByTest: seen });
};

/** Clicks the submit if it is still there. */
function clickSubmit(label: string): void {
  const root = document.querySelector("sphere-kyc-onboarding")?.shadowRoot;
  const buttons = [...(root?.querySelectorAll("button") ?? [])];
  buttons.find(({ innerText }) => innerText.trim() === label)?.click();
}

for (const engine of engines()) {
  describe(`leaving and coming back in ${engine.name}`, () => {
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

    async function readyToLeave(person: string): Promise<string> {
      const customerId = await onboarding.signIn(person);
      onboarding.completeOwnItems(customerId);
      await refresh(browser);
      await onboarding.offers(text("action.submit"));
      return customerId;
    }

    it("tells the provider's page neither where the customer came from nor who opened it", async () => {
      await readyToLeave("ana");
      await onboarding.click(text("action.submit"));
      await onboarding.atProvider("open");
      assert.deepEqual(await browser.evaluate("[document.referrer, window.opener]"), ["", null]);
      const opened = onboarding.simulator.visits.filter(({ outcome }) => outcome === "opened");
      assert.deepEqual(
        opened.map(({ referer }) => referer),
        [null],
      );
    });

    it("would have shown it by a plain navigation: the control of the test before", async () => {
      await browser.goto(`${demo.origin}/`);
      await browser.evaluate((to: string) => {
        const meta = document.createElement("meta");
        meta.name = "referrer";
        meta.content = "unsafe-url";
        document.head.append(meta);
        setTimeout(() => location.assign(`${to}/websdk/p/control`));
      }, onboarding.providerOrigin);
      await onboarding.atProvider("unknown");
      assert.equal(await browser.evaluate("document.referrer"), `${demo.origin}/`);
    });

    it("shows the fresh status and a usable button after Back, and no error on the way", async () => {
      const customerId = await readyToLeave("iris");
      await browser.evaluate(watchCard);
      await browser.evaluate(() => {
        addEventListener("pageshow", ({ persisted }) => {
          Object.assign(globalThis, { restoredForTest: persisted });
        });
      });
      await onboarding.click(text("action.submit"));
      await onboarding.atProvider("open");
      await onboarding.backToHost();
      await browser.waitFor("globalThis.restoredForTest === true");
      await onboarding.says(textStart("text.began"), text("action.submit"));
      await browser.waitFor(
        "!document.querySelector('sphere-kyc-onboarding').shadowRoot.querySelector('.spin')",
      );
      const seen = await browser.evaluate<readonly string[]>("globalThis.seenByTest");
      assert.ok(seen.includes("busy"), "control: the watcher saw the button being busy");
      assert.ok(!seen.includes("problem"), "no problem was ever shown");

      await onboarding.click(text("action.submit"));
      await onboarding.atProvider("open");
      onboarding.simulator.finishProvider(customerId);
      await onboarding.backToHost();
      await onboarding.says(text("heading.pending"));
    });

    it("never leaves by itself when the customer goes back and forth", async () => {
      await readyToLeave("noor");
      const before = onboarding.simulator.calls.filter(({ method }) => method === "POST").length;
      for (let round = 0; round < 3; round++) {
        await browser.goto(`${onboarding.providerOrigin}/websdk/p/elsewhere`);
        await onboarding.backToHost();
        await onboarding.says(text("heading.incomplete.individual"));
      }
      const after = onboarding.simulator.calls.filter(({ method }) => method === "POST").length;
      assert.equal(after, before, "no link was asked for");
    });

    it("drops everything when the login has changed in another tab", async () => {
      const ana = await readyToLeave("ana");
      const [first] = await browser.tabs();
      assert.ok(first !== undefined);
      await browser.newTab(`${demo.origin}/`);
      const brightwater = await onboarding.signIn("brightwater");
      await onboarding.says(text("heading.incomplete.business"));
      await browser.switchTo(first);
      onboarding.simulator.clock.advance(11 * 60_000);

      // The page looks again when its tab is back; whether that or a click comes first is a race.
      await browser.evaluate(clickSubmit, text("action.submit"));
      await onboarding.says(text("heading.incomplete.business"), text("note.login_changed"));
      assert.equal(await browser.evaluate("location.origin"), demo.origin);
      const asked = onboarding.simulator.calls.filter(({ path }) => path.endsWith("/kyc-link"));
      assert.equal(asked.filter(({ path }) => path.includes(brightwater)).length, 0);
      const shown = await browser.evaluate<string>(
        "document.querySelector('sphere-kyc-onboarding').customer.id",
      );
      assert.notEqual(shown, ana);
      assert.equal(shown, brightwater);
    });
  });
}
