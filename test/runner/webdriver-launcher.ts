import type { BrowserLauncher } from "@web/test-runner";
import { openWebDriverSession, type WebDriverSession } from "./webdriver-session.js";

/** Runs Web Test Runner's pages one after the other in a single WebDriver session. */
export function webDriverLauncher(
  name: string,
  port: number,
  capabilities: object,
): BrowserLauncher & { sendKeys(id: string, keys: readonly string[]): Promise<void> } {
  const urls = new Map<string, string>();
  let opening: Promise<WebDriverSession> | undefined;
  const session = () => {
    opening ??= openWebDriverSession(port, capabilities);
    return opening;
  };
  return {
    name,
    // By this name `sendKeys` of the tests knows whom to ask.
    type: "webdriver",
    concurrency: 1,
    async startSession(id, url) {
      urls.set(id, url);
      await (await session()).navigate(url);
    },
    isActive: (id) => urls.has(id),
    getBrowserUrl: (id) => urls.get(id),
    async stopSession(id) {
      // Ends whatever still runs on the page.
      await (await session()).navigate("about:blank");
      urls.delete(id);
      return {};
    },
    startDebugSession: () => Promise.reject(new Error("There is no debugging here.")),
    async sendKeys(_, keys) {
      for (const key of keys) await (await session()).sendKey(key);
    },
    async stop() {
      await (await opening)?.end();
      opening = undefined;
    },
  };
}
