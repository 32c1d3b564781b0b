import { spawnSync } from "node:child_process";
import { type Part, planParts, projectFolder } from "./parts.js";
import { provideEngines } from "./provide-engines.js";
import { findRedisServer, provideRedis } from "./provide-redis.js";
import { aFailure, type PartResult, totalLine } from "./results.js";
import { runParts } from "./run-parts.js";

/**
 * Runs the parts named in `args` (by default those of `planParts`), prints what each counted and,
 * as the last line, the total. Answers the exit code.
 */
export async function runTests(args: readonly string[]): Promise<number> {
  const results: PartResult[] = [];
  try {
    const parts = planParts(args);
    if (parts.some(needsEngines)) results.push(...provideEngines());
    if (parts.some(needsRedis)) results.push(...provideRedis());
    if (parts.some(needsBuild)) results.push(...build());
    const found = parts.filter((part) => !needsRedis(part) || findRedisServer());
    results.push(...(await runParts(found)));
    if (results.length === 0) results.push(aFailure("run", "no tests were found"));
  } catch (error) {
    results.push(aFailure("run", error instanceof Error ? error.message : String(error)));
  }
  print(results);
  return results.some((result) => result.failed > 0) ? 1 : 0;
}

function needsEngines(part: Part): boolean {
  return part.kind !== "node" || part.name === "runner";
}

function needsRedis({ name }: Part): boolean {
  return name === "redis";
}

/** Everything that goes by the package's public names runs what is shipped. */
function needsBuild({ kind, name }: Part): boolean {
  return kind === "journey" || ["package", "demo", "hosts", "cli"].includes(name);
}

function build(): readonly PartResult[] {
  console.log("\n== build ==");
  const npm = spawnSync("npm", ["run", "--silent", "build"], {
    cwd: projectFolder,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  return npm.status === 0 ? [] : [aFailure("build", "`npm run build` failed")];
}

function print(results: readonly PartResult[]): void {
  console.log("\n== results ==");
  const width = Math.max(...results.map((result) => result.name.length));
  for (const { name, passed, failed, remarks } of results) {
    console.log(`${name.padEnd(width)}  ${passed} passed  ${failed} failed`);
    for (const remark of remarks) console.log(`${" ".repeat(width)}  - ${remark}`);
  }
  console.log(totalLine(results));
}
