import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { esbuildPlugin } from "@web/dev-server-esbuild";
import { defaultReporter, type TestRunnerConfig } from "@web/test-runner";
import { freePort } from "./free-port.js";
import type { Launcher } from "./launchers.js";
import { projectFolder } from "./parts.js";

export interface BrowserRun {
  readonly files: readonly string[];
  readonly launchers: readonly Launcher[];
  readonly fileTimeoutMs: number;
}

/**
 * Web Test Runner's settings: TypeScript is compiled file by file, `.js` in an
 * import means the `.ts` beside it, and one page at a time runs in each engine.
 */
export async function browserConfig(run: BrowserRun): Promise<TestRunnerConfig> {
  return {
    rootDir: projectFolder,
    files: [...run.files],
    // A port of our own: the default search starts at 8000 in every run on the machine.
    port: await freePort(),
    hostname: "localhost",
    nodeResolve: true,
    middleware: [redirects],
    plugins: [
      esbuildPlugin({
        ts: true,
        target: "es2022",
        tsconfig: fileURLToPath(new URL("tsconfig.run.json", import.meta.url)),
      }),
      engineCommand(run.launchers),
      filesCommand(),
    ],
    browsers: run.launchers.map(({ launcher }) => launcher),
    concurrentBrowsers: run.launchers.length,
    concurrency: 1,
    browserStartTimeout: 60_000,
    testsStartTimeout: 60_000,
    testsFinishTimeout: run.fileTimeoutMs,
    testFramework: { config: { timeout: 30_000 } },
    reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false })],
    filterBrowserLogs: ({ args }) => !String(args[0]).startsWith("Lit is in dev mode"),
    staticLogging: true,
  };
}

/** A path that answers as a site's cookie login does: it leads to another page. */
function redirects(
  context: { readonly path: string; redirect(to: string): void },
  next: () => Promise<void>,
): Promise<void> | void {
  if (context.path !== "/redirecting") return next();
  context.redirect("/login");
}

/** Lets a test ask which engine it is meant to run in: `executeServerCommand("engine")`. */
function engineCommand(launchers: readonly Launcher[]) {
  return {
    name: "engine-command",
    executeCommand({ command, session }: { command: string; session: { browser: unknown } }) {
      if (command !== "engine") return undefined;
      return launchers.find(({ launcher }) => launcher === session.browser)?.engine;
    },
  };
}

/** Lets a test ask what a folder of the project holds: `executeServerCommand("files", "src/themes")`. */
function filesCommand() {
  return {
    name: "files-command",
    executeCommand({ command, payload }: { command: string; payload?: unknown }) {
      return command === "files" ? readdirSync(join(projectFolder, String(payload))) : undefined;
    },
  };
}
