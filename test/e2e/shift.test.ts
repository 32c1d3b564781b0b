import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Page } from "puppeteer-core";
import { adopt, type Lookout, openLookout } from "./lookout.js";
import { expressionOf } from "./page-script.js";

/** An entry of a performance timeline that TypeScript does not know. */
interface LayoutShift extends PerformanceEntry {
  readonly sources?: readonly { readonly previousRect: DOMRect; readonly currentRect: DOMRect }[];
}

const shadow = "document.querySelector('sphere-kyc-onboarding')?.shadowRoot";

/**
 * What the browser itself counts as moving. New lines in the place of old ones are none to it: those
 * are compared in `test/element/styles/skeleton.look.test.ts`.
 */
describe("from loading to the checklist", () => {
  let lookout: Lookout;
  before(async () => {
    lookout = await openLookout();
  });
  after(() => lookout.close());

  /** A page that still loads, painted, and what lets SpherePay answer. */
  async function aLoadingPage(person: string) {
    let letGo = () => {};
    const until = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    lookout.demo.simulator?.inject({
      kind: "slow",
      method: "GET",
      path: "/v2/customer/{id}",
      times: 1,
      until,
    });
    const page = await lookout.aPage(person, [{ name: "prefers-reduced-motion", value: "reduce" }]);
    await page.waitForFunction(`!!${shadow}?.querySelector(".ghost")`);
    return { page, letGo };
  }

  /** From where to where anything went that began above the element's lower end, beside or in it. */
  async function movesOf(page: Page, letGo: () => void): Promise<readonly string[]> {
    const watch = async () => {
      const box = document.querySelector("sphere-kyc-onboarding")?.getBoundingClientRect();
      const moves: string[] = [];
      const note = (entries: readonly PerformanceEntry[]) => {
        for (const { sources = [] } of entries as readonly LayoutShift[]) {
          for (const { previousRect: from, currentRect: to } of sources) {
            const isBeside = !box || from.right <= box.left || from.left >= box.right;
            if (isBeside || from.top >= box.bottom - 1) continue;
            moves.push(`${from.x} ${from.y} -> ${to.x} ${to.y}`);
          }
        }
      };
      const observer = new PerformanceObserver((list) => note(list.getEntries()));
      observer.observe({ type: "layout-shift", buffered: true });
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
      Object.assign(globalThis, {
        movesForTest: async () => {
          for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame);
          note(observer.takeRecords());
          return moves;
        },
      });
    };
    await page.evaluate(expressionOf(watch, []));
    letGo();
    await page.waitForFunction(`!!${shadow}?.querySelector("li.row")`);
    const moves = (await page.evaluate("movesForTest()")) as readonly string[];
    // Else it would go on reading, and take the next page's slow answer.
    await page.browserContext().close();
    return moves;
  }

  for (const person of ["ana", "brightwater", "iris"]) {
    it(`nothing moves but what stands below: ${person}`, async () => {
      const { page, letGo } = await aLoadingPage(person);
      assert.deepEqual(await movesOf(page, letGo), []);
    });
  }

  it("is watched: a margin that comes with the checklist is noticed", async () => {
    const { page, letGo } = await aLoadingPage("ana");
    await adopt(page, ".card:has(li.row) { margin-top: 40px; }");
    assert.notDeepEqual(await movesOf(page, letGo), []);
  });
});
