import { readdirSync } from "node:fs";
import { join } from "node:path";
import { defaultReporter, type TestRunnerConfig } from "@web/test-runner";
import type { BrowserBundle } from "./browser-bundle.js";
import { freePort } from "./free-port.js";
import type { Launcher } from "./launchers.js";
import { projectFolder } from "./parts.js";

export interface BrowserRun {
  readonly bundle: BrowserBundle;
  readonly launchers: readonly Launcher[];
  readonly fileTimeoutMs: number;
}

/** Web Test Runner's settings: one page at a time runs in each engine. */
export async function browserConfig(run: BrowserRun): Promise<TestRunnerConfig> {
  return {
    rootDir: projectFolder,
    files: [...run.bundle.files],
    // A port of our own: the default search starts at 8000 in every run on the machine.
    port: await freePort(),
    hostname: "localhost",
    middleware: [redirects],
    plugins: [run.bundle.plugin, engineCommand(run.launchers), filesCommand()],
    browsers: run.launchers.map(({ launcher }) => launcher),
    concurrentBrowsers: run.launchers.length,
    concurrency: 1,
    browserStartTimeout: 180_000,
    testsStartTimeout: 180_000,
    testsFinishTimeout: run.fileTimeoutMs,
    testFramework: { config: { timeout: 120_000 } },
    reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false })],
    filterBrowserLogs: ({ args }) => !String(args[0]).startsWith("Lit is in dev mode"),
    staticLogging: true,
  };
}

/** A path that redirects to another page, as a site's cookie login does. */
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
