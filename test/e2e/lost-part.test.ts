import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Browser, engines, openBrowser } from "./browsers.js";
import { type Loss, startLossyHost } from "./lossy-host.js";

const root = "document.querySelector('sphere-kyc-onboarding')?.shadowRoot";
const remedy = `[...(${root}?.querySelectorAll("button") ?? [])].find((each) =>
  ["Try again", "Reload the page"].includes(each.innerText.trim()))`;
/** What is on screen once it is another than `last`. */
const outcome = (last: string | undefined) => `(() => {
  const isThere = ${root}?.textContent.includes("You are verified");
  const label = isThere ? "there" : (${remedy})?.innerText.trim();
  return label !== ${JSON.stringify(last)} && label;
})()`;

for (const engine of engines()) {
  describe(`a second part that gets lost in ${engine.name}`, () => {
    let browser: Browser;
    before(async () => {
      browser = await openBrowser(engine);
    });
    after(() => browser.close());

    /** Presses the one button as often as there is one, `most` times; answers what it said. */
    async function presses(url: string, most: number): Promise<readonly string[]> {
      const labels: string[] = [];
      await browser.goto(url);
      for (;;) {
        const seen = await browser.waitFor<string>(outcome(labels.at(-1)));
        if (seen === "there" || labels.length === most) return labels;
        labels.push(seen);
        await browser.click(remedy);
      }
    }

    for (const loss of ["503", "cut"] as const satisfies readonly Loss[]) {
      it(`comes with one press, or a second one that reloads the page: ${loss}`, async () => {
        const host = await startLossyHost(loss, 1);
        try {
          const labels = await presses(host.url, 3);
          console.log(`${engine.name}, ${loss}: ${labels.join(", then ")}`);
          assert.deepEqual(labels, ["Try again", "Reload the page"].slice(0, labels.length));
          assert.equal(host.asked(), 2);
        } finally {
          host.close();
        }
      });
    }

    it("that never comes leaves a button, also after the page was loaded anew", async () => {
      const host = await startLossyHost("503", 99);
      try {
        const labels = await presses(host.url, 3);
        assert.deepEqual(labels, ["Try again", "Reload the page", "Try again"]);
      } finally {
        host.close();
      }
    });
  });
}
