import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readSource, sourceFiles } from "./source-files.js";

const styles = sourceFiles(["src/element/styles"], [".ts"]);
const written = styles.map(({ text }) => text).join("\n");
const themes = sourceFiles(["src/themes"], [".css"]);

/** The tokens that the documentation offers to pages. */
const documented = (text: string): string[] =>
  [...text.matchAll(/@cssproperty (--[\w-]+) - \S/g)].map(([, name]) => name ?? "").sort();

/** What the styles read. */
const used = (text: string): string[] =>
  [
    ...new Set([...text.matchAll(/var\(\s*(--sphere-kyc-[\w-]+)/g)].map(([, name]) => name ?? "")),
  ].sort();

/** What a theme sets. */
const set = (text: string): string[] =>
  [...text.matchAll(/^\s*(--[\w-]+):/gm)].map(([, name]) => name ?? "");

/** Inner properties that are read and never set, or set and never read. */
function loose(text: string): string[] {
  const read = new Set([...text.matchAll(/var\(\s*(--_[\w-]+)/g)].map(([, name]) => name));
  const made = new Set([...text.matchAll(/(?<![(\w-])(--_[\w-]+):/g)].map(([, name]) => name));
  return [...read, ...made].flatMap((name) =>
    read.has(name) && made.has(name) ? [] : [name ?? ""],
  );
}

describe("the tokens", () => {
  it("that are documented are used, and those that are used are documented", () => {
    assert.ok(documented(written).length >= 25);
    assert.deepEqual(documented(written), used(written));
  });

  it("are in the manifest, each with a description", () => {
    const { modules } = JSON.parse(readSource("custom-elements.json").text) as {
      modules: { declarations: { cssProperties?: { name: string; description?: string }[] }[] }[];
    };
    const inManifest = modules
      .flatMap(({ declarations }) => declarations)
      .flatMap(({ cssProperties = [] }) => cssProperties);
    assert.deepEqual(inManifest.map(({ name }) => name).sort(), documented(written));
    assert.ok(inManifest.every(({ description = "" }) => description.length > 3));
  });

  it("are all that a theme sets, and only on the element", () => {
    assert.ok(themes.length >= 2);
    for (const { path, text } of themes) {
      assert.ok(set(text).length > 10, path);
      assert.deepEqual(unknown(text), [], path);
    }
  });

  it("have inner properties that are both set and read", () => {
    assert.deepEqual(loose(written), []);
  });

  it("are named correctly in the README", () => {
    const named = readSource("README.md").text.match(/--sphere-kyc-[\w-]+/g) ?? [];
    assert.ok(named.length > 2);
    assert.deepEqual(
      named.filter((name) => !documented(written).includes(name)),
      [],
    );
  });
});

/** Tokens that do not exist, and rules for anything but the element. */
function unknown(theme: string): string[] {
  const selectors = [...theme.matchAll(/^([^\s/*][^{]*)\{/gm)].map(
    ([, text]) => text?.trim() ?? "",
  );
  return [
    ...set(theme).filter((name) => !documented(written).includes(name)),
    ...selectors.filter((text) => text !== "sphere-kyc-onboarding"),
  ];
}

describe("these checks notice", () => {
  it("a token that is used and not documented, and the other way round", () => {
    assert.notDeepEqual(documented(written), used(`${written} var(--sphere-kyc-new, red)`));
    assert.notDeepEqual(documented(`${written} @cssproperty --sphere-kyc-x - X.`), used(written));
  });

  it("a theme that sets what does not exist, or more than the element", () => {
    assert.deepEqual(unknown("sphere-kyc-onboarding {\n  --sphere-kyc-acent: red;\n}"), [
      "--sphere-kyc-acent",
    ]);
    assert.deepEqual(unknown("body {\n  --sphere-kyc-accent: red;\n}"), ["body"]);
  });

  it("an inner property that nothing sets or nothing reads", () => {
    assert.deepEqual(loose("a { color: var(--_gone); --_kept: 1px; }"), ["--_gone", "--_kept"]);
  });
});
