import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import * as rules from "./house-rules.js";
import { projectFolder, readSource, type SourceFile, sourceFiles } from "./source-files.js";

const code = [".ts", ".mjs", ".js"];
const written = [...code, ".json", ".md", ".yaml", ".yml", ".css", ".html", "run"];
const existing = (...names: string[]) =>
  names.filter((name) => existsSync(join(projectFolder, name)));

const src = sourceFiles(existing("src"), code);
const ours = sourceFiles(existing("src", "test", "demo"), code);
const tests = sourceFiles(existing("test"), code);
const everything = [
  ...sourceFiles(existing("src", "test", "demo", "docs", ".ci", ".github"), written),
  ...readdirSync(projectFolder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && written.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => readSource(entry.name)),
];

const guards: readonly {
  readonly fact: string;
  readonly rule: rules.Rule;
  readonly files: readonly SourceFile[];
  readonly broken: string;
}[] = [
  {
    fact: "every file is short enough to read at once",
    rule: rules.shortFiles,
    files: ours,
    broken: "line\n".repeat(251),
  },
  {
    fact: "nothing is left for later",
    rule: rules.nothingUnfinished,
    files: ours,
    broken: `// ${"TO"}DO: later`,
  },
  {
    fact: "every test runs",
    rule: rules.everyTestRuns,
    files: tests,
    broken: `it.${"skip"}("a", () => {});`,
  },
  {
    fact: "no type is escaped",
    rule: rules.noTypeEscapes,
    files: src,
    broken: "const a: any = b!;",
  },
  {
    fact: "no check is suppressed",
    rule: rules.noSuppressions,
    files: ours,
    broken: `// @ts-${"ignore"}`,
  },
  {
    fact: "no file names the machine it was written on",
    rule: rules.noMachinePaths,
    files: everything,
    broken: `const at = "/${"home"}/somebody/project";`,
  },
  {
    fact: "the lock file names no download address",
    rule: rules.noDownloadAddresses,
    files: [readSource("package-lock.json")],
    broken: `"resolved": "https://registry.invalid/lit.tgz"`,
  },
  {
    fact: "the lock file serves every platform",
    rule: rules.servesEveryPlatform,
    files: [readSource("package-lock.json")],
    broken: `{ "packages": { "node_modules/a": { "optionalDependencies": { "a-mac": "1" } } } }`,
  },
];

describe("the house rules", () => {
  for (const { fact, rule, files, broken } of guards) {
    it(fact, () => {
      assert.ok(files.length > 0);
      assert.deepEqual(files.flatMap(rule), []);
    });

    it(`${fact}: a breach is noticed`, () => {
      assert.notDeepEqual(rule({ path: "broken.test.ts", text: broken }), []);
    });
  }
});
