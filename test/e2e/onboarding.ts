import { strict as assert } from "node:assert";
import { createRunningClock, type Simulator } from "sphere-kyc-onboarding/simulator";
import { type Demo, startDemo } from "../../demo/server.js";
import type { Browser } from "./browsers.js";
import { type Card, createCard } from "./card.js";

/** A demonstration and a browser on it. */
export interface Onboarding extends Card {
  readonly demo: Demo;
  readonly browser: Browser;
  readonly simulator: Simulator;
  /** Where the provider's pages are. */
  readonly providerOrigin: string;
  /** Signs in and waits for the first checklist. Answers the SpherePay customer. */
  signIn(person: string): Promise<string>;
  /** Begins again as this person, who is signed in. Answers the new SpherePay customer. */
  startOver(person: string): Promise<string>;
  /** Waits for the provider's page in this state. */
  atProvider(state: string): Promise<void>;
  /** A person's click on the provider's page. */
  clickAtProvider(id: string): Promise<void>;
  /** Goes back until the host's page is there again. */
  backToHost(): Promise<void>;
  /** Everything the customer does on the host's own pages is done. */
  completeOwnItems(customerId: string): void;
}

/** The demonstration with a clock that can be moved, recording what the browser receives. */
export function startRecordedDemo(): Promise<Demo> {
  return startDemo({ port: 0, recordResponses: true, clock: createRunningClock() });
}

export function createOnboarding(demo: Demo, browser: Browser): Onboarding {
  const { simulator, providerOrigin } = demo;
  assert.ok(simulator && providerOrigin);
  const self: Onboarding = {
    ...createCard(browser),
    demo,
    browser,
    simulator,
    providerOrigin,
    async signIn(person) {
      const found = demo.people.find(person);
      await browser.goto(`${demo.origin}/`);
      if (await browser.evaluate("!!document.querySelector('form[action=\"/logout\"]')")) {
        await browser.click("document.querySelector('form[action=\"/logout\"] button')");
        await browser.waitFor("!document.querySelector('form[action=\"/logout\"]')");
        await browser.goto(`${demo.origin}/`);
      }
      await browser.click(`document.querySelector('button[value="${person}"]')`);
      await browser.waitFor("!!document.querySelector('sphere-kyc-onboarding')?.status");
      assert.ok(found?.customerId);
      return found.customerId;
    },
    async startOver(person) {
      await browser.evaluate(
        "fetch('/sphere/actions/reset', { method: 'POST' }).then(() => undefined)",
      );
      await browser.goto(`${demo.origin}/`);
      await browser.waitFor("!!document.querySelector('sphere-kyc-onboarding')?.status");
      const customerId = demo.people.find(person)?.customerId;
      assert.ok(customerId);
      return customerId;
    },
    async atProvider(state) {
      await browser.waitFor(
        `location.origin === ${JSON.stringify(providerOrigin)} && document.querySelector("main")?.dataset.state === ${JSON.stringify(state)}`,
      );
    },
    clickAtProvider: (id) => browser.click(`document.querySelector("#${id}")`),
    async backToHost() {
      for (let step = 0; step < 4; step++) {
        if ((await browser.url()).startsWith(demo.origin)) return;
        await browser.back();
      }
      assert.ok((await browser.url()).startsWith(demo.origin), "back at the host's page");
    },
    completeOwnItems(customerId) {
      for (const profile of simulator.customer(customerId)?.verificationProfiles ?? []) {
        for (const name of profile.criteria?.required ?? []) {
          if (name === "identity_verification" || name.endsWith("_approval")) continue;
          simulator.complete(customerId, name);
        }
      }
    },
  };
  return self;
}
