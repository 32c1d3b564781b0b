import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Demo } from "../../demo/server.js";
import { text, textStart } from "../element/fixtures/texts.js";
import { type Browser, engines, openBrowser, type Tab } from "./browsers.js";
import { refresh } from "./card.js";
import { createOnboarding, type Onboarding, startRecordedDemo } from "./onboarding.js";
import { poll } from "./page-script.js";

const element = "document.querySelector('sphere-kyc-onboarding')";
const whatThePageSees = "[document.referrer, window.opener]";

for (const engine of engines()) {
  describe(`leaving into a new tab in ${engine.name}`, () => {
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
      await browser.evaluate(`${element}.setAttribute("target", "_blank")`);
      onboarding.completeOwnItems(customerId);
      await refresh(browser);
      await onboarding.offers(text("action.submit"));
      return customerId;
    }

    /** Lets SpherePay keep its link to itself until it may go on. */
    function heldLink(): () => void {
      const { promise: until, resolve } = withResolver();
      const path = "/v2/customer/{id}/kyc-link";
      onboarding.simulator.inject({ kind: "slow", method: "POST", path, until });
      return resolve;
    }

    /** The tabs that are there beside these, when there is one. */
    const opened = (before: readonly Tab[]) =>
      poll("a new tab", async () => (await browser.tabs()).find((tab) => !before.includes(tab)));

    const referers = () => onboarding.simulator.visits.map(({ referer }) => referer);

    it("opens the tab within the click, and the page there learns nothing of the host's", async () => {
      const customerId = await readyToLeave("ana");
      const [host] = await browser.tabs();
      assert.ok(host !== undefined);
      const letGo = heldLink();
      await onboarding.click(text("action.submit"));
      const tab = await opened([host]);
      assert.equal(onboarding.simulator.visits.length, 0, "it waits for its link");
      letGo();

      await browser.switchTo(tab);
      await onboarding.atProvider("open");
      assert.deepEqual(await browser.evaluate(whatThePageSees), ["", null]);
      assert.deepEqual(referers(), [null]);
      await onboarding.clickAtProvider("complete");
      await onboarding.atProvider("completed");

      await browser.switchTo(host);
      assert.equal(await browser.evaluate("location.href"), `${demo.origin}/`);
      await onboarding.says(text("heading.pending"));
      onboarding.simulator.approve(customerId);
      await refresh(browser);
      await onboarding.says(text("heading.approved"));
    });

    it("closes the tab again when the link is refused", async () => {
      await readyToLeave("brightwater");
      const before = await browser.tabs();
      const visits = onboarding.simulator.visits.length;
      const letGo = heldLink();
      await onboarding.click(text("action.submit"));
      await opened(before);
      // Said earlier, the click would be refused before any tab is opened.
      await browser.evaluate(`${element}.setAttribute("link-hosts", "in.sumsub.com")`);
      letGo();

      await onboarding.says(text("problem.link_refused"));
      const isGone = async () => (await browser.tabs()).length === before.length;
      await poll("the tab to be closed", isGone);
      assert.equal(onboarding.simulator.visits.length, visits);
    });

    it("leaves in the same tab where the browser opens none", async () => {
      await readyToLeave("iris");
      const before = await browser.tabs();
      await browser.evaluate("void Object.assign(window, { open: () => null })");
      await onboarding.click(text("action.submit"));
      await onboarding.atProvider("open");
      assert.deepEqual(await browser.tabs(), before);
      assert.deepEqual(await browser.evaluate(whatThePageSees), ["", null]);
      await onboarding.backToHost();
      await onboarding.says(textStart("text.began"));
    });

    it("would have shown it by a plain window.open: the control of the tests before", async () => {
      await browser.goto(`${demo.origin}/`);
      await browser.evaluate((to: string) => {
        const meta = document.createElement("meta");
        meta.name = "referrer";
        meta.content = "unsafe-url";
        const button = document.createElement("button");
        button.id = "plain-open";
        button.textContent = "open";
        button.addEventListener("click", () => void open(`${to}/websdk/p/control`));
        document.head.append(meta);
        document.body.prepend(button);
      }, onboarding.providerOrigin);
      const before = await browser.tabs();
      await browser.click("document.querySelector('#plain-open')");
      await browser.switchTo(await opened(before));
      await onboarding.atProvider("unknown");
      assert.equal(await browser.evaluate("document.referrer"), `${demo.origin}/`);
      assert.equal(await browser.evaluate("window.opener !== null"), true);
      assert.equal(referers().at(-1), `${demo.origin}/`);
    });
  });
}

function withResolver(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
