import { importsOf } from "./imports.js";
import { useOf } from "./rooms.js";
import type { SourceFile } from "./source-files.js";

/**
 * Groups of files that import each other in a circle, types and dynamic imports included. Every group
 * lists its files in alphabetical order; a file that imports itself is a group of one.
 */
export function importCycles(files: readonly SourceFile[]): string[][] {
  const imports = new Map(files.map((file) => [withoutEnding(file.path), targetsOf(file)]));
  const reached = new Map([...imports.keys()].map((path) => [path, reachableFrom(path, imports)]));
  const groups = new Map<string, string[]>();
  for (const [path, targets] of reached) {
    if (!targets.has(path)) continue;
    const group = [...targets].filter((other) => reached.get(other)?.has(path)).sort();
    groups.set(group.join(), group);
  }
  return [...groups.values()];
}

const withoutEnding = (path: string) => path.replace(/\.(ts|mjs|js)$/, "");

const targetsOf = (file: SourceFile): string[] =>
  importsOf(file).map((found) => useOf(file.path, found).target);

/** Every file that a file imports, directly or through others. */
function reachableFrom(path: string, imports: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>();
  const open = [...(imports.get(path) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (reached.has(next) || !imports.has(next)) continue;
    reached.add(next);
    open.push(...(imports.get(next) ?? []));
  }
  return reached;
}
