import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { describe, it } from "node:test";
import { projectFolder, readSource, type SourceFile, sourceFiles } from "./source-files.js";
import { bannedIn, bannedWords } from "./words.js";

const sources = sourceFiles(
  ["src", "test", "demo", "bench"],
  [".ts", ".mjs", ".js", ".css", ".py", ".md"],
);
const pages = [
  ...readdirSync(projectFolder)
    .filter((name) => name.endsWith(".md"))
    .map(readSource),
  ...sourceFiles(["docs"], [".md"]),
  readSource("openapi.yaml"),
];
const { description } = JSON.parse(readSource("package.json").text) as { description: string };
const files: readonly SourceFile[] = [
  ...sources,
  ...pages,
  { path: "package.json", text: description },
];

describe("the words", () => {
  it("are plain in every source and document", () => {
    assert.deepEqual(files.flatMap(bannedIn), []);
  });

  it("are looked for in all rooms", () => {
    for (const start of ["src/core/", "src/cli/", "test/host/", "demo/page/", "bench/", "docs/"]) {
      assert.ok(
        files.some(({ path }) => path.startsWith(start)),
        start,
      );
    }
    for (const path of ["README.md", "CHANGELOG.md", "openapi.yaml", "package.json"]) {
      assert.ok(
        files.some((file) => file.path === path),
        path,
      );
    }
  });

  for (const { pattern, example, say } of bannedWords) {
    it(`${pattern.source} is noticed`, () => {
      const found = bannedIn({ path: "src/example.ts", text: `ok\n${example}` });
      assert.ok(found.some((line) => line.startsWith("src/example.ts:2: ") && line.endsWith(say)));
    });
  }

  it("of the wire, of Hebrew and of keys are allowed", () => {
    const text = `send("event: nudge"); listen("nudge", read); import he from "./he.js"; aria-pressed`;
    assert.deepEqual(bannedIn({ path: "src/example.ts", text }), []);
    assert.deepEqual(bannedIn({ path: "src/locales/es.ts", text: "Ya he terminado" }), []);
    assert.notDeepEqual(bannedIn({ path: "src/locales/en.ts", text: "he is done" }), []);
  });
});
