import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { type Part, type PartKind, projectFolder } from "./parts.js";
import { totalLine } from "./results.js";
import { runPart } from "./run-part.js";

interface Case {
  readonly fact: string;
  readonly source: string;
  readonly passed: number;
  readonly failed: number;
}

const node = `import { before, describe, it } from "node:test";`;
const skip = "skip";

const nodeCases: readonly Case[] = [
  {
    fact: "passing tests, and no suite",
    source: `${node} it("a", () => {}); describe("s", () => { it("b", () => {}); });`,
    passed: 2,
    failed: 0,
  },
  {
    fact: "a failing test, once",
    source: `${node} it("a", () => {}); describe("s", () => it("b", () => { throw 1; }));`,
    passed: 1,
    failed: 1,
  },
  {
    fact: "skipped and todo tests as failed",
    source: `${node} it("a", () => {}); it.${skip}("b", () => {}); it.todo("c");`,
    passed: 1,
    failed: 2,
  },
  {
    fact: "a suite whose preparation fails",
    source: `${node} describe("s", () => { before(() => { throw 1; }); it("a", () => {}); });`,
    passed: 0,
    failed: 2,
  },
  { fact: "a file that crashes", source: `throw new Error("crash");`, passed: 0, failed: 1 },
  { fact: "a file without tests", source: "export {};", passed: 0, failed: 1 },
  {
    fact: "a file that leaves in the middle and calls it success",
    source: `${node} it("a", () => {}); it("b", async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      process.exit(0);
    }); it("never reached", () => { throw 1; });`,
    passed: 1,
    failed: 1,
  },
  {
    fact: "an error after the last test",
    source: `${node} it("a", () => {}); setTimeout(() => { throw 1; }, 50);`,
    passed: 1,
    failed: 1,
  },
];

const browserCases: readonly Case[] = [
  {
    fact: "passing and failing tests",
    source: `describe("s", () => { it("a", () => {}); it("b", () => { throw new Error("b"); }); });`,
    passed: 1,
    failed: 1,
  },
  {
    fact: "a skipped test as failed",
    source: `it("a", () => {}); it.${skip}("b", () => {});`,
    passed: 1,
    failed: 1,
  },
  { fact: "a file that crashes", source: `throw new Error("crash");`, passed: 0, failed: 1 },
  { fact: "a file that does not parse", source: "const =;", passed: 0, failed: 1 },
  { fact: "a file without tests", source: "export {};", passed: 0, failed: 1 },
];

// Inside the project, because Web Test Runner serves nothing else.
const cache = join(projectFolder, ".cache");
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(join(cache, "counting-"));
after(() => rmSync(folder, { recursive: true }));

describe("the runner counts, from node's own events", () => {
  for (const [index, aCase] of nodeCases.entries()) {
    it(aCase.fact, async () => {
      const results = await runPart(aPart("node", `node-${index}`, aCase.source), "ignore");
      assert.deepEqual(counts(results), [{ passed: aCase.passed, failed: aCase.failed }]);
    });
  }
});

describe("the runner counts, from Web Test Runner's own sessions", () => {
  it("every kind of file in every engine", async () => {
    const files = browserCases.map(({ source }, index) => aFile(`browser-${index}`, source));
    const results = await runPart({ name: "fixtures", kind: "browser", files }, "ignore");
    const expected = {
      passed: browserCases.reduce((sum, { passed }) => sum + passed, 0),
      failed: browserCases.reduce((sum, { failed }) => sum + failed, 0),
    };
    assert.ok(results.length > 0);
    assert.deepEqual(
      counts(results),
      results.map(() => expected),
    );
  });
});

describe("the total line", () => {
  it("adds up all parts and holds nothing else", () => {
    const part = { name: "core", remarks: [] };
    const results = [
      { ...part, passed: 12, failed: 1 },
      { ...part, passed: 30, failed: 0 },
    ];
    assert.equal(totalLine(results), "42 passed, 1 failed");
  });
});

function aPart(kind: PartKind, name: string, source: string): Part {
  return { name: "fixtures", kind, files: [aFile(name, source)] };
}

function aFile(name: string, source: string): string {
  const file = join(folder, `${name}.test.mjs`);
  writeFileSync(file, source);
  return file;
}

function counts(results: Awaited<ReturnType<typeof runPart>>) {
  return results.map(({ passed, failed }) => ({ passed, failed }));
}
