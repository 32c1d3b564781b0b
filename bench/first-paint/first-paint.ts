/**
 * Owns: the time from a navigation to the painted checklist in a slow browser, beside a hand-written
 * element that draws the same rows.
 * Why alternating in one run: a ratio of two runs says what else the machine did meanwhile.
 */
import { launch } from "puppeteer-core";
import { findEngines } from "../../test/runner/engines.js";
import { chromiumArgs } from "../../test/runner/launchers.js";
import { bundleBoth, type Contestant } from "./bundle.js";
import { type Load, load } from "./load.js";
import { profileLoad } from "./load-profile.js";
import { servePages } from "./page-server.js";

const repetitions = 11;
const contestants: readonly Contestant[] = ["ours", "plain"];

const sorted = (loads: readonly Load[], name: keyof Load): readonly number[] =>
  loads.map((each) => each[name]).sort((one, other) => one - other);

const median = (values: readonly number[]): number => values[Math.floor(values.length / 2)] ?? 0;

const milestones: readonly [keyof Load, string][] = [
  ["scriptEnd", "script end"],
  ["requestStart", "request"],
  ["responseEnd", "response"],
  ["drawn", "drawn"],
  ["painted", "painted"],
];

function print(contestant: Contestant, loads: readonly Load[]): void {
  const figures = milestones.map(
    ([name, label]) => `${label} ${median(sorted(loads, name)).toFixed(0)}`,
  );
  const painted = sorted(loads, "painted");
  const [first] = loads;
  console.log(`${contestant.padEnd(6)} ${figures.join("  ")} ms`);
  console.log(
    `       painted ${painted.at(0)?.toFixed(0)} to ${painted.at(-1)?.toFixed(0)} ms; ` +
      `before the checklist ${first?.scripts} script files, ${first?.bytes} bytes`,
  );
}

/** @param profileFolder Writes a profile of one load of our element there instead of measuring. */
export async function benchFirstPaint(profileFolder?: string): Promise<void> {
  const chromium = findEngines().find(({ name }) => name === "chromium");
  if (!chromium) {
    console.log("first-paint not measured: Chromium was not found");
    return;
  }
  const bundles = await bundleBoth(!profileFolder);
  const server = await servePages(bundles);
  const browser = await launch({ executablePath: chromium.browser, args: [...chromiumArgs] });
  try {
    if (profileFolder) return await profileLoad(browser, server, bundles, profileFolder);
    console.log(
      `from a navigation to the painted checklist: processor slowed 4 times, 1.6 Mbit/s, 150 ms, ` +
        `brotli, no cache; medians of ${repetitions} loads each, alternating`,
    );
    const loads: Record<Contestant, Load[]> = { ours: [], plain: [] };
    for (const contestant of contestants) await load(browser, server, contestant);
    for (let round = 0; round < repetitions; round += 1) {
      for (const contestant of contestants) {
        loads[contestant].push(await load(browser, server, contestant));
      }
    }
    for (const contestant of contestants) print(contestant, loads[contestant]);
    const [ours, plain] = contestants.map((each) => median(sorted(loads[each], "painted")));
    console.log(`ratio  ${(Number(ours) / Number(plain)).toFixed(2)}`);
  } finally {
    await browser.close();
    server.close();
  }
}
