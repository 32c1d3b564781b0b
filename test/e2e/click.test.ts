import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Page } from "puppeteer-core";
import { adopt, found, type Lookout, openLookout } from "./lookout.js";
import { expressionOf } from "./page-script.js";

/** An entry of a performance timeline that TypeScript does not know. */
interface LayoutShift extends PerformanceEntry {
  readonly sources?: readonly { readonly previousRect: DOMRect; readonly currentRect: DOMRect }[];
}

describe("a click on the button", () => {
  let lookout: Lookout;
  before(async () => {
    lookout = await openLookout();
  });
  after(() => lookout.close());

  /** The checklist of somebody who has done everything of their own. */
  function aReadyChecklist(): Promise<Page> {
    const { simulator, people } = lookout.demo;
    const id = people.find("iris")?.customerId ?? "";
    for (const { criteria } of simulator?.customer(id)?.verificationProfiles ?? []) {
      for (const name of criteria?.required ?? []) {
        const isOurs = name === "identity_verification" || name.endsWith("_approval");
        if (!isOurs) simulator?.complete(id, name);
      }
    }
    // What turns would be reported as moving.
    return lookout.aChecklist("iris", [{ name: "prefers-reduced-motion", value: "reduce" }]);
  }

  /** Clicks, stays, and returns from where to where things have moved for it. */
  async function movesOfAClick(page: Page): Promise<unknown> {
    const click = async () => {
      const element = document.querySelector("sphere-kyc-onboarding");
      const button = element?.shadowRoot?.querySelector<HTMLElement>(".button");
      const moves: string[] = [];
      // Sideways only the words in the button do, which are others each time.
      const note = (entries: readonly PerformanceEntry[]) => {
        for (const { sources = [] } of entries as readonly LayoutShift[]) {
          for (const { previousRect: from, currentRect: to } of sources) {
            if (from.y !== to.y) moves.push(`${from.x} ${from.y} -> ${to.x} ${to.y}`);
          }
        }
      };
      const observer = new PerformanceObserver((list) => note(list.getEntries()));
      observer.observe({ type: "layout-shift" });
      const left = new Promise<void>((resolve) => {
        if (element) element.openLink = () => resolve();
      });
      const place = () => JSON.stringify(button?.getBoundingClientRect());
      const before = place();
      button?.click();
      await left;
      for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame);
      note(observer.takeRecords());
      if (place() !== before) moves.push(`${before} -> ${place()}`);
      return moves;
    };
    return page.evaluate(expressionOf(click, []));
  }

  it("moves nothing, from asking to leaving", async () => {
    const page = await aReadyChecklist();
    assert.deepEqual(await movesOfAClick(page), []);
    assert.match((await found(page, ".under", "part.textContent"))[0] ?? "", /come back/);
  });

  for (const css of [
    ".button[aria-busy] { min-height: 160px; }",
    ".button[aria-busy] ~ .under { margin-top: 40px; }",
    ".button[aria-busy] { margin-inline: 9px; }",
  ]) {
    it(`is watched: ${css}`, async () => {
      const page = await aReadyChecklist();
      await adopt(page, css);
      assert.notDeepEqual(await movesOfAClick(page), []);
    });
  }
});
