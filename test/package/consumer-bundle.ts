import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { build, type Metafile } from "esbuild";
import type { Packed } from "./packed.js";
import type { SourceFile } from "./source-files.js";

/** A page's script with the package in it, as its developer's bundler makes it. */
export interface ConsumerBundle {
  /** Source files of the scripts that are loaded at once. */
  readonly staticInputs: readonly string[];
  /** How many files these scripts are. */
  readonly staticFiles: number;
  /** What these scripts weigh, compressed as servers do it. */
  readonly staticBytes: number;
  /** What is loaded on demand, by the source file that is asked for: what comes on top then. */
  readonly onDemand: ReadonlyMap<string, number>;
  /** All of these scripts. */
  readonly files: readonly SourceFile[];
}

/** Nothing is run: bytes come from the graph of imports, not from what a page happened to load. */
export async function bundleForConsumer(
  packed: Packed,
  script: string,
  { readable = false } = {},
): Promise<ConsumerBundle> {
  const folder = join(packed.consumerFolder, crypto.randomUUID());
  mkdirSync(folder);
  const entry = join(folder, "page.js");
  writeFileSync(entry, script);
  const { outputFiles, metafile } = await build({
    absWorkingDir: packed.consumerFolder,
    entryPoints: [entry],
    outdir: join(folder, "out"),
    bundle: true,
    splitting: true,
    minify: !readable,
    format: "esm",
    target: readable ? "esnext" : "es2022",
    preserveSymlinks: true,
    metafile: true,
    write: false,
    logLevel: "silent",
  });
  const { outputs } = metafile;
  const bytes = new Map(
    outputFiles.map((file) => [
      Object.keys(outputs).find((name) => file.path === join(packed.consumerFolder, name)) ?? "",
      onTheWire(file.contents),
    ]),
  );
  const weigh = (names: Iterable<string>) =>
    [...names].reduce((sum, name) => sum + (bytes.get(name) ?? Number.NaN), 0);
  const page = Object.keys(outputs).find((name) => outputs[name]?.entryPoint?.endsWith("page.js"));
  const atOnce = staticGraph(outputs, page ?? "");
  const demanded = Object.entries(outputs).flatMap(([name, { entryPoint }]) =>
    entryPoint !== undefined && name !== page ? [[name, entryPoint] as const] : [],
  );
  return {
    files: outputFiles.map(({ path, text }) => ({ path: basename(path), text })),
    staticInputs: [...atOnce].flatMap((name) => Object.keys(outputs[name]?.inputs ?? {})),
    staticFiles: atOnce.size,
    staticBytes: weigh(atOnce),
    onDemand: new Map(
      demanded.map(([name, entryPoint]) => [
        entryPoint.replace(/^.*node_modules\//, ""),
        weigh([...staticGraph(outputs, name)].filter((each) => !atOnce.has(each))),
      ]),
    ),
  };
}

function staticGraph(outputs: Metafile["outputs"], from: string): ReadonlySet<string> {
  const found = new Set([from]);
  for (const name of found) {
    for (const { kind, path, external } of outputs[name]?.imports ?? []) {
      if (kind === "import-statement" && !external) found.add(path);
    }
  }
  return found;
}

function onTheWire(body: Uint8Array): number {
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}
