/**
 * Owns: what an example with packages of its own needs before it runs: this project's dependencies,
 * its built package, and the packages that the example's `package.json` names.
 * Does not own: starting it (`run-runtime.mjs`).
 * Why: Next, Workers, Deno and Bun are hundreds of megabytes that nobody else here needs, so each is
 * installed beside its example when that example starts.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureDependencies } from "../../test/runner/ensure-dependencies.mjs";

export const projectFolder = fileURLToPath(new URL("../../", import.meta.url));

/** @type {import("node:child_process").SpawnSyncOptions} */
const options = {
  stdio: ["ignore", "inherit", "inherit"],
  shell: process.platform === "win32",
};

// Exact versions need no lock file, and an install that cannot reach the registry ends soon.
const installation = [
  ...["install", "--no-package-lock", "--no-audit", "--no-fund", "--no-progress"],
  ...["--prefer-offline", "--fetch-retries=1", "--fetch-retry-mintimeout=1000"],
];

/**
 * Returns at once when everything is in place; otherwise builds and installs, and says so. Ends the
 * process with a plain sentence when that fails or takes too long.
 *
 * @param {string} folder The example's, with a slash at its end.
 * @param {{ patienceMs?: number }} [limits] `patienceMs`: how long npm may take
 */
export function provideExample(folder, { patienceMs = 150_000 } = {}) {
  ensureDependencies();
  const staleness = reasonToBuild(projectFolder);
  if (staleness !== undefined) {
    console.log(`Building the package: ${staleness}.`);
    const build = spawnSync("npm", ["run", "--silent", "build"], {
      cwd: projectFolder,
      ...options,
    });
    if (build.status !== 0) giveUp("`npm run build` failed; see above.");
  }
  const reason = reasonToInstall(folder);
  if (reason === undefined) return;
  console.log(`Installing what the example needs: ${reason}.`);
  const npm = spawnSync("npm", installation, { cwd: folder, timeout: patienceMs, ...options });
  if (npm.status === 0) return;
  const ending = npm.signal ? `did not end within ${patienceMs / 1000} s` : "failed; see above";
  giveUp(`\`npm install\` in ${folder} ${ending}. Is the package registry reachable?`);
}

/**
 * Why the example's packages have to be installed, in words; undefined when they need not be.
 *
 * @param {string} folder
 * @returns {string | undefined}
 */
export function reasonToInstall(folder) {
  // npm writes this file last, so an install that was broken off has none or an old one.
  const installedPath = join(folder, "node_modules/.package-lock.json");
  if (!existsSync(installedPath)) return "node_modules is missing";
  const { packages } = JSON.parse(readFileSync(installedPath, "utf8"));
  const { dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  for (const [name, version] of Object.entries(dependencies)) {
    const found = packages[`node_modules/${name}`];
    const isThere = version.startsWith("file:") ? found?.link : found?.version === version;
    if (!isThere) return `${name} is not what package.json says`;
  }
  return undefined;
}

/**
 * Why the package has to be built, in words; undefined when it need not be.
 *
 * @param {string} folder
 * @returns {string | undefined}
 */
export function reasonToBuild(folder) {
  const built = join(folder, "dist/host/index.js");
  if (!existsSync(built)) return "dist is missing";
  const builtMs = statSync(built).mtimeMs;
  const changed = filesBelow(join(folder, "src")).some((file) => statSync(file).mtimeMs > builtMs);
  return changed ? "src has changed since" : undefined;
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
export function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * @param {string} sentence
 * @returns {never}
 */
export function giveUp(sentence) {
  console.error(sentence);
  process.exit(1);
}
