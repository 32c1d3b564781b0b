import { strict as assert } from "node:assert";
import { createRunningClock, type Simulator } from "sphere-kyc-onboarding/simulator";
import { type Demo, startDemo } from "../../demo/server.js";
import type { Browser } from "./browsers.js";

/** A demonstration and a browser on it. */
export interface Onboarding {
  readonly demo: Demo;
  readonly browser: Browser;
  readonly simulator: Simulator;
  /** Where the provider's pages are. */
  readonly providerOrigin: string;
  /** Signs in and waits for the first checklist. Answers the SpherePay customer. */
  signIn(person: string): Promise<string>;
  /** Waits until the element's card says all of these. */
  says(...texts: readonly string[]): Promise<string>;
  /** Waits until the element offers a button of this label that can be clicked. */
  offers(label: string): Promise<void>;
  /** A person's click on the element's button of this label. */
  click(label: string): Promise<void>;
  /** Waits for the provider's page in this state. */
  atProvider(state: string): Promise<void>;
  /** A person's click on the provider's page. */
  clickAtProvider(id: string): Promise<void>;
  /** Goes back until the host's page is there again. */
  backToHost(): Promise<void>;
  /** Everything the customer does on the host's own pages is done. */
  completeOwnItems(customerId: string): void;
}

const card = "document.querySelector('sphere-kyc-onboarding').shadowRoot.querySelector('section')";

const openButton = (label: string) =>
  `[...${card}.querySelectorAll("button, a")].find((each) => each.innerText.trim() === ${JSON.stringify(label)} && each.ariaDisabled !== "true")`;

/** The demonstration with a clock that can be moved, recording what the browser receives. */
export function startRecordedDemo(): Promise<Demo> {
  return startDemo({ port: 0, recordResponses: true, clock: createRunningClock() });
}

export function createOnboarding(demo: Demo, browser: Browser): Onboarding {
  const { simulator, providerOrigin } = demo;
  assert.ok(simulator && providerOrigin);
  const self: Onboarding = {
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
    async says(...texts) {
      const wanted = JSON.stringify(texts);
      const said = `(() => { const text = ${card}.innerText; return ${wanted}.every((each) => text.includes(each)) && text; })()`;
      try {
        return await browser.waitFor<string>(said);
      } catch (cause) {
        const text = await browser.evaluate<string>(`${card}?.innerText`).catch(String);
        throw new Error(`the card never said ${wanted}, but: ${text}`, { cause });
      }
    },
    offers: async (label) => void (await browser.waitFor(`!!(${openButton(label)})`)),
    click: (label) => browser.click(openButton(label)),
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

/** Asks the element to look again, as a return to the tab would. */
export const refresh = (browser: Browser): Promise<void> =>
  browser.evaluate("void document.querySelector('sphere-kyc-onboarding').refresh()");
