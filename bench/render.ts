/**
 * Owns: the time in which the first answer becomes a finished frame, for 10, 100 and 1,000
 * requirements, beside the same rows in plain Lit.
 * Why a frame of its own: handing over the answer in an animation frame's callback leaves nothing
 * out and adds no waiting for the next frame; a checklist that takes several frames is measured to the last.
 */
import { launch, type Page } from "puppeteer-core";
import { expressionOf } from "../test/e2e/page-script.js";
import { findEngines } from "../test/runner/engines.js";
import { chromiumArgs } from "../test/runner/launchers.js";
import { quantile } from "./children.js";
import { bundleBoth, type Contestant, tags } from "./first-paint/bundle.js";
import { servePages } from "./first-paint/page-server.js";
import { answerWith } from "./first-paint/session-answer.js";

const sizes = [10, 100, 1_000];
const repetitions = 31;
const warmUp = 5;
const contestants: readonly Contestant[] = ["ours", "plain"];

/**
 * In the page: a new element asks for its session and receives the answer in an animation frame.
 * Everything until the rows are there happens in microtasks of that callback; a message that is
 * posted there arrives when styles, layout and paint of the frame are done.
 * @returns Milliseconds, and how many rows there are.
 */
const renderOnce = async (tag: string, answer: string) => {
  let handOver = () => {};
  const handedOver = new Promise<void>((resolve) => {
    handOver = resolve;
  });
  const element = document.createElement(tag);
  element.setAttribute("endpoint", "/kyc");
  await new Promise<void>((resolve) => {
    globalThis.fetch = async (input) => {
      // What follows the checklist is never answered.
      if (!String(input).endsWith("/session")) return new Promise(() => {});
      resolve();
      await handedOver;
      const headers = { "Content-Type": "application/json" };
      const response = new Response(null, { status: 201, headers });
      // A real body arrives in tasks of their own, some frames later.
      return Object.assign(response, { json: async () => JSON.parse(answer) });
    };
    document.body.append(element);
  });
  const rows = () => element.shadowRoot?.querySelectorAll("li.row").length ?? 0;
  const endOfFrame = (atStart: () => void) =>
    new Promise<void>((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        atStart();
        port2.postMessage("over");
      });
    });
  // The first drawing, which waits for the answer, is over.
  await endOfFrame(() => {});
  await endOfFrame(() => {});
  let beganMs = 0;
  await endOfFrame(() => {
    beganMs = performance.now();
    handOver();
  });
  while (!rows()) await endOfFrame(() => {});
  const tookMs = performance.now() - beganMs;
  const drawn = rows();
  element.remove();
  return { tookMs, rows: drawn };
};

async function measure(pages: Readonly<Record<Contestant, Page>>, count: number) {
  const tookMs: Record<Contestant, number[]> = { ours: [], plain: [] };
  const rows: Record<Contestant, number> = { ours: 0, plain: 0 };
  const answer = answerWith(count);
  for (let round = 0; round < warmUp + repetitions; round += 1) {
    for (const contestant of contestants) {
      const page = pages[contestant];
      await page.bringToFront();
      const expression = expressionOf(renderOnce, [tags[contestant], answer]);
      const once = (await page.evaluate(expression)) as Awaited<ReturnType<typeof renderOnce>>;
      rows[contestant] = once.rows;
      if (round >= warmUp) tookMs[contestant].push(once.tookMs);
    }
  }
  const median = (each: Contestant) =>
    quantile(
      tookMs[each].sort((one, other) => one - other),
      0.5,
    );
  return { ours: median("ours"), plain: median("plain"), rows };
}

export async function benchRender(): Promise<void> {
  const chromium = findEngines().find(({ name }) => name === "chromium");
  if (!chromium) {
    console.log("render not measured: Chromium was not found");
    return;
  }
  const server = await servePages(await bundleBoth(true));
  const browser = await launch({ executablePath: chromium.browser, args: [...chromiumArgs] });
  const open = async (contestant: Contestant) => {
    const page = await browser.newPage();
    await page.goto(server.address(contestant), { waitUntil: "networkidle0" });
    return page;
  };
  try {
    const pages = { ours: await open("ours"), plain: await open("plain") };
    console.log(
      `from the answer to the end of the frame, first render; medians of ${repetitions} new ` +
        `elements each, alternating. Both draw 200 rows at most`,
    );
    let before: { count: number; ours: number } | undefined;
    for (const count of sizes) {
      const { ours, plain, rows } = await measure(pages, count);
      const growth = before
        ? `  ${(ours / before.ours).toFixed(1)} times the ${before.count} before it`
        : "";
      console.log(
        `${`${count} requirements`.padEnd(18)} ours ${ours.toFixed(1)} ms (${rows.ours} rows)  ` +
          `plain ${plain.toFixed(1)} ms (${rows.plain} rows)  ratio ${(ours / plain).toFixed(2)}${growth}`,
      );
      before = { count, ours };
    }
  } finally {
    await browser.close();
    server.close();
  }
}
