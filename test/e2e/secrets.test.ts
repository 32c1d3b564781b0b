import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Demo } from "../../demo/server.js";
import { text, textStart } from "../element/fixtures/texts.js";
import { type Browser, engines, openBrowser } from "./browsers.js";
import { refresh } from "./card.js";
import { createOnboarding, type Onboarding, startRecordedDemo } from "./onboarding.js";

/** Notes every event of the element with everything on it. */
const watchEvents = () => {
  const heard: string[] = [];
  for (const name of ["ready", "statuschange", "requirementschange", "leave", "problem"]) {
    addEventListener(`sphere-kyc-${name}`, (event) => {
      const facts: Record<string, unknown> = {};
      for (const key in event) {
        const value: unknown = Reflect.get(event, key);
        if (typeof value !== "object" && typeof value !== "function") facts[key] = value;
      }
      heard.push(JSON.stringify([event.type, facts, Object.values(event)]));
    });
  }
  Object.assign(globalThis, { heardByTest: heard });
};

/** Everything a page can hold that outlives a call. */
const everythingHeld = () => {
  const trees: string[] = [];
  const walk = (root: Document | ShadowRoot) => {
    trees.push(root instanceof Document ? root.documentElement.outerHTML : root.innerHTML);
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document);
  const own = document.querySelector("sphere-kyc-onboarding") ?? {};
  return JSON.stringify([
    trees,
    { ...localStorage },
    { ...sessionStorage },
    document.cookie,
    history.state,
    location.href,
    Object.values(own).map(String),
    performance.getEntries().map(({ name }) => name),
    Reflect.get(globalThis, "heardByTest") ?? [],
  ]);
};

for (const engine of engines()) {
  describe(`what the browser gets to hold in ${engine.name}`, () => {
    let demo: Demo;
    let browser: Browser;
    let onboarding: Onboarding;
    let held = "";
    before(async () => {
      demo = await startRecordedDemo();
      browser = await openBrowser(engine);
      onboarding = createOnboarding(demo, browser);
      held = await walkTheJourney();
    });
    after(async () => {
      await browser.close();
      await demo.close();
    });

    async function walkTheJourney(): Promise<string> {
      const pages: string[] = [];
      const customerId = await onboarding.signIn("ana");
      await browser.evaluate(watchEvents);
      onboarding.completeOwnItems(customerId);
      await refresh(browser);
      await onboarding.says(text("text.ready"));
      pages.push(await browser.evaluate<string, []>(everythingHeld));
      await onboarding.click(text("action.submit"));
      await onboarding.atProvider("open");
      await onboarding.backToHost();
      await onboarding.says(textStart("text.began"));
      pages.push(await browser.evaluate<string, []>(everythingHeld));
      onboarding.simulator.finishProvider(customerId);
      onboarding.simulator.approve(customerId);
      await refresh(browser);
      await onboarding.says(text("heading.approved"));
      pages.push(await browser.evaluate<string, []>(everythingHeld));
      pages.push(...((await browser.consoleMessages()) ?? []));
      return pages.join("\n");
    }

    const fromHost = () => demo.responses.filter(({ url }) => url.startsWith(demo.origin));
    const bytesOf = (each: (typeof demo.responses)[number]) =>
      JSON.stringify([each.url, each.headers, each.body]);
    const answersTo = (path: string) =>
      fromHost().filter(({ url }) => new URL(url).pathname === path);
    const fieldOf = (path: string, name: string): string[] =>
      answersTo(path).flatMap(({ body }) => {
        const value: unknown = JSON.parse(body)[name];
        return typeof value === "string" ? [value] : [];
      });

    it("holds the API key nowhere, in no spelling", () => {
      const { apiKey } = onboarding.simulator;
      const spellings = [
        apiKey,
        encodeURIComponent(apiKey),
        Buffer.from(apiKey).toString("base64"),
        Buffer.from(apiKey).toString("base64url"),
        Buffer.from(apiKey).toString("hex"),
      ];
      const everything = [...demo.responses.map(bytesOf), held].join("\n");
      for (const spelling of spellings) assert.ok(!everything.includes(spelling));
    });

    it("holds a session token in the answer that brought it, and nowhere else", () => {
      const tokens = fieldOf("/kyc/session", "token");
      assert.ok(tokens.length > 0, "there were tokens to look for");
      for (const token of tokens) {
        assert.ok(!held.includes(token));
        const carriers = demo.responses.filter((each) => bytesOf(each).includes(token));
        assert.deepEqual(
          carriers.map(({ url }) => new URL(url).pathname),
          ["/kyc/session"],
        );
      }
    });

    it("holds a link in the answer that brought it, and nowhere else", () => {
      const links = fieldOf("/kyc/submit", "url");
      assert.ok(links.length > 0, "there were links to look for");
      for (const link of links) {
        const code = new URL(link).pathname.split("/").at(-1) ?? link;
        assert.ok(!held.includes(code), "not in the page, its storage, its events or its console");
        const carriers = fromHost().filter((each) => bytesOf(each).includes(code));
        assert.deepEqual(
          carriers.map(({ url }) => new URL(url).pathname),
          ["/kyc/submit"],
        );
      }
    });

    it("holds none of the personal data that SpherePay answered the host with", () => {
      const [id = ""] = onboarding.simulator.ids();
      const { email, phone } = onboarding.simulator.customer(id) ?? {};
      for (const canary of [email, phone]) {
        assert.ok(canary);
        for (const path of ["/kyc/session", "/kyc/customer", "/kyc/submit"]) {
          for (const each of answersTo(path)) assert.ok(!bytesOf(each).includes(canary));
        }
      }
    });

    it("would be caught holding one: the control of the tests before", async () => {
      await browser.evaluate(() => {
        sessionStorage.setItem("planted", "canary-of-the-control");
        const root = document.querySelector("sphere-kyc-onboarding")?.shadowRoot;
        root?.querySelector("h2")?.setAttribute("data-planted", "canary-in-the-shadow");
      });
      const found = await browser.evaluate<string, []>(everythingHeld);
      await browser.evaluate("sessionStorage.removeItem('planted')");
      assert.ok(found.includes("canary-of-the-control") && found.includes("canary-in-the-shadow"));
      assert.match(held, /sphere-kyc-ready|sphere-kyc-leave/, "events were heard");
    });
  });
}
