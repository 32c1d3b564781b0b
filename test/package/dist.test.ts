import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, it } from "node:test";
import { projectFolder, readSource, type SourceFile, sourceFiles } from "./source-files.js";
import { syntaxOf } from "./syntax.js";

const built = sourceFiles(["dist"], [".js"]);
const sources = sourceFiles(["src"], [".ts"]);

describe("dist", () => {
  it("holds only modules that the JavaScript engine can parse", () => {
    assert.ok(built.length > 20, `only ${built.length} files`);
    assert.deepEqual(unparsable(built), []);
  });

  it("holds nothing that a strict content security policy forbids", () => {
    assert.deepEqual(built.flatMap(forbiddenCode), []);
  });

  it("holds no source map and no path of the machine that built it", () => {
    const all = sourceFiles(["dist"], [""]);
    assert.ok(all.length > built.length);
    assert.deepEqual(all.flatMap(traces), []);
  });

  it("loads every language but English on demand", () => {
    const index = readSource("dist/locales/index.js").text;
    for (const { path } of sourceFiles(["dist/locales"], [".js"])) {
      const name = path.replace("dist/locales/", "./");
      if (["./index.js", "./en.js", "./en-US.js"].includes(name)) continue;
      if (!index.includes(name)) continue;
      assert.ok(index.includes(`import("${name}")`), `${name} is part of the first download`);
    }
  });
});

describe("src", () => {
  it("has no decorators: bundlers disagree about them", () => {
    assert.ok(sources.length > 20);
    assert.deepEqual(sources.flatMap(decorators), []);
  });
});

describe("these checks notice", () => {
  const file = (text: string): SourceFile => ({ path: "dist/a.js", text });

  it("a decorator that reached dist, which this engine cannot parse", () => {
    const broken = file("class A { @property() accessor x = 1; }");
    assert.equal(unparsable([broken, file("export const fine = 1;")]).length, 1);
  });

  it("a decorator in a source file", () => {
    assert.equal(decorators({ path: "a.ts", text: "class A { @property() x = 1; }" }).length, 1);
  });

  for (const text of [
    "eval('1')",
    "new Function('return 1')",
    "node.innerHTML = words",
    "node.insertAdjacentHTML('beforeend', words)",
    "unsafeHTML(words)",
    "document.write(words)",
  ]) {
    it(`forbidden code: ${text}`, () => assert.equal(forbiddenCode(file(text)).length, 1));
  }

  it("a source map and a path of the building machine", () => {
    assert.equal(traces(file("//# sourceMappingURL=a.js.map")).length, 1);
    assert.equal(traces(file(`const from = "${join(projectFolder, "src")}";`)).length, 1);
  });
});

/** Parsed by the engine itself: tools accept syntax that no browser runs yet. */
function unparsable(files: readonly SourceFile[]): string[] {
  const script = `
    import { SourceTextModule } from "node:vm";
    const files = JSON.parse(await new Response(process.stdin).text());
    const failures = files.flatMap(({ path, text }) => {
      try { new SourceTextModule(text); return []; }
      catch (error) { return [path + ": " + error.message]; }
    });
    console.log(JSON.stringify(failures));`;
  const args = ["--experimental-vm-modules", "--no-warnings", "--input-type=module", "-e", script];
  const run = spawnSync(process.execPath, args, { input: JSON.stringify(files), encoding: "utf8" });
  assert.equal(run.status, 0, run.stderr);
  return JSON.parse(run.stdout) as string[];
}

function forbiddenCode({ path, text }: SourceFile): string[] {
  const forbidden =
    /\beval\(|new Function\b|\binnerHTML\b|\binsertAdjacentHTML\b|\bunsafeHTML\b|document\.write/g;
  return [...text.matchAll(forbidden)].map(([match]) => `${path}: ${match}`);
}

function traces({ path, text }: SourceFile): string[] {
  const found = [projectFolder, "sourceMappingURL"].filter((trace) => text.includes(trace));
  return found.map((trace) => `${path}: ${trace}`);
}

function decorators(file: SourceFile): string[] {
  return syntaxOf(file)
    .filter(({ node }) => node.type === "Decorator")
    .map(() => file.path);
}
