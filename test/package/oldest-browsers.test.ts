import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { oldestBrowsers } from "./browser-support.js";
import { bundleForConsumer } from "./consumer-bundle.js";
import { newerCss } from "./newer-css.js";
import { newerApis, newerSyntax } from "./newer-javascript.js";
import { pack } from "./packed.js";
import { readSource, type SourceFile, sourceFiles } from "./source-files.js";

/** Newer names that do no harm, and why. */
const harmlessNames: Readonly<Record<string, string>> = {
  ".capture": "Lit reads it from a listener that it was given",
  ".createPolicy": "Lit asks for trustedTypes before",
  ".emptyScript": "Lit asks for trustedTypes before",
  ".when": "zod's own",
  "Error.captureStackTrace": "zod asks for it before",
};

/** Newer CSS without which the element looks a little plainer, and why. */
const harmlessCss: Readonly<Record<string, string>> = {
  "accent-color": "a chosen document is marked in the browser's own colour",
  "break-after: avoid": "paper alone",
  "contain-intrinsic-inline-size": "a pseudo-element in its place, behind @supports not",
  "cursor: default": "phones have no cursor",
  "cursor: pointer": "phones have no cursor",
  "cursor: progress": "phones have no cursor",
  "font-family: ui-monospace": "other families follow it",
  "forced-color-adjust": "where nothing forces colours, nothing adjusts them",
  "forced-color-adjust: auto": "as above",
  "forced-color-adjust: none": "as above",
  "forced-color-adjust: preserve-parent-color": "as above",
  "text-wrap": "lines break at other words",
  "text-wrap: balance": "lines break at other words",
  "text-wrap: pretty": "lines break at other words",
};

const except = (found: readonly string[], harmless: Readonly<Record<string, string>>): string[] =>
  found.filter((each) => !Object.hasOwn(harmless, each));

describe("the oldest browsers", () => {
  const packed = pack();
  let scripts: readonly SourceFile[] = [];
  let sheets: readonly string[] = [];
  before(async () => {
    scripts = (await bundleForConsumer(packed, page, { readable: true })).files;
    const built = (name: string) => import(`${packed.packageFolder}/dist/element/${name}.js`);
    const { styles, withoutLightDark } = await built("styles/index");
    sheets = [
      withoutLightDark(styles.cssText),
      (await built("qr/qr-style")).qrStyle,
      (await built("steps/step-style")).stepStyle,
      (await built("steps/code/code-style")).codeStyle,
      (await built("steps/document/document-style")).documentStyle,
      (await built("steps/fields/fields-style")).fieldsStyle,
    ];
    assert.ok(sheets.every((sheet) => sheet.length > 50));
  });
  after(() => packed.remove());

  const page = `import "sphere-kyc-onboarding/define"; export * from "sphere-kyc-onboarding";`;
  const themes = sourceFiles(["dist/themes"], [".css"]).map(({ text }) => text);

  it("know every interface and function that a page's bundle uses", () => {
    const inputs = scripts.map(({ text }) => text).join("\n");
    for (const part of ["lit-html", "zod/v4/core", "lean-qr", "qr-drawing", "locales/ja"]) {
      assert.ok(inputs.includes(part), part);
    }
    const found = newerApis(scripts);
    assert.deepEqual(except(found, harmlessNames), []);
    assert.deepEqual(Object.keys(harmlessNames), found, "an exception that nothing needs");
  });

  it("parse a page's bundle as it is", async () => {
    const found = await Promise.all(scripts.map(newerSyntax));
    assert.deepEqual(found.flat(), []);
  });

  it("know all CSS of the element and of the themes, or have something in its place", () => {
    const found = [...sheets, ...themes].flatMap(newerCss);
    assert.equal(themes.length, 2);
    assert.deepEqual(except(found, harmlessCss), []);
    assert.deepEqual(Object.keys(harmlessCss), [...new Set(found)].sort());
  });

  it("are the ones that the README names", () => {
    const { text } = readSource("README.md");
    for (const [browser, version] of Object.entries(oldestBrowsers)) {
      if (browser.includes("_")) continue;
      assert.match(text, new RegExp(`${browser} ${version.replace(".", "\\.")}`, "i"));
    }
  });

  it("get the colours of a theme as all others do", () => {
    const sources = sourceFiles(["src/themes"], [".css"]);
    assert.equal(sources.length, themes.length);
    sources.forEach(({ text, path }, index) => {
      assert.deepEqual(unlike(text, themes[index] ?? ""), [], path);
    });
  });
});

