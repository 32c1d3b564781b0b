import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, it } from "node:test";
import { projectFolder, readSource, type SourceFile, sourceFiles } from "./source-files.js";

const { scripts } = JSON.parse(readSource("package.json").text) as { scripts: object };

const central = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "CHANGELOG.md"].map(readSource);
const pages = [...central, ...sourceFiles(["docs", "demo"], [".md"])];
const gallery = readSource("docs/screens/index.html");
const endings = [".ts", ".mjs", ".js", ".json", ".css", ".md", ".py", ".yaml"];
const fileNames = new Set(sourceFiles(["src", "demo"], endings).map(({ path }) => basename(path)));

describe("the documentation", () => {
  for (const page of pages) {
    it(`${page.path} names only commands and files that exist`, () => {
      assert.deepEqual(unknownCommands(page), []);
      assert.deepEqual(missingPaths(page), []);
    });
  }

  for (const page of [...pages, gallery]) {
    it(`${page.path} shows and links only to targets that exist`, () => {
      assert.deepEqual(missingTargets(page), []);
    });
  }

  it("includes every page", () => {
    const paths = pages.map(({ path }) => path);
    for (const path of ["docs/simulator.md", "docs/doctor.md", "demo/hosts/README.md"]) {
      assert.ok(paths.includes(path), path);
    }
    assert.ok(paths.filter((path) => path.startsWith("docs/decisions/")).length >= 5);
    assert.ok(targetsIn(gallery).length > 200);
    assert.ok(targetsIn(readSource("README.md")).length > 15);
    assert.ok(pathsIn(readSource("ARCHITECTURE.md")).length > 5);
  });

  it("names the commands that a developer needs", () => {
    const said = central.flatMap(commandsIn);
    for (const name of ["test", "start", "check"])
      assert.ok(said.includes(name), `npm run ${name}`);
  });
});

describe("these checks notice", () => {
  const page = (text: string, path = "README.md"): SourceFile => ({ path, text });

  it("a command that does not exist", () => {
    assert.deepEqual(unknownCommands(page("Run `npm run tset` or `npm test`.")), ["tset"]);
  });

  it("a file that does not exist, with and without its room", () => {
    const text = "See `src/core/nowhere.ts`, `core/nowhere.ts`, `nowhere.mjs` and `test/run.mjs`.";
    const missing = ["src/core/nowhere.ts", "core/nowhere.ts", "nowhere.mjs"];
    assert.deepEqual(missingPaths(page(text)), missing);
  });

  it("an image or a link whose target does not exist, from the page's own folder", () => {
    const text = `[a](docs/nowhere.md) [b](docs/doctor.md#top) [c](https://a.example/x)
      <img src="docs/screens/nowhere.png"> \`[d](gone.md)\`
\`\`\`html
<a href="gone.html">
\`\`\``;
    const missing = ["docs/nowhere.md", "docs/screens/nowhere.png"];
    assert.deepEqual(missingTargets(page(text)), missing);
    assert.deepEqual(missingTargets(page("[a](doctor.md)", "docs/simulator.md")), []);
    assert.deepEqual(missingTargets(page("[a](doctor.md)")), ["doctor.md"]);
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
  const folders =
    /^(src|test|demo|docs|bench|\.ci|core|element|host|locales|simulator|cli|themes)\//;
  return words.filter(
    (word) =>
      !word.startsWith("sphere-kyc-onboarding/") &&
      (folders.test(word) || /^[\w./-]+\.(ts|mjs|md|json|yaml|css)$/.test(word)),
  );
}

/** A path may start at the project, at its page or inside `src`; a bare name may stand for any file. */
function missingPaths(file: SourceFile): string[] {
  const roots = ["", dirname(file.path), "src", "src/core", "src/element", "src/host"];
  return pathsIn(file).filter(
    (path) =>
      !roots.some((folder) => existsSync(join(projectFolder, folder, path))) &&
      !(!path.includes("/") && fileNames.has(path)),
  );
}

/** Where links lead and images come from, code left out; only what is in this project. */
function targetsIn({ text }: SourceFile): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, "").replace(/`[^`\n]*`/g, "");
  const found = [...prose.matchAll(/\]\(([^)\s]+)\)|\b(?:src|href)="([^"]+)"/g)];
  return found
    .map(
      ([, link, attribute]) => decodeURIComponent(link ?? attribute ?? "").split("#", 1)[0] ?? "",
    )
    .filter((target) => target && !/^([a-z]+:|\/)/.test(target));
}

function missingTargets(file: SourceFile): string[] {
  return targetsIn(file).filter(
    (target) => !existsSync(join(projectFolder, dirname(file.path), target)),
  );
}
