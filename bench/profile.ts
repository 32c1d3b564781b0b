import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

// The first match counts. Node's own code is grouped by its folders.
const owners: readonly [owner: string, pattern: RegExp][] = [
  ["fetch and its Request, Response, Headers (undici)", /undici/],
  ["web streams", /internal\/webstreams/],
  ["streams", /internal\/streams|node:stream/],
  ["WebCrypto", /internal\/crypto/],
  ["URL", /internal\/url|node:url/],
  ["Node's HTTP", /_http|node:http|node:net|node:internal\/http/],
  ["timers, ticks, hooks", /timers|task_queues|async_hooks|events|abort|event_target/],
  ["other of Node", /^node:/],
  ["jose", /node_modules\/jose/],
  ["zod", /node_modules\/zod/],
  ["this package, core", /src\/core/],
  ["this package, host", /src\/host/],
];

function ownerOf(functionName: string, url: string): string {
  if (functionName === "(idle)") return "idle";
  if (functionName === "(garbage collector)") return "garbage collector";
  if (url === "") return functionName === "(program)" ? "native code" : "native functions";
  return owners.find(([, pattern]) => pattern.test(url))?.[0] ?? "other";
}

/**
 * Prints where the handler's thread spent its time, idle time excluded. The loader's thread writes a
 * profile too, so this picks the profile that contains the handler.
 */
export function printProfile(folder: string): void {
  const profile = readdirSync(folder)
    .filter((name) => name.endsWith(".cpuprofile"))
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Profile)
    .findLast(({ nodes }) => nodes.some(({ callFrame }) => callFrame.url.includes("src/host")));
  if (!profile) throw new Error(`There is no profile of the handler in ${folder}.`);
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const spent = new Map<string, number>();
  const functions = new Map<string, number>();
  let total = 0;
  for (const [index, id] of profile.samples.entries()) {
    const { functionName = "", url = "" } = frames.get(id) ?? {};
    const owner = ownerOf(functionName, url);
    if (owner === "idle") continue;
    const micros = profile.timeDeltas[index] ?? 0;
    total += micros;
    spent.set(owner, (spent.get(owner) ?? 0) + micros);
    const name = `${functionName || "(anonymous)"} ${url.split("/").slice(-2).join("/")}`;
    functions.set(name, (functions.get(name) ?? 0) + micros);
  }
  const print = (title: string, rows: ReadonlyMap<string, number>, most: number) => {
    console.log(title);
    const sorted = [...rows].sort(([, a], [, b]) => b - a).slice(0, most);
    for (const [name, micros] of sorted) {
      console.log(`  ${((micros / total) * 100).toFixed(1).padStart(5)} %  ${name}`);
    }
  };
  console.log(`the handler's thread was busy for ${(total / 1e6).toFixed(1)} s`);
  print("where the handler's time goes", spent, 16);
  print("the most expensive functions", functions, 25);
}
