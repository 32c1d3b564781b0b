import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { type PackageManifest, pack } from "./packed.js";

const packed = pack();
after(() => packed.remove());

const expectedTopLevel = [
  ...["CHANGELOG.md", "LICENSE", "README.md"],
  ...["custom-elements.json", "dist", "docs", "openapi.yaml", "package.json"],
];
const modules = Object.entries(packed.manifest.exports)
  .filter(([, target]) => typeof target !== "string")
  .map(([path]) => path.replace(/^\./, packed.manifest.name));

describe("the packed package", () => {
  it("contains exactly the expected files", () => {
    assert.deepEqual(readdirSync(packed.packageFolder).sort(), [...expectedTopLevel].sort());
  });

  it("ships the guides and the decisions, and no pictures", () => {
    const docs = readdirSync(`${packed.packageFolder}/docs`);
    assert.ok(docs.includes("steps.md") && docs.includes("simulator.md"), `${docs}`);
    assert.ok(!docs.includes("screens"));
  });

  it("holds every target of its exports, types first", () => {
    assert.ok(modules.length >= 5);
    assert.deepEqual(brokenExports(packed.manifest), []);
  });

  it("imports in Node, where there is no page", () => {
    assert.equal(typeof globalThis.document, "undefined");
    for (const name of modules) assert.equal(importError(name), "", name);
  });
});

describe("these checks notice", () => {
  it("an export whose target is missing, and types that come second", () => {
    const exports = {
      ".": { types: "./dist/index.d.ts", default: "./dist/nowhere.js" },
      "./define": { default: "./dist/define.js", types: "./dist/define.d.ts" },
      "./themes/*.css": "./dist/themes/*.scss",
      "./looks/*.css": "./dist/looks/*.css",
    };
    assert.equal(brokenExports({ name: "x", exports }).length, 4);
  });

  it("an export that does not exist", () => {
    const missing = `${packed.manifest.name}/nowhere`;
    assert.match(importError(missing), /ERR_PACKAGE_PATH_NOT_EXPORTED/);
  });
});

function brokenExports({ exports }: PackageManifest): string[] {
  return Object.entries(exports).flatMap(([path, target]) => {
    const targets = typeof target === "string" ? [target] : Object.values(target);
    const missing = targets.filter((file) => !filesOf(file).length);
    const typesFirst = typeof target === "string" || Object.keys(target)[0] === "types";
    return missing.length > 0 || !typesFirst ? [path] : [];
  });
}

/** The files of the package that a target names; one with a star names all that fit. */
function filesOf(target: string): string[] {
  const [start = "", end] = join(packed.packageFolder, target).split("*");
  if (end === undefined) return existsSync(start) ? [start] : [];
  return existsSync(start) ? readdirSync(start).filter((name) => name.endsWith(end)) : [];
}

function importError(name: string): string {
  const args = ["--input-type=module", "-e", `await import("${name}")`];
  return spawnSync(process.execPath, args, { cwd: packed.consumerFolder, encoding: "utf8" }).stderr;
}
