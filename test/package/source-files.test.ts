import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, it } from "node:test";
import { projectFolder, sourceFiles } from "./source-files.js";

describe("the files that these tests read", () => {
  it("exclude what is installed or built beside an example", () => {
    const cache = join(projectFolder, ".cache");
    mkdirSync(cache, { recursive: true });
    const folder = mkdtempSync(join(cache, "source-files-"));
    try {
      for (const place of ["app", "app/.next", "app/node_modules/next", "app/.cache"]) {
        mkdirSync(join(folder, place), { recursive: true });
        writeFileSync(join(folder, place, "route.js"), "");
      }
      const name = basename(folder);
      assert.deepEqual(
        sourceFiles([`.cache/${name}`], [".js"]).map(({ path }) => path),
        [`.cache/${name}/app/route.js`],
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
