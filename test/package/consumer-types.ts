import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { projectFolder } from "./source-files.js";

/** The TypeScript of a consumer: the oldest that is supported, the last 5.x, the newest. */
export const compilers = ["typescript-5.4", "typescript-5", "typescript"] as const;

/** `node10` is what TypeScript 5 takes where nothing is chosen; version 6 dropped it. */
export const resolutions = ["bundler", "nodenext", "node10"] as const;

/** What the code of a consumer runs in. */
export interface Environment {
  readonly lib: readonly string[];
  readonly types: readonly string[];
}

/** A page: a build of its own, without Node's types. */
export const page: Environment = { lib: ["es2022", "dom", "dom.iterable"], types: [] };
/** A backend on Node, without the DOM. */
export const backend: Environment = { lib: ["es2022"], types: ["node"] };
/** A Fetch runtime that is neither. */
export const worker: Environment = { lib: ["es2022", "webworker"], types: [] };

/** How a program is compiled. */
export interface Compilation extends Environment {
  readonly compiler: (typeof compilers)[number];
  readonly resolution: (typeof resolutions)[number];
}

/** What the compiler said. */
export interface Compiled {
  /** Empty when there are none. */
  readonly errors: string;
  /** Every file that was read. */
  readonly files: readonly string[];
}

/**
 * Compiles one file of a consumer, with the declarations of its packages included in the check.
 * TypeScript's own are left out: they take most of the time.
 */
export async function compile(
  consumerFolder: string,
  program: string,
  { compiler, resolution, lib, types }: Compilation,
): Promise<Compiled> {
  const folder = mkdtempSync(join(consumerFolder, "program-"));
  const isNode10 = resolution === "node10";
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: "es2022",
    lib,
    types,
    module: isNode10 ? "commonjs" : resolution === "bundler" ? "esnext" : "nodenext",
    moduleResolution: resolution,
    skipLibCheck: false,
    skipDefaultLibCheck: true,
  };
  const config = { compilerOptions, files: ["consumer.ts"] };
  writeFileSync(join(folder, "package.json"), JSON.stringify(isNode10 ? {} : { type: "module" }));
  writeFileSync(join(folder, "consumer.ts"), program);
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const script = join(projectFolder, "node_modules", compiler, "bin/tsc");
  const output = await promisify(execFile)(
    process.execPath,
    [script, "--listFiles", "--pretty", "false", "--project", folder],
    { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
  ).then(
    ({ stdout }) => stdout,
    // A compiler that finds something exits with a code, and says what on the same output.
    ({ stdout = "", stderr = "" }: { stdout?: string; stderr?: string }) =>
      stdout + stderr || "The compiler did not start.",
  );
  const lines = output.split(/\r?\n/).filter(Boolean);
  const isFile = (line: string) => /^(\/|[A-Za-z]:\/)\S.*\.(ts|cts|mts)$/.test(line);
  return {
    errors: lines.filter((line) => !isFile(line)).join("\n"),
    files: lines.filter(isFile),
  };
}
