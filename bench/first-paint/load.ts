/** One navigation of a fresh, slow browser to the painted checklist. */
import type { Browser, CDPSession, Page } from "puppeteer-core";
import { expressionOf } from "../../test/e2e/page-script.js";
import type { Contestant } from "./bundle.js";
import type { PageServer } from "./page-server.js";

/** Milliseconds since the navigation began; and what was fetched before the checklist was there. */
export interface Load {
  readonly scriptEnd: number;
  readonly requestStart: number;
  readonly responseEnd: number;
  readonly drawn: number;
  readonly painted: number;
  readonly scripts: number;
  readonly bytes: number;
}

const slowness = 4;
const slowNetwork = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
};

/**
 * In the page, before its scripts. The rows are there when the observer of a shadow root is called;
 * the second animation frame after that begins when the frame that shows them has been presented.
 * An observer costs nothing while nothing happens, unlike asking in every frame.
 */
const watchForRows = () => {
  const attach = Element.prototype.attachShadow;
  const painted = new Promise<[drawn: number, painted: number]>((resolve) => {
    Element.prototype.attachShadow = function (init) {
      const root = attach.call(this, init);
      const observer = new MutationObserver(() => {
        if (!root.querySelector("li.row")) return;
        observer.disconnect();
        const drawn = performance.now();
        const note = () => resolve([drawn, performance.now()]);
        requestAnimationFrame(() => requestAnimationFrame(note));
      });
      observer.observe(root, { subtree: true, childList: true });
      return root;
    };
  });
  Object.assign(globalThis, { painted });
};

/** In the page, when the rows have been painted. */
const readTimings = ([drawn, painted]: readonly [number, number]) => {
  const entries = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
  const request = entries.find(({ name }) => name.endsWith("/kyc/session"));
  const requestStart = request?.startTime ?? Number.NaN;
  const scripts = entries.filter(
    ({ name, startTime }) => name.endsWith(".js") && startTime < drawn,
  );
  const before = scripts.map(({ responseEnd }) => responseEnd).filter((end) => end <= requestStart);
  return {
    scriptEnd: Math.max(...before),
    requestStart,
    responseEnd: request?.responseEnd ?? Number.NaN,
    drawn,
    painted,
    scripts: scripts.length,
    bytes: scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  };
};

/**
 * Loads a contestant's page in a browser context of its own, which has no cache and no compiled
 * code of an earlier load.
 * @param aside What to do beside it: `begin` before the navigation, `end` after the paint.
 */
export async function load(
  browser: Browser,
  server: PageServer,
  contestant: Contestant,
  aside?: { begin(session: CDPSession): Promise<void>; end(session: CDPSession): Promise<void> },
): Promise<Load> {
  const context = await browser.createBrowserContext();
  try {
    const page: Page = await context.newPage();
    const session = await page.createCDPSession();
    await page.goto(server.address("blank"));
    await session.send("Network.enable");
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    await session.send("Network.emulateNetworkConditions", slowNetwork);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowness });
    await page.evaluateOnNewDocument(expressionOf(watchForRows, []));
    await aside?.begin(session);
    await page.goto(server.address(contestant), { waitUntil: "domcontentloaded" });
    const painted = (await page.evaluate("globalThis.painted")) as [number, number];
    await aside?.end(session);
    return (await page.evaluate(expressionOf(readTimings, [painted]))) as Load;
  } finally {
    await context.close();
  }
}
