import type { BrowserLauncher } from "@web/test-runner";
import { chromeLauncher } from "@web/test-runner-chrome";
import * as puppeteer from "puppeteer-core";
import type { Engine, EngineName } from "./engines.js";
import { webDriverLauncher } from "./webdriver-launcher.js";
import { startWebKitDriver } from "./webkit-driver.js";

/** For root (`--no-sandbox`), for small containers, and off the network. */
export const chromiumArgs: readonly string[] = [
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Capabilities of a WebKitGTK session. */
export function webkitCapabilities(engine: Extract<Engine, { name: "webkit" }>) {
  return {
    browserName: "MiniBrowser",
    "webkitgtk:browserOptions": { binary: engine.browser, args: ["--automation"] },
  };
}

/** Only what hangs takes so long: many times what a busy machine needs. */
const hangMs = 180_000;
const patience = { timeout: hangMs, protocolTimeout: hangMs };

async function createPage({ context }: { readonly context: puppeteer.BrowserContext }) {
  const page = await context.newPage();
  page.setDefaultTimeout(hangMs);
  return page;
}

export interface Launcher {
  readonly engine: EngineName;
  readonly launcher: BrowserLauncher;
  stop(): Promise<void>;
}

/**
 * How Web Test Runner starts an engine, and what must be ended afterwards.
 * @param isStill The person prefers less motion: what turns for ever is painted for ever, and
 * without a graphics processor that takes most of a machine.
 */
export async function launcherFor(engine: Engine, isStill: boolean): Promise<Launcher> {
  const stop = () => Promise.resolve();
  switch (engine.name) {
    case "chromium": {
      const args = [...chromiumArgs, ...(isStill ? ["--force-prefers-reduced-motion"] : [])];
      const launchOptions = { executablePath: engine.browser, args, ...patience };
      const launcher = chromeLauncher({ launchOptions, createPage });
      launcher.name = "Chromium";
      return { engine: engine.name, launcher, stop };
    }
    case "firefox": {
      const launcher = chromeLauncher({
        puppeteer,
        createPage,
        launchOptions: {
          browser: "firefox",
          executablePath: engine.browser,
          headless: true,
          ...patience,
          extraPrefsFirefox: { "ui.prefersReducedMotion": isStill ? 1 : 0 },
        },
      });
      return { engine: engine.name, launcher, stop };
    }
    case "webkit": {
      const driver = await startWebKitDriver(engine, isStill);
      const launcher = webDriverLauncher("WebKit", driver.port, {
        ...webkitCapabilities(engine),
        // Else the driver waits for a load that never comes when tests are over before it, for ever.
        pageLoadStrategy: "none",
      });
      return { engine: engine.name, launcher, stop: () => driver.stop() };
    }
  }
}
