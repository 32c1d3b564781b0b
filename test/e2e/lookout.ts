import assert from "node:assert/strict";
import { launch, type Page } from "puppeteer-core";
import { type Demo, startDemo } from "../../demo/server.js";
import { chromiumArgs } from "../runner/launchers.js";
import { engines } from "./browsers.js";
import { hangMs } from "./page-script.js";

/** A setting of the person's, by the name of its media feature. */
export interface Feature {
  readonly name: string;
  readonly value: string;
}

/** The demonstration in a Chromium that can be set to be on paper, in forced colours, or still. */
export interface Lookout {
  readonly demo: Demo;
  /** Signs in to a page of its own, whatever is there yet. */
  aPage(person: string, features?: readonly Feature[]): Promise<Page>;
  /** The same, with the checklist there. */
  aChecklist(person: string, features?: readonly Feature[]): Promise<Page>;
  close(): Promise<void>;
}

export async function openLookout(): Promise<Lookout> {
  const chromium = engines().find(({ name }) => name === "chromium");
  assert.ok(chromium, "Chromium is needed: no other engine takes a person's settings");
  const demo = await startDemo({ port: 0 });
  const browser = await launch({
    executablePath: chromium.browser,
    args: [...chromiumArgs],
    timeout: hangMs,
    protocolTimeout: hangMs,
  });
  const self: Lookout = {
    demo,
    async aPage(person, features = []) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      page.setDefaultTimeout(hangMs);
      await page.setViewport({ width: 900, height: 2400 });
      await emulate(page, { features });
      await page.goto(demo.origin);
      await Promise.all([page.waitForNavigation(), page.click(`button[value="${person}"]`)]);
      return page;
    },
    async aChecklist(person, features = []) {
      const page = await self.aPage(person, features);
      await page.waitForFunction(
        `document.querySelector("sphere-kyc-onboarding")?.status &&
          !document.querySelector("sphere-kyc-onboarding").shadowRoot.querySelector(".ghost")`,
      );
      return page;
    },
    async close() {
      await browser.close();
      await demo.close();
    },
  };
  return self;
}

/** Through the protocol: Puppeteer's own way knows no forced colours. */
export async function emulate(
  page: Page,
  { media = "", features = [] }: { media?: string; features?: readonly Feature[] },
): Promise<void> {
  await (await page.createCDPSession()).send("Emulation.setEmulatedMedia", {
    media,
    features: [...features],
  });
}

/** What `read` finds on the parts of the card that `selector` names and no slot replaces. */
export const found = (page: Page, selector: string, read: string): Promise<string[]> =>
  page.evaluate(`[...document.querySelector("sphere-kyc-onboarding").shadowRoot
    .querySelectorAll(${JSON.stringify(selector)})].map((part) => {
      const style = getComputedStyle(part);
      return part.checkVisibility() && style.display && String(${read});
    }).filter(Boolean)`) as Promise<string[]>;

/** Adds a style to the element, as a broken variant of its own. */
export const adopt = (page: Page, css: string) =>
  page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    const root = document.querySelector("sphere-kyc-onboarding")?.shadowRoot;
    root?.adoptedStyleSheets.push(sheet);
  }, css);
