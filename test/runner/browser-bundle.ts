/**
 * Owns: making the test files for browsers into a few scripts, in memory.
 * Does not own: serving the runner's own page, and running (`browser-part.ts`).
 * Why: file by file a test is hundreds of requests, which takes longer than its tests.
 */
import { join, relative, sep } from "node:path";
import type { TestRunnerPlugin } from "@web/test-runner";
import { type BuildFailure, build, type OutputFile } from "esbuild";
import { projectFolder } from "./parts.js";

export interface BrowserBundle {
  /** The files that can run. */
  readonly files: readonly string[];
  /** Why each of the others cannot. */
  readonly failures: readonly string[];
  readonly plugin: TestRunnerPlugin;
}

/** A test loads it a second time, at its own address. */
const alsoServed = join(projectFolder, "src/define.ts");

/** Each file is served at its own address, so that `import.meta.url` and reports name the source. */
export async function bundleForBrowsers(files: readonly string[]): Promise<BrowserBundle> {
  try {
    return { files, failures: [], plugin: servePlugin(await bundle(files)) };
  } catch {
    // One of them does not compile. The others run all the same.
    const alone = await Promise.all(
      files.map(async (file) => [file, await failureOf(file)] as const),
    );
    const sound = alone.flatMap(([file, failure]) => (failure === undefined ? [file] : []));
    return {
      files: sound,
      failures: alone.flatMap(([, failure]) => failure ?? []),
      plugin: servePlugin(await bundle(sound)),
    };
  }
}

async function failureOf(file: string): Promise<string | undefined> {
  try {
    await bundle([file]);
    return undefined;
  } catch (error) {
    const [first] = (error as BuildFailure).errors ?? [];
    return `${relative(projectFolder, file)} does not compile: ${first?.text ?? String(error)}`;
  }
}

/** What is served, by path. */
async function bundle(files: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: projectFolder,
    entryPoints: [...files, alsoServed],
    outbase: projectFolder,
    outdir: projectFolder,
    chunkNames: "bundled/[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    // Lit with its warnings.
    conditions: ["development"],
    // The runner's own modules.
    external: ["/__web*"],
    tsconfig: join(projectFolder, "test/runner/tsconfig.run.json"),
    sourcemap: true,
    metafile: true,
    write: false,
    logLevel: "silent",
  });
  const entries = new Set([...files, alsoServed]);
  const pathOf = ({ path }: OutputFile) => {
    const output = relative(projectFolder, path);
    const source = metafile.outputs[output.split(sep).join("/")]?.entryPoint;
    const isEntry = source !== undefined && entries.has(join(projectFolder, source));
    return `/${(isEntry ? source : output).split(sep).join("/")}`;
  };
  return new Map(outputFiles.map((file) => [pathOf(file), file.text]));
}

function servePlugin(served: ReadonlyMap<string, string>): TestRunnerPlugin {
  return {
    name: "browser-bundle",
    serve({ path }) {
      const body = served.get(path);
      if (body === undefined) return undefined;
      return { body, type: path.endsWith(".map") ? "json" : "js" };
    },
  };
}
