import { existsSync, readdirSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const projectFolder = fileURLToPath(new URL("../../", import.meta.url));
const testFolder = join(projectFolder, "test");

/** `node`: node:test; `browser`: Web Test Runner; `journey`: node:test that drives browsers. */
export type PartKind = "node" | "browser" | "journey";

/** Test files that run together, and how. */
export interface Part {
  readonly name: string;
  readonly kind: PartKind;
  readonly files: readonly string[];
  /** The engines that it needs, when not all. */
  readonly engines?: string;
}

const first = ["core", "locales", "host", "simulator"];
const last = ["runner", "package", "element", "journey", "looks", "e2e", "redis", "hosts"];

/** What `npm test` leaves to `npm run test:all`: more to install, or slow. */
const laterParts = ["looks", "e2e", "redis", "hosts"];

/**
 * The parts to run, in order. `args` are part names (`core`), test files, `all`, or `rest`: what a
 * run without arguments leaves out. A part that is new is in the run without arguments.
 */
export function planParts(args: readonly string[]): Part[] {
  const files = args.filter((arg) => arg.endsWith(".test.ts")).map((file) => resolve(file));
  const named = args.filter((arg) => !arg.endsWith(".test.ts"));
  for (const file of files) {
    if (!existsSync(file)) throw new Error(`There is no test file ${relative("", file)}.`);
  }
  const parts = partsWithFiles();
  const all = [...parts.keys()];
  const byDefault = all.filter((name) => !laterParts.includes(name));
  const names =
    args.length === 0
      ? byDefault
      : named.flatMap((name) => ({ all, rest: laterParts })[name] ?? [name]);
  for (const name of names) {
    if (!parts.has(name)) {
      throw new Error(`There is no part "${name}". Parts: ${all.join(", ")}.`);
    }
  }
  return [...parts]
    .map(([name, own]) => ({
      name,
      kind: kindOf(name),
      ...(name === "looks" && { engines: "chromium" }),
      files: names.includes(name) ? own : own.filter((file) => files.includes(file)),
    }))
    .filter((part) => part.files.length > 0);
}

/** Every test file belongs to one part: its folder in `test/`, or `looks` or `journey`. */
function partsWithFiles(): Map<string, string[]> {
  const parts = new Map<string, string[]>();
  for (const file of testFiles(testFolder)) {
    const [folder = ""] = relative(testFolder, file).split(sep);
    const name = partAcrossFolders(file) ?? folder;
    parts.set(name, [...(parts.get(name) ?? []), file]);
  }
  return new Map([...parts].sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b)));
}

function partAcrossFolders(file: string): string | undefined {
  // Measures of what is drawn, screen by screen: slow, and nearly the same in every engine.
  if (file.endsWith(".look.test.ts")) return "looks";
  // The main journeys, for the run without arguments.
  return file === join(testFolder, "e2e", "journey.test.ts") ? "journey" : undefined;
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
  return name === "e2e" || name === "journey" ? "journey" : "node";
}
