import { writeFileSync } from "node:fs";
import { ElementHandle, type KeyInput, launch, type Page } from "puppeteer-core";
import type { Engine } from "../runner/engines.js";
import type { Browser, BrowserOptions, PageScript, Tab } from "./browsers.js";
import { expressionOf, hangMs, poll } from "./page-script.js";

/** Firefox over WebDriver BiDi: Debian has no geckodriver, and BiDi needs none. */
export async function openPuppeteerBrowser(
  engine: Extract<Engine, { name: "firefox" }>,
  { acceptInsecureCerts = false }: BrowserOptions,
): Promise<Browser> {
  const browser = await launch({
    browser: "firefox",
    executablePath: engine.browser,
    headless: true,
    acceptInsecureCerts,
    timeout: hangMs,
    protocolTimeout: hangMs,
    defaultViewport: null,
    args: ["--width=1280", "--height=1024"],
  });
  const pages = new Map<Tab, Page>();
  const messages: string[] = [];
  let current: Page | undefined;

  const refresh = async (): Promise<readonly Tab[]> => {
    const open = await browser.pages();
    for (const [tab, page] of pages) if (!open.includes(page)) pages.delete(tab);
    for (const page of open) {
      if ([...pages.values()].includes(page)) continue;
      pages.set(crypto.randomUUID(), page);
      page.on("console", (message) => messages.push(message.text()));
    }
    return [...pages.keys()];
  };
  const page = async (): Promise<Page> => {
    if (current === undefined) {
      await refresh();
      current = [...pages.values()][0];
    }
    if (current === undefined) throw new Error("Firefox has no tab.");
    return current;
  };
  const evaluate = async <Result, Args extends readonly unknown[]>(
    script: PageScript<Result, Args>,
    ...args: Args
  ) => (await (await page()).evaluate(expressionOf(script, args))) as Result;

  /** By script: after a page came back from the cache, Puppeteer's own `goto` waits for ever. */
  const goto = async (url: string): Promise<void> => {
    await evaluate((to: string) => {
      Object.assign(globalThis, { leftByTest: true });
      setTimeout(() => location.assign(to));
    }, url);
    const arrived = "!globalThis.leftByTest && document.readyState === 'complete'";
    await poll(url, () => evaluate(arrived));
  };

  const found = (script: PageScript<Element | null | undefined>) =>
    poll(String(script), async () => {
      const handle = await (await page()).evaluateHandle(expressionOf(script, []));
      return handle instanceof ElementHandle ? handle : undefined;
    });

  return {
    engine: engine.name,
    evaluate,
    goto,
    url: () => evaluate<string, []>("location.href"),
    waitFor: (script, { timeoutMs } = {}) =>
      poll(String(script), () => evaluate(script), timeoutMs),
    click: async (script) => (await found(script)).click(),
    tap: async (script) => (await found(script)).tap(),
    chooseFile: async (script, path) => {
      const input = (await found(script)) as ElementHandle<HTMLInputElement>;
      await input.uploadFile(path);
    },
    sendKey: async (key) => (await page()).keyboard.press(key as KeyInput),
    back: async () => {
      // From script: BiDi's own history command answers before the page is there. The page that
      // is left is known by a mark, as two entries in a row may have one address.
      const mark = crypto.randomUUID();
      await evaluate((to: string) => {
        Object.assign(globalThis, { markOfTest: to });
        setTimeout(() => history.back());
      }, mark);
      const isBack = `globalThis.markOfTest !== ${JSON.stringify(mark)} && document.readyState === "complete"`;
      await poll("the page before", () => evaluate<boolean, []>(isBack));
    },
    tabs: refresh,
    switchTo: async (tab) => {
      await refresh();
      const chosen = pages.get(tab);
      if (chosen === undefined) throw new Error("There is no such tab.");
      await chosen.bringToFront();
      current = chosen;
    },
    newTab: async (url) => {
      const opened = await browser.newPage();
      current = opened;
      await refresh();
      await goto(url);
      return [...pages].find(([, one]) => one === opened)?.[0] ?? "";
    },
    screenshot: async (path) => writeFileSync(path, await (await page()).screenshot()),
    consoleMessages: async () => messages.splice(0),
    close: () => browser.close(),
  };
}
