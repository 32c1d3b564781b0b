/**
 * Makes a fresh clone runnable with nothing but Node and npm: installs what
 * `package-lock.json` names when `node_modules` is missing or holds something
 * else. Plain JavaScript, because it runs before anything is installed.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const projectFolder = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Returns at once when everything is in place; otherwise runs `npm ci` and says
 * so. Ends the process with a plain sentence when npm fails.
 *
 * @param {{ folder?: string }} [options] `folder`: the project, this one by default
 */
export function ensureDependencies({ folder = projectFolder } = {}) {
  const reason = reasonToInstall(folder);
  if (reason === undefined) return;
  console.log(`Installing dependencies: ${reason}.`);
  const npm = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: folder,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (npm.status !== 0) {
    console.error("`npm ci` failed; see above. Is the package registry reachable?");
    process.exit(1);
  }
}

/**
 * Why an install is needed, in words; undefined when it is not.
 *
 * @param {string} folder
 * @returns {string | undefined}
 */
export function reasonToInstall(folder) {
  const installedPath = `${folder}/node_modules/.package-lock.json`;
  if (!existsSync(installedPath)) return "node_modules is missing";
  const wanted = packagesOf(`${folder}/package-lock.json`);
  const installed = packagesOf(installedPath);
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === "") continue;
    const found = installed[path];
    // Packages for other platforms are in the lock file and never installed.
    if (found === undefined && (entry.optional || entry.peer)) continue;
    if (found?.version !== entry.version) return `${path} is not what package-lock.json says`;
  }
  return undefined;
}

/**
 * @param {string} lockPath
 * @returns {Record<string, { version?: string; optional?: boolean; peer?: boolean }>}
 */
function packagesOf(lockPath) {
  return JSON.parse(readFileSync(lockPath, "utf8")).packages;
}
