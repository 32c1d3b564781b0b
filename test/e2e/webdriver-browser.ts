import { writeFileSync } from "node:fs";
import { type DriverServer, startDriverServer } from "../runner/driver-server.js";
import type { Engine } from "../runner/engines.js";
import { chromiumArgs, webkitCapabilities } from "../runner/launchers.js";
import {
  elementKey,
  openWebDriverSession,
  type WebDriverSession,
} from "../runner/webdriver-session.js";
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
  const found = (script: PageScript<Element | null | undefined>): Promise<unknown> =>
    poll(String(script), () => session.execute(`return ${expressionOf(script, [])}`));
  const inMiddle = async (script: PageScript<Element | null | undefined>): Promise<string> => {
    const id = elementId(await found(script));
    // WebKit scrolls no further than the nearest scroller of a shadow root.
    await session.execute(toMiddle, { [elementKey]: id });
    return id;
  };
  return {
    engine: engine.name,
    evaluate,
    goto: (url) => session.navigate(url),
    url: () => session.url(),
    waitFor: (script, { timeoutMs } = {}) =>
      poll(String(script), () => evaluate(script), timeoutMs),
    click: async (script) => session.click(await inMiddle(script)),
    tap: async (script) => {
      const id = await inMiddle(script);
      // WebKitGTK's driver never answers an action of a pointer; a click goes the same way.
      await (engine.name === "webkit" ? session.click(id) : session.tap(id));
    },
    chooseFile: async (script, path) => session.type(elementId(await found(script)), path),
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

function elementId(reference: unknown): string {
  if (typeof reference === "object" && reference !== null && elementKey in reference) {
    return String(reference[elementKey]);
  }
  throw new TypeError("The script must answer an element.");
}
