import { existsSync, readdirSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const projectFolder = fileURLToPath(new URL("../../", import.meta.url));
const testFolder = join(projectFolder, "test");

/** `node`: node:test; `browser`: Web Test Runner; `journey`: node:test that drives browsers. */
export type PartKind = "node" | "browser" | "journey";

/** One folder of `test/` and how it is run. */
export interface Part {
  readonly name: string;
  readonly kind: PartKind;
  readonly files: readonly string[];
  /** The engines that it needs, when not all. */
  readonly engines?: string;
}

const first = ["core", "locales", "host", "simulator"];
const last = ["runner", "package", "element", "looks", "e2e"];

/**
 * The parts to run, in order. `args` are folder names (`core`) or test files;
 * none means everything.
 */
export function planParts(args: readonly string[]): Part[] {
  const files = args.filter((arg) => arg.endsWith(".test.ts")).map((file) => resolve(file));
  const names = args.filter((arg) => !arg.endsWith(".test.ts"));
  for (const file of files) {
    if (!existsSync(file)) throw new Error(`There is no test file ${relative("", file)}.`);
  }
  const folders = foldersWithTests();
  for (const name of names) {
    if (!folders.has(name)) {
      throw new Error(`There is no part "${name}". Parts: ${[...folders.keys()].join(", ")}.`);
    }
  }
  return [...folders]
    .map(([name, all]) => ({
      name,
      kind: kindOf(name),
      ...(name === "looks" && { engines: "chromium" }),
      files:
        args.length === 0 || names.includes(name)
          ? all
          : all.filter((file) => files.includes(file)),
    }))
    .filter((part) => part.files.length > 0);
}

function foldersWithTests(): Map<string, string[]> {
  const names = readdirSync(testFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => basename(entry.name))
    .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
  const found = names.map((name) => [name, testFiles(join(testFolder, name))] as const);
  const isLook = (file: string) => file.endsWith(".look.test.ts");
  const looks = found.flatMap(([, files]) => files.filter(isLook));
  return new Map([
    ...found.map(([name, files]) => [name, files.filter((file) => !isLook(file))] as const),
    // Measures of what is drawn, screen by screen: slow, and nearly the same in every engine.
    ...(looks.length ? ([["looks", looks]] as const) : []),
  ]);
}

function testFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .sort()
    .map((file) => join(folder, file));
}

function rank(name: string): number {
  if (first.includes(name)) return first.indexOf(name);
  return last.includes(name) ? 100 + last.indexOf(name) : 50;
}

function kindOf(name: string): PartKind {
  if (name === "element" || name === "looks") return "browser";
  return name === "e2e" ? "journey" : "node";
}
