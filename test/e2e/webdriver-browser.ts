import { writeFileSync } from "node:fs";
import { remote } from "webdriverio";
import { type DriverServer, startDriverServer } from "../runner/driver-server.js";
import type { Engine } from "../runner/engines.js";
import { chromiumArgs, webkitCapabilities } from "../runner/launchers.js";
import { startWebKitDriver } from "../runner/webkit-driver.js";
import type { Browser, PageScript } from "./browsers.js";
import { expressionOf, poll } from "./page-script.js";

type Driven = Exclude<Engine, { name: "firefox" }>;
type Session = Awaited<ReturnType<typeof remote>>;

/** Longer than a busy machine needs; only a failure ever waits so long. */
const patienceMs = 30_000;

/** Chromium and WebKit over classic WebDriver, the one protocol that leaves their caches alone. */
export async function openWebDriverBrowser(engine: Driven): Promise<Browser> {
  const server = await startServer(engine);
  try {
    const session = await remote({
      hostname: "127.0.0.1",
      port: server.port,
      path: "/",
      logLevel: "error",
      connectionRetryCount: 0,
      capabilities: capabilitiesOf(engine),
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
    "wdio:enforceWebDriverClassic": true,
    "goog:loggingPrefs": { browser: "ALL" },
    "goog:chromeOptions": {
      binary: engine.browser,
      args: [...chromiumArgs, "--headless=new", "--window-size=1280,1024", "--lang=en-US"],
    },
  };
}

function browserOf(engine: Driven, session: Session, server: DriverServer): Browser {
  const evaluate = async <Result, Args extends readonly unknown[]>(
    script: PageScript<Result, Args>,
    ...args: Args
  ) => unwrap(await session.executeAsyncScript(answering(script, args), [])) as Result;
  return {
    engine: engine.name,
    evaluate,
    goto: async (url) => void (await session.navigateTo(url)),
    url: () => session.getUrl(),
    waitFor: (script, { timeoutMs = patienceMs } = {}) =>
      poll(String(script), () => evaluate(script), timeoutMs),
    click: async (script) => {
      const source = `return ${expressionOf(script, [])}`;
      const find = () => session.executeScript(source, []);
      const element: unknown = await poll(String(script), find, patienceMs);
      // WebKit scrolls no further than the nearest scroller of a shadow root.
      const id = elementId(element);
      await session.executeScript(toMiddle, [{ [elementKey]: id }]);
      await session.elementClick(id);
    },
    press: async (key) => void (await session.keys(key)),
    back: async () => void (await session.back()),
    tabs: () => session.getWindowHandles(),
    switchTo: async (tab) => void (await session.switchToWindow(tab)),
    newTab: async (url) => {
      const { handle } = await session.createWindow("tab");
      await session.switchToWindow(handle);
      await session.navigateTo(url);
      return handle;
    },
    screenshot: async (path) =>
      writeFileSync(path, Buffer.from(await session.takeScreenshot(), "base64")),
    consoleMessages: async () =>
      engine.name === "chromium" ? consoleLines(await session.getLogs("browser")) : undefined,
    close: async () => {
      try {
        await session.deleteSession();
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

function consoleLines(logs: readonly unknown[]): readonly string[] {
  return logs.map((log) =>
    typeof log === "object" && log !== null && "message" in log ? String(log.message) : String(log),
  );
}
