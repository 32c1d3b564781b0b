import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type Browser, engines, openBrowser } from "./browsers.js";

const page = `<!doctype html><title>here</title>
<button>plain</button><x-shadow></x-shadow><input aria-label="text">
<script>
  globalThis.seen = { persisted: [], clicks: [], activation: [] };
  addEventListener("pageshow", (event) => seen.persisted.push(event.persisted));
  const root = document.querySelector("x-shadow").attachShadow({ mode: "open" });
  root.innerHTML = "<button>inside</button>";
  for (const button of [document.querySelector("button"), root.querySelector("button")]) {
    button.addEventListener("click", (event) => {
      seen.clicks.push([button.textContent, event.isTrusted]);
      seen.activation.push(navigator.userActivation?.isActive);
    });
  }
</script>`;

const folder = mkdtempSync(join(tmpdir(), "sphere-kyc-browsers-"));
let here: Server;
let elsewhere: Server;
let origin = "";
let otherOrigin = "";

before(async () => {
  here = createServer((_, response) => {
    response.writeHead(200, { "Content-Type": "text/html" });
    response.end(page);
  });
  elsewhere = createServer((_, response) => {
    response.writeHead(200, { "Content-Type": "text/html" });
    response.end("<!doctype html><title>elsewhere</title>");
  });
  origin = await listening(here);
  otherOrigin = await listening(elsewhere);
});

after(() => {
  rmSync(folder, { recursive: true });
  for (const server of [here, elsewhere]) {
    server.closeAllConnections();
    server.close();
  }
});

for (const engine of engines()) {
  describe(`a real browser: ${engine.name}`, () => {
    let browser: Browser;
    before(async () => {
      browser = await openBrowser(engine);
    });
    after(() => browser.close());

    it("goes to a page and runs script there, promises and errors included", async () => {
      await browser.goto(`${origin}/`);
      assert.equal(await browser.url(), `${origin}/`);
      assert.equal(await browser.evaluate("document.title"), "here");
      assert.equal(await browser.evaluate((a: number, b: number) => a + b, 2, 3), 5);
      assert.equal(await browser.evaluate(async () => "later"), "later");
      await assert.rejects(
        browser.evaluate(() => Promise.reject(new Error("from the page"))),
        /from the page/,
      );
    });

    it("clicks for real, inside a shadow root too", async () => {
      await browser.goto(`${origin}/`);
      await browser.click("document.querySelector('button')");
      await browser.click("document.querySelector('x-shadow').shadowRoot.querySelector('button')");
      const trusted = [
        ["plain", true],
        ["inside", true],
      ];
      assert.deepEqual(await browser.evaluate("seen.clicks"), trusted);
      assert.deepEqual(await browser.evaluate("seen.activation"), [true, true]);
    });

    it("tells a script's click from a person's", async () => {
      await browser.goto(`${origin}/`);
      await browser.evaluate("document.querySelector('button').click()");
      assert.deepEqual(await browser.evaluate("seen.clicks"), [["plain", false]]);
    });

    it("sends keys", async () => {
      await browser.goto(`${origin}/`);
      await browser.click("document.querySelector('input')");
      await browser.sendKey("a");
      await browser.waitFor("document.querySelector('input').value === 'a'");
      await browser.sendKey("Tab");
      await browser.waitFor("document.activeElement !== document.querySelector('input')");
    });

    it("comes back to the very page it left, from the back-forward cache", async () => {
      await leave(browser);
      await browser.back();
      assert.deepEqual(await visitsSeen(browser), [false, true]);
    });

    it("sees a new copy of the page when the return is no step back", async () => {
      await leave(browser);
      await browser.goto(`${origin}/`);
      assert.deepEqual(await visitsSeen(browser), [false]);
    });

    it("opens and switches tabs", async () => {
      await browser.goto(`${origin}/`);
      const [first] = await browser.tabs();
      const second = await browser.newTab(`${otherOrigin}/`);
      assert.equal(await browser.url(), `${otherOrigin}/`);
      assert.equal((await browser.tabs()).length, 2);
      assert.ok(first !== undefined && first !== second);
      await browser.switchTo(first);
      assert.equal(await browser.url(), `${origin}/`);
    });

    it("takes a picture, and hears the console where the engine lets it", async () => {
      await browser.goto(`${origin}/`);
      await browser.consoleMessages();
      await browser.evaluate("console.warn('said by the page')");
      const path = join(folder, `${engine.name}.png`);
      await browser.screenshot(path);
      assert.equal(readFileSync(path).subarray(1, 4).toString(), "PNG");
      const messages = await browser.consoleMessages();
      assert.equal(messages === undefined, engine.name === "webkit");
      assert.ok(messages?.some((line) => line.includes("said by the page")) ?? true);
    });

    it("says what never came", async () => {
      await browser.goto(`${origin}/`);
      await assert.rejects(browser.waitFor("seen.nothing", { timeoutMs: 300 }), /seen\.nothing/);
    });
  });
}

async function leave(browser: Browser): Promise<void> {
  await browser.goto(`${origin}/`);
  await browser.evaluate((to: string) => void setTimeout(() => location.assign(to)), otherOrigin);
  await browser.waitFor("document.title === 'elsewhere'");
}

/** `persisted` of every `pageshow` this copy of the page has seen. */
async function visitsSeen(browser: Browser): Promise<unknown> {
  await browser.waitFor("document.title === 'here' && seen.persisted.length > 0");
  return browser.evaluate("seen.persisted");
}

function listening(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}
