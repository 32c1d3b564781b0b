/**
 * Makes a fresh clone runnable with nothing but Node and npm: installs what
 * `package-lock.json` names when `node_modules` is missing or holds something
 * else. Plain JavaScript, because it runs before anything is installed.
 */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
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
  if (reason !== undefined) install(folder, reason);
}

/**
 * The same for the demo: where nothing is installed yet, it takes the package's
 * own dependencies and the named development packages, in the locked versions,
 * and leaves the rest to `npm test`.
 *
 * @param {readonly string[]} names
 * @param {{ folder?: string }} [options] `folder`: the project, this one by default
 */
export function ensureDemoDependencies(names, { folder = projectFolder } = {}) {
  const isFresh = !existsSync(`${folder}/node_modules`);
  const reason = reasonToInstall(folder, names);
  if (reason === undefined) return;
  if (!isFresh) return install(folder, reason);
  const place = `${folder}/.cache/demo-install`;
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  const { manifest, lock } = reduced(folder, names);
  writeFileSync(`${place}/package.json`, JSON.stringify(manifest));
  writeFileSync(`${place}/package-lock.json`, JSON.stringify(lock));
  cpSync(`${folder}/.npmrc`, `${place}/.npmrc`);
  install(place, reason);
  renameSync(`${place}/node_modules`, `${folder}/node_modules`);
  rmSync(place, { recursive: true, force: true });
}

/**
 * @param {string} folder
 * @param {string} reason
 */
function install(folder, reason) {
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
 * The project's manifest and lock file without the development packages that are not named.
 *
 * @param {string} folder
 * @param {readonly string[]} names
 */
function reduced(folder, names) {
  const { name, version, dependencies, devDependencies } = read(`${folder}/package.json`);
  const lock = read(`${folder}/package-lock.json`);
  const kept = Object.fromEntries(names.map((each) => [each, devDependencies[each]]));
  const manifest = { name, version, dependencies, devDependencies: kept };
  return { manifest, lock: { ...lock, packages: { ...lock.packages, "": manifest } } };
}

/**
 * Why an install is needed, in words; undefined when it is not.
 *
 * @param {string} folder
 * @param {readonly string[]} [names] The development packages that are enough; all unless given.
 * @returns {string | undefined}
 */
export function reasonToInstall(folder, names) {
  const installedPath = `${folder}/node_modules/.package-lock.json`;
  if (!existsSync(installedPath)) return "node_modules is missing";
  const wanted = packagesOf(`${folder}/package-lock.json`);
  const installed = packagesOf(installedPath);
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === "") continue;
    const found = installed[path];
    if (found === undefined && names && entry.dev && !names.includes(nameOf(path))) continue;
    // Packages for other platforms are in the lock file and never installed.
    if (found === undefined && (entry.optional || entry.peer)) continue;
    if (found?.version !== entry.version) return `${path} is not what package-lock.json says`;
  }
  return undefined;
}

/** @param {string} path */
function nameOf(path) {
  return path.replace(/^node_modules\//, "");
}

/**
 * @param {string} lockPath
 * @returns {Record<string, { version?: string; dev?: boolean; optional?: boolean; peer?: boolean }>}
 */
function packagesOf(lockPath) {
  return read(lockPath).packages;
}

/** @param {string} path */
function read(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}
