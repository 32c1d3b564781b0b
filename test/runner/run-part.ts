import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { killMarked, runMark } from "./leftovers.js";
import type { Part } from "./parts.js";
import { projectFolder } from "./parts.js";
import { aFailure, isPartMessage, type PartResult } from "./results.js";

const minuteMs = 60_000;
/** When something hangs: many times what a busy machine needs. */
const limits = {
  node: { fileMs: 20 * minuteMs, partMs: 60 * minuteMs, concurrency: 2 },
  browser: { fileMs: 20 * minuteMs, partMs: 60 * minuteMs, concurrency: 1 },
  journey: { fileMs: 30 * minuteMs, partMs: 90 * minuteMs, concurrency: 1 },
} as const;

/**
 * Runs one part in a process of its own, so that whatever crashes or hangs there
 * becomes a counted failure here; whatever it leaves running is ended.
 */
export async function runPart(
  part: Part,
  output: "inherit" | "ignore" = "inherit",
): Promise<readonly PartResult[]> {
  const mark = randomUUID();
  const scratch = await mkdtemp(join(tmpdir(), "sphere-kyc-part-"));
  const { fileMs, partMs, concurrency } = limits[part.kind];
  const script = part.kind === "browser" ? "browser-part.ts" : "node-part.ts";
  const child = spawn(
    process.execPath,
    [
      ...[
        "--enable-source-maps",
        "--import",
        "tsx",
        "--import",
        sibling("forbid-early-exit.mjs", "url"),
      ],
      sibling(script),
      ...[part.name, String(fileMs), String(concurrency), ...part.files],
    ],
    {
      cwd: projectFolder,
      env: environment(part, mark, scratch),
      stdio: ["ignore", output, output, "ipc"],
    },
  );
  let results: readonly PartResult[] | undefined;
  child.on("message", (message) => {
    if (isPartMessage(message)) results = message.results;
  });
  const stopWithUs = () => {
    killMarked(mark);
    process.exit(130);
  };
  process.once("SIGINT", stopWithUs).once("SIGTERM", stopWithUs);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    child.kill("SIGKILL");
  }, partMs);
  const end = await new Promise((settle) => {
    child.once("exit", (code, signal) => settle(`${code ?? signal}`)).once("error", settle);
  });
  clearTimeout(timer);
  process.off("SIGINT", stopWithUs).off("SIGTERM", stopWithUs);
  killMarked(mark);
  // What was just killed may still write; what stays is in the temporary folder.
  await rm(scratch, { recursive: true, force: true, maxRetries: 10 }).catch(() => {});
  const failure = timedOut
    ? `did not end within ${partMs / minuteMs} minutes`
    : `ended without a result (${end})`;
  return (!timedOut && results) || [aFailure(part.name, failure)];
}

function environment(part: Part, mark: string, scratch: string): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...(part.engines && { ONLY_ENGINES: part.engines }),
    ...runMark(mark),
  };
  // Set inside a node:test process; with it a nested run would run nothing.
  delete env["NODE_TEST_CONTEXT"];
  // Without the path aliases of the editor's tsconfig, so that package names mean `dist`.
  env["TSX_TSCONFIG_PATH"] = sibling("tsconfig.run.json");
  // Browsers leave parts of their profiles behind; without them the loader's cache is worth more.
  if (part.kind !== "node") env["TMPDIR"] = scratch;
  return env;
}

function sibling(name: string, as: "path" | "url" = "path"): string {
  const url = new URL(name, import.meta.url);
  return as === "url" ? url.href : fileURLToPath(url);
}
