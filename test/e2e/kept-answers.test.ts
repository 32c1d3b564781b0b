import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { createOnboardingHandler } from "sphere-kyc-onboarding/host";
import { createSimulator } from "sphere-kyc-onboarding/simulator";
import { bundlePage } from "../../demo/bundle-page.js";
import { listenOnLoopback } from "../../demo/loopback.js";
import { text } from "../element/fixtures/texts.js";
import { type Browser, engines, openBrowser } from "./browsers.js";

/** A worker of a site: it responds to GETs of data with what it kept by address, and renews that behind it. */
const worker = `
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !new URL(request.url).pathname.startsWith("/kyc/customer")) return;
  event.respondWith((async () => {
    const cache = await caches.open("kept");
    const kept = await cache.match(request, { ignoreVary: true });
    const renewed = fetch(request).then(async (response) => {
      await cache.put(request, response.clone());
      return response;
    });
    event.waitUntil(renewed);
    return kept ?? renewed;
  })());
});`;

const page = `<!doctype html><html lang="en"><title>host</title>
  <sphere-kyc-onboarding endpoint="/kyc"></sphere-kyc-onboarding>
  <script type="module" src="/assets/account.js"></script></html>`;

/** A site with such a worker, and two customers who sign in on the same device. */
async function startSite() {
  const simulator = createSimulator();
  const [approved, ready] = [0, 1].map(() => simulator.createCustomer({ preset: "ready" }));
  assert.ok(approved && ready);
  simulator.setStatus(approved, "approved");
  let login = approved;
  const handler = createOnboardingHandler({
    apiKey: simulator.apiKey,
    secret: "a secret of the tests, of 32 bytes or more",
    resolveCustomer: () => ({ id: login }),
    runtime: { fetch: (input, init) => simulator.api(new Request(input, init)) },
  });
  const assets = await bundlePage();
  const typed = (body: BodyInit, type: string) =>
    new Response(body, { headers: { "Content-Type": type, "Cache-Control": "no-store" } });
  const server = await listenOnLoopback("127.0.0.1", 0);
  server.handleWith(async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/kyc/")) return handler(request);
    if (pathname === "/worker.js") return typed(worker, "text/javascript");
    const asset = assets.get(pathname);
    return asset ? typed(asset.body, asset.contentType) : typed(page, "text/html");
  });
  const signIn = (who: "approved" | "ready") => {
    login = who === "approved" ? approved : ready;
  };
  return { server, signIn, ready };
}

const element = "document.querySelector('sphere-kyc-onboarding')";
const shows = (words: string) =>
  `!!${element}?.shadowRoot?.textContent.includes(${JSON.stringify(words)})`;

const keepsApproved = `caches.open("kept").then(async (cache) => {
  const found = await cache.match("/kyc/customer", { ignoreVary: true });
  return (await found?.text())?.includes('"approved"') ?? false;
})`;

/** How many answers are kept for addresses that no earlier request had. */
const freshlyAsked = `caches.open("kept").then((cache) => cache.keys()).then((requests) =>
  requests.filter(({ url }) => new URL(url).searchParams.has("fresh")).length)`;

for (const engine of engines()) {
  describe(`a service worker that keeps answers by address in ${engine.name}`, () => {
    let browser: Browser;
    before(async () => {
      browser = await openBrowser(engine);
    });
    after(() => browser.close());

    it("never shows one customer another's approval", async () => {
      const { server, signIn, ready } = await startSite();
      try {
        signIn("approved");
        await browser.goto(server.origin);
        await browser.waitFor(shows(text("heading.approved")));
        await browser.evaluate(
          `navigator.serviceWorker.register("/worker.js").then(() => navigator.serviceWorker.ready).then(() => true)`,
        );
        await browser.waitFor("!!navigator.serviceWorker.controller");
        await browser.evaluate(`${element}.refresh()`);
        await browser.waitFor(keepsApproved);

        signIn("ready");
        await browser.goto(server.origin);
        await browser.waitFor(shows(text("text.ready")));
        await browser.waitFor("!!navigator.serviceWorker.controller");
        assert.equal(await browser.evaluate(keepsApproved), true, "control: it is still kept");
        const before = await browser.evaluate<number>(freshlyAsked);
        await browser.evaluate(`(() => {
          globalThis.heard = [];
          ${element}.addEventListener("sphere-kyc-statuschange", ({ current }) => heard.push(current));
          ${element}.refresh();
        })()`);
        await browser.waitFor(`${freshlyAsked}.then((asked) => asked > ${before})`);
        assert.deepEqual(
          await browser.evaluate(`[${element}.status, ${element}.customer.id, ...heard]`),
          ["incomplete", ready],
        );
      } finally {
        await server.close();
      }
    });
  });
}
