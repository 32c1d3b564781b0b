import { posix } from "node:path";
import type { Import } from "./imports.js";

/** A part of the project and what it may import. Rooms are asked in order; the first that fits. */
export interface Room {
  readonly name: string;
  readonly holds: (path: string) => boolean;
  readonly allows: (use: Use) => boolean;
}

/** One import as a room sees it: `target` is a project path without ending, or a package name. */
export interface Use extends Import {
  readonly from: string;
  readonly target: string;
}

const within =
  (...folders: readonly string[]) =>
  ({ target }: Use) =>
    folders.some((folder) => target.startsWith(`${folder}/`));
const isPackage =
  (...names: readonly string[]) =>
  ({ target }: Use) =>
    names.some((name) => target === name || target.startsWith(`${name}/`));
const onlyTypes = (use: Use) => use.how === "type";
const isBuiltin = ({ target }: Use) => target.startsWith("node:");
const isZodMini = (use: Use) =>
  use.target === "zod/mini" && use.how === "static" && use.asNamespace;
const publicExport = isPackage("sphere-kyc-onboarding");
const inFile = (name: string) => (use: Use) => use.from === name;
const either =
  (...rules: readonly ((use: Use) => boolean)[]) =>
  (use: Use) =>
    rules.some((rule) => rule(use));
const both =
  (...rules: readonly ((use: Use) => boolean)[]) =>
  (use: Use) =>
    rules.every((rule) => rule(use));
const not = (rule: (use: Use) => boolean) => (use: Use) => !rule(use);

const [qrPanel, qrDrawing] = ["src/element/qr/qr-panel", "src/element/qr/qr-drawing"];
const inFolder = (folder: string) => (path: string) => path.startsWith(`${folder}/`);

/** The table of rooms. */
export const rooms: readonly Room[] = [
  { name: "core", holds: inFolder("src/core"), allows: either(within("src/core"), isZodMini) },
  {
    name: "locales",
    holds: inFolder("src/locales"),
    allows: either(within("src/locales"), both(within("src/core"), onlyTypes)),
  },
  {
    name: "element",
    holds: inFolder("src/element"),
    allows: either(
      both(
        within("src/core", "src/locales", "src/element"),
        // The QR library is large: it is loaded when a customer opens the panel.
        not(
          both(
            ({ how }) => how === "static",
            either(
              ({ target }) => target === qrPanel,
              both(({ target }) => target === qrDrawing, not(inFile(`${qrPanel}.ts`))),
            ),
          ),
        ),
      ),
      isPackage("lit"),
      both(inFile(`${qrDrawing}.ts`), isPackage("lean-qr")),
    ),
  },
  {
    name: "host",
    holds: inFolder("src/host"),
    allows: either(
      within("src/host", "src/core"),
      isPackage("jose"),
      both(isBuiltin, ({ from }) => /^src\/host\/node(\/|\.ts$)/.test(from)),
      both(isPackage("node:module", "redis"), inFile("src/host/redis.ts")),
    ),
  },
  { name: "simulator", holds: inFolder("src/simulator"), allows: within("src/simulator") },
  {
    name: "cli",
    holds: inFolder("src/cli"),
    allows: either(within("src/cli"), publicExport, isBuiltin),
  },
  {
    name: "entries",
    holds: (path) => ["src/index.ts", "src/define.ts", "src/contract.ts"].includes(path),
    allows: either(within("src/element", "src/core"), both(within("src/locales"), onlyTypes)),
  },
  {
    name: "demo",
    holds: inFolder("demo"),
    allows: either(
      within("demo"),
      within("test/runner"),
      ({ specifier }) => !specifier.startsWith("."),
    ),
  },
  {
    name: "e2e",
    holds: inFolder("test/e2e"),
    allows: either(within("test", "demo"), ({ specifier }) => !specifier.startsWith(".")),
  },
];

/** The import as seen from the file that holds it. */
export function useOf(from: string, found: Import): Use {
  const target = found.specifier.startsWith(".")
    ? posix.join(posix.dirname(from), found.specifier).replace(/\.(js|mjs|ts)$/, "")
    : found.specifier;
  return { ...found, from, target };
}
