import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Demo } from "../../demo/server.js";
import { text } from "../element/fixtures/texts.js";
import { type Browser, engines, openBrowser } from "./browsers.js";
import { createOnboarding, type Onboarding, startRecordedDemo } from "./onboarding.js";
import { poll } from "./page-script.js";

const element = "document.querySelector('sphere-kyc-onboarding')";
const isVerified = `${element}.shadowRoot.querySelector("h2").innerText === ${JSON.stringify(text("heading.approved"))}`;
const approve = `[...document.querySelectorAll("#panel button")].find((each) => each.textContent === "Approve")`;

/** An element whose stream is open polls after minutes only. */
const soonerThanAPoll = { timeoutMs: 100_000 };

for (const engine of engines()) {
  describe(`a decision of SpherePay's reaches the open page in ${engine.name}`, () => {
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

    const pathsSince = (since: number) =>
      demo.responses.slice(since).map(({ url }) => new URL(url).pathname);

    /** Signs in, and returns when the page has its stream and the look that follows behind it. */
    async function watching(person: string): Promise<string> {
      const since = demo.responses.length;
      const customerId = await onboarding.signIn(person);
      const hasLooked = async () => {
        const paths = pathsSince(since);
        const stream = paths.indexOf("/kyc/events");
        return stream >= 0 && paths.lastIndexOf("/kyc/customer") > stream;
      };
      await poll("a stream, and the look that follows", hasLooked);
      // Nothing but the push may make the page look, no matter what asks it to.
      await browser.evaluate(`void Object.assign(${element}, { refresh: async () => {} })`);
      return customerId;
    }

    it("by itself, when SpherePay approves", async () => {
      const customerId = await watching("ana");
      const since = demo.responses.length;
      onboarding.simulator.approve(customerId);
      await browser.waitFor(isVerified, soonerThanAPoll);
      assert.ok(pathsSince(since).includes("/kyc/customer"));
    });

    it("by itself, on a click on Approve in SpherePay's panel", async () => {
      await watching("brightwater");
      // Beside a narrow page it begins closed.
      await browser.evaluate("document.querySelector('.panel details').setAttribute('open', '')");
      await browser.click(approve);
      await browser.waitFor(isVerified, soonerThanAPoll);
    });

    it("not without a stream: the control of the tests before", async () => {
      const customerId = await watching("iris");
      await browser.evaluate(() => {
        const deaf = document.createElement("sphere-kyc-onboarding");
        deaf.id = "deaf";
        deaf.endpoint = "/kyc";
        deaf.fetch = async (input, init) =>
          new URL(String(input), location.href).pathname.endsWith("/events")
            ? new Response(null, { status: 404 })
            : fetch(input, init);
        document.body.append(deaf);
      });
      const deafStatus = "document.querySelector('#deaf').status";
      await browser.waitFor(`${deafStatus} === "incomplete"`);
      onboarding.simulator.approve(customerId);
      await browser.waitFor(isVerified, soonerThanAPoll);
      assert.equal(await browser.evaluate(deafStatus), "incomplete");
    });
  });
}
