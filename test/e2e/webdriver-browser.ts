import { writeFileSync } from "node:fs";
import { type DriverServer, startDriverServer } from "../runner/driver-server.js";
import type { Engine } from "../runner/engines.js";
import { chromiumArgs, webkitCapabilities } from "../runner/launchers.js";
import { openWebDriverSession, type WebDriverSession } from "../runner/webdriver-session.js";
import { startWebKitDriver } from "../runner/webkit-driver.js";
import type { Browser, BrowserOptions, PageScript } from "./browsers.js";
import { expressionOf, poll } from "./page-script.js";

type Driven = Exclude<Engine, { name: "firefox" }>;

/** Chromium and WebKit over classic WebDriver, the one protocol that leaves their caches alone. */
export async function openWebDriverBrowser(
  engine: Driven,
  { acceptInsecureCerts = false }: BrowserOptions,
): Promise<Browser> {
  const server = await startServer(engine);
  try {
    const session = await openWebDriverSession(server.port, {
      ...capabilitiesOf(engine),
      acceptInsecureCerts,
    });
    return browserOf(engine, session, server);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function startServer(engine: Driven): Promise<DriverServer> {
  return engine.name === "webkit" ? startWebKitDriver(engine) : startDriverServer(engine.driver);
}

function capabilitiesOf(engine: Driven) {
  if (engine.name === "webkit") return webkitCapabilities(engine);
  return {
    browserName: "chrome",
    "goog:loggingPrefs": { browser: "ALL" },
    "goog:chromeOptions": {
      binary: engine.browser,
      args: [...chromiumArgs, "--headless=new", "--window-size=1280,1024", "--lang=en-US"],
    },
  };
}

function browserOf(engine: Driven, session: WebDriverSession, server: DriverServer): Browser {
  const evaluate = async <Result, Args extends readonly unknown[]>(
    script: PageScript<Result, Args>,
    ...args: Args
  ) => unwrap(String(await session.executeAsync(answering(script, args)))) as Result;
  return {
    engine: engine.name,
    evaluate,
    goto: (url) => session.navigate(url),
    url: () => session.url(),
    waitFor: (script, { timeoutMs } = {}) =>
      poll(String(script), () => evaluate(script), timeoutMs),
    click: async (script) => {
      const source = `return ${expressionOf(script, [])}`;
      const find = () => session.execute(source);
      const element: unknown = await poll(String(script), find);
      // WebKit scrolls no further than the nearest scroller of a shadow root.
      const id = elementId(element);
      await session.execute(toMiddle, { [elementKey]: id });
      await session.click(id);
    },
    sendKey: (key) => session.sendKey(key),
    back: () => session.back(),
    tabs: () => session.tabs(),
    switchTo: (tab) => session.switchTo(tab),
    newTab: async (url) => {
      const tab = await session.newTab();
      await session.switchTo(tab);
      await session.navigate(url);
      return tab;
    },
    screenshot: async (path) => writeFileSync(path, await session.screenshot()),
    consoleMessages: async () =>
      engine.name === "chromium" ? session.consoleMessages() : undefined,
    close: async () => {
      try {
        await session.end();
      } finally {
        await server.stop();
      }
    },
  };
}

const toMiddle = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";

/** Runs as an async script, so that promises are awaited and errors keep their words. */
function answering<Result, Args extends readonly unknown[]>(
  script: PageScript<Result, Args>,
  args: readonly unknown[],
): string {
  return `const answer = arguments[arguments.length - 1];
    Promise.resolve().then(() => ${expressionOf(script, args)}).then(
      (value) => answer(JSON.stringify({ value })),
      (reason) => answer(JSON.stringify({ reason: String(reason) })),
    );`;
}

/** The answer is a string: an object with an `error` would pass for WebDriver's own failure. */
function unwrap(answer: string): unknown {
  const { value, reason } = JSON.parse(answer) as { value?: unknown; reason?: string };
  if (reason !== undefined) throw new Error(reason);
  return value;
}

/** WebDriver names an element reference by this fixed key. */
const elementKey = "element-6066-11e4-a52e-4f735466cecf";

function elementId(reference: unknown): string {
  if (typeof reference === "object" && reference !== null && elementKey in reference) {
    return String(reference[elementKey]);
  }
  throw new TypeError("The script must answer an element.");
}
