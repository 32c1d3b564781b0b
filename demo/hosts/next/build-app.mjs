import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { filesBelow, giveUp, projectFolder } from "../provide-example.mjs";

/**
 * Builds the app, unless what it was last built from has not changed by a byte. Times of files would
 * not do: each build of the package writes all of its files again.
 *
 * @param {string} folder The app's.
 */
export function buildApp(folder) {
  const note = join(folder, ".next/built-from");
  const sources = fingerprintOf(folder);
  if (existsSync(note) && readFileSync(note, "utf8") === sources) return;
  const next = fileURLToPath(new URL("node_modules/next/dist/bin/next", import.meta.url));
  const build = spawnSync(process.execPath, [next, "build"], {
    cwd: folder,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (build.status !== 0) giveUp("`next build` failed; see above.");
  writeFileSync(note, sources);
}

/**
 * A digest of everything that goes into the build.
 *
 * @param {string} folder The app's.
 */
export function fingerprintOf(folder) {
  const files = [
    ...filesBelow(join(folder, "app")),
    ...["jsconfig.json", "next.config.mjs", "package.json"].map((name) => join(folder, name)),
    // Everything of ours and of others that the route file brings with it.
    ...["dist/core", "dist/host"].flatMap((name) => filesBelow(join(projectFolder, name))),
    join(projectFolder, "package-lock.json"),
  ];
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${relative(folder, file)}\n`).update(readFileSync(file));
  return hash.digest("hex");
}
