/** Where the processor's time of one load of our element goes, between its milestones. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Protocol } from "puppeteer-core";
import type { Bundles } from "./bundle.js";
import { load } from "./load.js";
import type { PageServer } from "./page-server.js";

const most = 25;

/** By a file's line: the module that esbuild's comments say it came from. */
function modulesOf(script: string): (line: number) => string {
  let module = "";
  const modules = script.split("\n").map((line) => {
    const named = /^\/\/ (\S+\.[jt]s)$/.exec(line)?.[1];
    if (named) module = named.replace(/^.*node_modules\//, "").replace(/^.*\/dist\//, "");
    return module;
  });
  return (line) => modules[line] ?? "";
}

/** Writes `ours.cpuprofile` into a folder, and prints the self time of functions and modules. */
export async function profileLoad(
  browser: Browser,
  server: PageServer,
  bundles: Bundles,
  folder: string,
): Promise<void> {
  let profile: Protocol.Profiler.Profile | undefined;
  let navigationMicros = 0;
  const timings = await load(browser, server, "ours", {
    async begin(session) {
      await session.send("Performance.enable");
      await session.send("Profiler.enable");
      await session.send("Profiler.setSamplingInterval", { interval: 200 });
      await session.send("Profiler.start");
    },
    async end(session) {
      ({ profile } = await session.send("Profiler.stop"));
      const { metrics } = await session.send("Performance.getMetrics");
      const navigation = metrics.find(({ name }) => name === "NavigationStart");
      navigationMicros = (navigation?.value ?? 0) * 1e6;
    },
  });
  if (!profile) throw new Error("The browser returned no profile.");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "first-paint.cpuprofile");
  writeFileSync(file, JSON.stringify(profile));
  console.log(`one load of our element, not minified, with the profiler: ${file}`);
  const { scriptEnd, requestStart, responseEnd, painted } = timings;
  const moduleAt = new Map(
    [...bundles.ours].map(([name, script]) => [name, modulesOf(script)] as const),
  );
  const print = (title: string, fromMs: number, toMs: number) => {
    console.log(`${title}: ${(toMs - fromMs).toFixed(0)} ms`);
    const [functions, modules] = [new Map<string, number>(), new Map<string, number>()];
    const add = (map: Map<string, number>, name: string, ms: number) =>
      map.set(name, (map.get(name) ?? 0) + ms);
    const frames = new Map(profile?.nodes.map(({ id, callFrame }) => [id, callFrame]));
    let atMs = ((profile?.startTime ?? 0) - navigationMicros) / 1000;
    for (const [index, id] of profile?.samples?.entries() ?? []) {
      atMs += (profile?.timeDeltas?.[index] ?? 0) / 1000;
      const tookMs = (profile?.timeDeltas?.[index + 1] ?? 0) / 1000;
      if (atMs < fromMs || atMs >= toMs) continue;
      const frame = frames.get(id);
      const file = frame?.url.replace(/^.*\//, "") ?? "";
      const module = moduleAt.get(file)?.(frame?.lineNumber ?? 0) ?? file;
      const name = frame?.functionName || `(top of) line ${frame?.lineNumber}`;
      add(functions, module ? `${name}  ${module}` : name, tookMs);
      add(modules, module || name, tookMs);
    }
    for (const [label, map] of [
      ["functions", functions],
      ["modules", modules],
    ] as const) {
      console.log(`  ${label}, self time`);
      const rows = [...map].sort(([, one], [, other]) => other - one).slice(0, most);
      for (const [name, ms] of rows) console.log(`  ${ms.toFixed(1).padStart(7)} ms  ${name}`);
    }
  };
  print("script end to request", scriptEnd, requestStart);
  print("response to paint", responseEnd, painted);
}