/** Tokens whose light or dark value a built theme does not say as its source does. */
function unlike(source: string, theme: string): string[] {
  const pairs = [...source.matchAll(/(--[\w-]+): light-dark\((.+), (.+)\);/g)];
  assert.ok(pairs.length > 10);
  const [plain = "", dark = "", forced = "", newer = ""] = theme
    .split(/^(?:@.*\n)?sphere-.*\{$/m)
    .slice(1);
  const says = (rule: string, name: string, value: string) => rule.includes(`${name}: ${value};`);
  return pairs.flatMap(([, name = "", light = "", night = ""]) =>
    says(plain, name, light) &&
    says(dark, name, night) &&
    says(forced, name, night) &&
    says(newer, name, `light-dark(${light}, ${night})`)
      ? []
      : [name],
  );
}

describe("these checks notice", () => {
  const file = (text: string): SourceFile => ({ path: "page.js", text });

  for (const [text, name] of [
    ["URL.canParse(x)", "URL.canParse"],
    ["Promise.withResolvers()", "Promise.withResolvers"],
    ["AbortSignal.any([])", "AbortSignal.any"],
    ["Array.fromAsync(x)", "Array.fromAsync"],
    ["one.union(other)", ".union"],
    ["part.checkVisibility()", ".checkVisibility"],
    ["scheduler.postTask(x)", "scheduler"],
    ["new Intl.DurationFormat()", "Intl.DurationFormat"],
  ] as const) {
    it(`a newer name: ${text}`, () => assert.ok(newerApis([file(text)]).includes(name)));
  }

  for (const text of [
    "list.toSorted()",
    "structuredClone(x)",
    "typeof Temporal",
    "one.union?.(other)",
    "const own = { union() {} }; own.union()",
  ]) {
    it(`nothing in: ${text}`, () => assert.deepEqual(newerApis([file(text)]), []));
  }

  for (const text of ["/[\\p{L}--q]/v;", "/(?i:a)/;", "{ using open = x; }"]) {
    it(`newer syntax: ${text}`, async () => assert.notDeepEqual(await newerSyntax(file(text)), []));
  }

  for (const [css, name] of [
    ["a { color: light-dark(red, blue) }", "light-dark()"],
    ["a { --x: red; --x: light-dark(red, blue) }", "light-dark()"],
    ["a { color: red; color: light-dark(var(--x), blue) }", "light-dark()"],
    [
      "@supports not (color: light-dark(red, red)) { a { color: light-dark(red, blue) } }",
      "light-dark()",
    ],
    ["a { color: oklch(from currentColor 0.7 c h) }", "oklch(from)"],
    ["a { &:hover { color: red } }", "&"],
    ["a:user-valid { color: red }", ":user-valid"],
    ["@starting-style { a { opacity: 0 } }", "@starting-style"],
    ["a { field-sizing: content }", "field-sizing"],
  ] as const) {
    it(`newer CSS: ${css}`, () => assert.ok(newerCss(css).includes(name), `${newerCss(css)}`));
  }

  for (const css of [
    "a { color: red; color: light-dark(red, blue) }",
    "@supports (color: light-dark(red, red)) { a { --x: light-dark(red, blue) } }",
    "a { -webkit-user-select: all; user-select: all }",
    "a:has(b) { color: color-mix(in oklab, red, blue) }",
  ]) {
    it(`nothing in: ${css}`, () => assert.deepEqual(newerCss(css), []));
  }

  it("a theme whose fallback has another colour", () => {
    const { text } = readSource("src/themes/ink.css");
    const built = readSource("dist/themes/ink.css").text;
    assert.deepEqual(unlike(text, built.replace("accent: #141414", "accent: #111")), [
      "--sphere-kyc-accent",
    ]);
  });
});
