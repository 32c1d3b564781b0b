/** Runs files with Web Test Runner in every engine found and counts per engine. */
import { startTestRunner, type TestRunner } from "@web/test-runner";
import { bundleForBrowsers } from "./browser-bundle.js";
import { browserConfig } from "./browser-config.js";
import { findEngines } from "./engines.js";
import { type Launcher, launcherFor } from "./launchers.js";
import { endWithRunner } from "./leftovers.js";
import { aFailure, type PartResult, reportResults } from "./results.js";
import { tallySessions } from "./session-tally.js";

endWithRunner();

const [name = "", fileMs = "", , ...files] = process.argv.slice(2);
const only = process.env["ONLY_ENGINES"]?.split(",");
const engines = findEngines().filter((engine) => only?.includes(engine.name) ?? true);

reportResults(engines.length === 0 ? [aFailure(name, "no browser was found")] : await runFiles());

async function runFiles(): Promise<readonly PartResult[]> {
  const launchers: Launcher[] = [];
  const bundle = await bundleForBrowsers(files);
  for (const failure of bundle.failures) console.error(failure);
  try {
    for (const engine of engines) launchers.push(await launcherFor(engine, name !== "looks"));
    const runner = await startTestRunner({
      config: await browserConfig({ bundle, launchers, fileTimeoutMs: Number(fileMs) }),
      readCliArgs: false,
      readFileConfig: false,
      autoExitProcess: false,
    });
    if (runner === undefined) return [aFailure(name, "Web Test Runner did not start")];
    await stopped(runner);
    const sessions = [...runner.sessions.all()];
    return launchers.map(({ engine, launcher }) =>
      tallySessions(
        `${name} ${engine}`,
        files,
        sessions.filter((session) => session.browser === launcher),
      ),
    );
  } finally {
    for (const launcher of launchers) await launcher.stop();
  }
}

function stopped(runner: TestRunner): Promise<void> {
  if (runner.stopped) return Promise.resolve();
  return new Promise((resolve) => runner.on("stopped", () => resolve()));
}
