import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { projectFolder, readSource, type SourceFile } from "./source-files.js";

const { scripts } = JSON.parse(readSource("package.json").text) as { scripts: object };

describe("the documentation", () => {
  for (const name of ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"]) {
    it(`${name} names only commands that exist`, () => {
      assert.deepEqual(unknownCommands(readSource(name)), []);
    });
  }

  it("names the commands one needs", () => {
    const said = commandsIn(readSource("README.md")).concat(
      commandsIn(readSource("CONTRIBUTING.md")),
    );
    for (const name of ["test", "start", "check"])
      assert.ok(said.includes(name), `npm run ${name}`);
  });

  it("ARCHITECTURE.md names only files that exist", () => {
    const architecture = readSource("ARCHITECTURE.md");
    assert.ok(pathsIn(architecture).length > 5);
    assert.deepEqual(missingPaths(architecture), []);
  });
});

describe("these checks notice", () => {
  const page = (text: string): SourceFile => ({ path: "README.md", text });

  it("a command that does not exist", () => {
    assert.deepEqual(unknownCommands(page("Run `npm run tset` or `npm test`.")), ["tset"]);
  });

  it("a file that does not exist, with and without its room", () => {
    const text = "See `src/core/nowhere.ts`, `core/nowhere.ts` and `test/run.mjs`.";
    assert.deepEqual(missingPaths(page(text)), ["src/core/nowhere.ts", "core/nowhere.ts"]);
  });
});

function commandsIn({ text }: SourceFile): string[] {
  return [...text.matchAll(/\bnpm (?:run ([a-z][\w:-]*)|(test|start)\b)/g)].map(
    ([, run, short]) => run ?? short ?? "",
  );
}

function unknownCommands(file: SourceFile): string[] {
  return commandsIn(file).filter((name) => !(name in scripts));
}

/** Words in backticks that look like a path: with a slash, or a file of a known kind. */
function pathsIn({ text }: SourceFile): string[] {
  const words = [...text.matchAll(/`([\w.][\w./-]*)`/g)].map(([, word]) => word ?? "");
  const folders = /^(src|test|demo|docs|\.ci|core|element|host|locales|simulator|cli|themes)\//;
  return words.filter(
    (word) => folders.test(word) || /^[\w./-]+\.(ts|mjs|md|json|yaml|css)$/.test(word),
  );
}

/** A path may start at the project or inside `src`. */
function missingPaths(file: SourceFile): string[] {
  return pathsIn(file).filter(
    (path) =>
      !["", "src", "src/core", "src/element", "src/host"].some((folder) =>
        existsSync(join(projectFolder, folder, path)),
      ),
  );
}
