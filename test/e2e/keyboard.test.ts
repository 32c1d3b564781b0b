import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Demo } from "../../demo/server.js";
import { progressText, text } from "../element/fixtures/texts.js";
import { type Browser, engines, openBrowser } from "./browsers.js";
import { controlsOnScreen, createKeyboard, type Focus, type Keyboard } from "./keyboard.js";
import { createOnboarding, type Onboarding, startRecordedDemo } from "./onboarding.js";

/** What the next step opens, the button on SpherePay's page, and how far the list is then. */
const own = [
  [text("do.terms_of_service"), "Accept the terms", progressText(6, 7)],
  [text("do.liveness_check"), "Complete the check", progressText(7, 7)],
] as const;

for (const engine of engines()) {
  describe(`the journey by keyboard alone in ${engine.name}`, () => {
    let demo: Demo;
    let browser: Browser;
    let onboarding: Onboarding;
    let keyboard: Keyboard;
    before(async () => {
      demo = await startRecordedDemo();
      browser = await openBrowser(engine);
      onboarding = createOnboarding(demo, browser);
      keyboard = createKeyboard(browser);
    });
    after(async () => {
      await browser.close();
      await demo.close();
    });

    /** Every stop inside the element can be seen. */
    const isMarked = (trail: readonly Focus[]) => {
      for (const { label, isMarked, isInside } of trail) assert.ok(isMarked || !isInside, label);
    };

    /** In a tab of its own: Firefox gives the keyboard to no other. */
    async function signIn(person: string, name: string): Promise<string> {
      const customerId = demo.people.find(person)?.customerId;
      assert.ok(customerId);
      await browser.newTab(`${demo.origin}/`);
      if (await browser.evaluate("!!document.querySelector('form[action=\"/logout\"]')")) {
        await keyboard.useOn("Sign out", "Enter");
      }
      await browser.waitFor(`!!document.querySelector('button[value="${person}"]')`);
      await keyboard.useOn(name, "Enter");
      return customerId;
    }

    it("leads from signing in to approved, and the focus is never lost", async () => {
      const { says, atProvider, backToHost, simulator } = onboarding;
      // A file is chosen outside of the page; in-place.test.ts does that.
      simulator.complete(demo.people.find("ana")?.customerId ?? "", "identity_document");
      const customerId = await signIn("ana", "Sign in as Ana SouzaIndividual, some of it done");
      await says(text("heading.incomplete.individual"), progressText(5, 7));

      for (const [control, button, done] of own) {
        isMarked(await keyboard.useOn(control, "Enter"));
        await atProvider("open");
        await keyboard.useOn(button, " ");
        await atProvider("completed");
        await backToHost();
        await says(done);
      }

      isMarked(await keyboard.useOn(text("action.submit"), "Enter"));
      await atProvider("open");
      await keyboard.useOn("Complete the check", " ");
      await atProvider("completed");
      await backToHost();
      await says(text("heading.pending"));
      assert.equal((await keyboard.focus()).id, "heading");

      isMarked(await keyboard.tabTo(text("action.check")));
      simulator.approve(customerId);
      await browser.sendKey(" ");
      await says(text("heading.approved"));
      assert.equal((await keyboard.focus()).id, "heading");

      const sendMoney = "document.querySelector('#send-money').disabled";
      assert.equal(await browser.evaluate(sendMoney), false);
    });

    it("stops at everything in the order in which it is read, and nowhere else", async () => {
      await signIn("brightwater", "Sign in as Brightwater LtdBusiness");
      await onboarding.says(text("heading.incomplete.business"));

      const wanted = await browser.evaluate<readonly string[]>(controlsOnScreen);
      assert.ok(wanted.length > 1, `${wanted}`);
      const trail = await keyboard.tabTo(wanted.at(-1) ?? "");
      isMarked(trail);
      assert.deepEqual(
        trail.slice(-wanted.length).map(({ label }) => label),
        wanted,
      );
    });

    it("would get stuck at a control that the keyboard does not reach", async () => {
      await browser.evaluate(
        "void [...document.querySelector('sphere-kyc-onboarding').shadowRoot.querySelectorAll('button')].forEach((each) => { each.tabIndex = -1; })",
      );
      await assert.rejects(
        keyboard.tabTo(text("action.submit")),
        ({ message }: Error) =>
          message.includes(`never came to ${JSON.stringify(text("action.submit"))}, but to: `) &&
          message.includes("Support"),
      );
    });
  });
}
