import type { SourceFile } from "./source-files.js";
import { syntaxOf } from "./syntax.js";

/** A house rule: returns the breaches in one file. */
export type Rule = (file: SourceFile) => readonly string[];

const longestFile = 250;

// Put together here, so that this file does not break its own rules.
const unfinished = new RegExp(`\\b(${["TO" + "DO", "FIX" + "ME", "XX" + "X"].join("|")})\\b`);
const suppressed = new RegExp(
  ["@ts-" + "ignore", "@ts-" + "expect-error", "@ts-" + "nocheck", "biome-" + "ignore"].join("|"),
);
const machinePath = new RegExp(
  `(?<![\\w.~-])/(${["work", "root", "home/[\\w-]+", "Users", "tmp/[\\w-]+"].join("|")})/`,
);

export const shortFiles: Rule = ({ path, text }) => {
  const lines = text.trimEnd().split("\n").length;
  return lines > longestFile ? [`${path} has ${lines} lines, ${longestFile} at most`] : [];
};

export const nothingUnfinished: Rule = (file) => matches(file, unfinished);

export const noSuppressions: Rule = (file) => matches(file, suppressed);

export const noMachinePaths: Rule = (file) => matches(file, machinePath);

/** No `it.only`, `describe.skip`, `xit`: a skipped test proves nothing. */
export const everyTestRuns: Rule = (file) =>
  syntaxOf(file).flatMap(({ node }) => {
    if (node.type !== "CallExpression") return [];
    const called = sourceOf(file, node["callee"]);
    const off = /^(it|test|describe|suite)\.(only|skip|todo)$|^(xit|xdescribe|fit|fdescribe)$/;
    return off.test(called) ? [`${file.path}: ${called}`] : [];
  });

/** No `any`, no `!`: types must convince the compiler. */
export const noTypeEscapes: Rule = (file) =>
  syntaxOf(file)
    .filter(({ node }) => ["TSAnyKeyword", "TSNonNullExpression"].includes(node.type))
    .map(({ node }) => `${file.path}: ${sourceOf(file, node)}`);

/** The lock file must work with any registry, so it names none. */
export const noDownloadAddresses: Rule = (file) =>
  matches(file, /"resolved"|https?:\/\/[^"]*\.tgz/);

/** A lock file made with an incomplete mirror breaks `npm ci` on other platforms. */
export const servesEveryPlatform: Rule = ({ path, text }) => {
  const { packages } = JSON.parse(text) as { packages: Record<string, LockEntry> };
  return Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !foldersAbove(from).some((at) => `${at}node_modules/${name}` in packages))
      .map((name) => `${path} lacks ${name}, which ${from} wants on some platform`),
  );
};

interface LockEntry {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Where a package looks for others: `a/node_modules/b/`, `a/`, and the project. */
function foldersAbove(path: string): string[] {
  const parts = path === "" ? [] : path.split("/node_modules/");
  return ["", ...parts.map((_, index) => `${parts.slice(0, index + 1).join("/node_modules/")}/`)];
}

function matches({ path, text }: SourceFile, pattern: RegExp): string[] {
  return text
    .split("\n")
    .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : []));
}

function sourceOf({ text }: SourceFile, node: unknown): string {
  if (typeof node !== "object" || node === null || !("start" in node && "end" in node)) return "";
  return text.slice(Number(node.start), Number(node.end));
}
