/**
 * Owns: the time from a webhook to the frame that shows what it is about, in a real browser.
 * Does not own: how that time is spent on the way (`notifications.ts` has the part until the event).
 */
import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { launch, type Page } from "puppeteer-core";
import { expressionOf } from "../test/e2e/page-script.js";
import { startRedis } from "../test/redis/redis-server.js";
import { sendWebhook } from "../test/redis/several-processes.js";
import { findEngines } from "../test/runner/engines.js";
import { chromiumArgs } from "../test/runner/launchers.js";
import { findRedisServer } from "../test/runner/provide-redis.js";
import { printLatencies, start } from "./children.js";

// A browser has six connections to a host, and every element keeps one for its stream.
const customers = ["customer_a", "customer_b", "customer_c", "customer_d"];
// An element takes one notification a second; an earlier one waits, which would be measured too.
const restMs = 1_100;
const webhooks = 200;
const warmUp = 20;
const items = ["terms_of_service", "liveness_check"];

const nowMs = () => performance.timeOrigin + performance.now();

/** A SpherePay in which of two items one is done, and a word makes it the other. */
async function startSpherePay() {
  const done = new Map<string, number>();
  const server = createServer((request, response) => {
    const id = request.url?.split("/")[3] ?? "";
    const complete = items.filter((_, index) => index === (done.get(id) ?? 0));
    const required = [...items.filter((item) => !complete.includes(item)), "identity_verification"];
    const criteria = { complete, pending: [], required, errors: [] };
    const profile = { name: "kyc_profile_a", status: "incomplete", criteria };
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify({ id, type: "individual", verificationProfiles: [profile] }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${Object(server.address()).port}`,
    tickTheOther: (id: string) => done.set(id, 1 - (done.get(id) ?? 0)),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** In the page: an element for each customer, side by side. */
const addElements = async (logins: readonly string[]) => {
  await customElements.whenDefined("sphere-kyc-onboarding");
  for (const login of logins) {
    const element = document.createElement("sphere-kyc-onboarding");
    element.id = login;
    element.setAttribute("endpoint", "/kyc");
    element.fetch = (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set("X-Login", login);
      return fetch(input, { ...init, headers });
    };
    document.body.append(element);
  }
};

/** In the page: notes when the frame is over that shows another ticked item. */
const watchFor = (login: string) => {
  const root = document.getElementById(login)?.shadowRoot;
  if (!root) throw new Error(`there is no element for ${login}`);
  const ticked = () =>
    [...root.querySelectorAll(".row.complete b")].map((name) => name.textContent).join();
  const before = ticked();
  const painted = new Promise<number>((resolve) => {
    const observer = new MutationObserver(() => {
      if (ticked() === before || ticked() === "") return;
      observer.disconnect();
      const report = () => resolve(performance.timeOrigin + performance.now());
      requestAnimationFrame(() => requestAnimationFrame(report));
    });
    observer.observe(root, { subtree: true, childList: true, attributes: true });
  });
  Object.assign(globalThis, { painted });
};

/** How far this process's clock is before the page's, by the quickest of many questions. */
async function clockLead(page: Page): Promise<number> {
  let best = { tookMs: Number.POSITIVE_INFINITY, leadMs: 0 };
  for (let asked = 0; asked < 50; asked += 1) {
    const askedMs = nowMs();
    const pageMs = Number(await page.evaluate("performance.timeOrigin + performance.now()"));
    const tookMs = nowMs() - askedMs;
    if (tookMs < best.tookMs) best = { tookMs, leadMs: askedMs + tookMs / 2 - pageMs };
  }
  return best.leadMs;
}

/** Milliseconds, sorted. `sentTo`: where webhooks arrive in turn; `shownBy`: whose page it is. */
async function latencies(
  page: Page,
  sphere: Awaited<ReturnType<typeof startSpherePay>>,
  shownBy: string,
  sentTo: readonly string[],
): Promise<readonly number[]> {
  await page.goto(`${shownBy}/`);
  await page.evaluate(expressionOf(addElements, [customers]));
  await page.waitForFunction(
    `[...document.querySelectorAll("sphere-kyc-onboarding")].filter(({ shadowRoot }) =>
      shadowRoot.querySelector(".row.complete")).length === ${customers.length}`,
  );
  // Each stream reads once when it opens.
  await pause(3_000);
  const leadMs = await clockLead(page);
  const tookMs: number[] = [];
  const rested = new Map<string, number>();
  for (let sent = 0; sent < warmUp + webhooks; sent += 1) {
    const customer = customers[sent % customers.length] ?? "";
    const at = sentTo[sent % sentTo.length] ?? "";
    await pause(Math.max(0, (rested.get(customer) ?? 0) - nowMs()));
    await page.evaluate(expressionOf(watchFor, [customer]));
    sphere.tickTheOther(customer);
    const sentMs = nowMs();
    const answered = sendWebhook(at, `${shownBy}-${sent}`, customer);
    const paintedMs = Number(await page.evaluate("globalThis.painted"));
    if (sent >= warmUp) tookMs.push(paintedMs + leadMs - sentMs);
    await answered;
    rested.set(customer, nowMs() + restMs);
  }
  return tookMs.sort((one, other) => one - other);
}

/** From a webhook to the painted item: one process, and two of three on Redis to the page of the other. */
export async function benchPainted(): Promise<void> {
  const chromium = findEngines().find(({ name }) => name === "chromium");
  if (!chromium) {
    console.log("painted not measured: Chromium was not found");
    return;
  }
  const sphere = await startSpherePay();
  const redis = findRedisServer() ? await startRedis() : undefined;
  const browser = await launch({ executablePath: chromium.browser, args: [...chromiumArgs] });
  const startHost = async (...args: readonly string[]) =>
    `http://127.0.0.1:${(await start("page-host", [sphere.url, ...args])).port}`;
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 900, height: 2400 });
    console.log("from a webhook that is sent to the frame that shows the ticked item, in Chromium");
    const alone = await startHost();
    printLatencies("painted one process", await latencies(page, sphere, alone, [alone]));
    if (!redis) {
      console.log("painted three on Redis: not measured, redis-server was not found");
      return;
    }
    const three = await Promise.all([0, 1, 2].map(() => startHost(redis.url)));
    const [shownBy = "", ...sentTo] = three;
    printLatencies("painted three on Redis", await latencies(page, sphere, shownBy, sentTo));
  } finally {
    await browser.close();
    sphere.close();
    await redis?.stop();
  }
}
