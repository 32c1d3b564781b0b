import { importsOf } from "./imports.js";
import { useOf } from "./rooms.js";
import type { SourceFile } from "./source-files.js";

/**
 * Every import cycle among the files, each as the paths in the order in which they import each other.
 * Types and dynamic imports count as well: a file that can only be understood together with another
 * is no part of its own.
 */
export function importCycles(files: readonly SourceFile[]): string[][] {
  const graph = new Map(files.map((file) => [withoutEnding(file.path), targetsOf(file)]));
  return stronglyConnected(graph).flatMap((group) => {
    const [only = ""] = group;
    const isCycle = group.size > 1 || graph.get(only)?.has(only) === true;
    return isCycle ? [pathAround(group, graph)] : [];
  });
}

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

const withoutEnding = (path: string) => path.replace(/\.(ts|mjs|js)$/, "");

function targetsOf(file: SourceFile): ReadonlySet<string> {
  return new Set(importsOf(file).map((found) => useOf(file.path, found).target));
}

/** The groups of files that reach each other (Tarjan). A file in no cycle is a group of its own. */
function stronglyConnected(graph: Graph): ReadonlySet<string>[] {
  const order = new Map<string, number>();
  const open: string[] = [];
  const groups: ReadonlySet<string>[] = [];

  function visit(file: string): number {
    const own = order.size;
    order.set(file, own);
    let low = own;
    open.push(file);
    for (const target of graph.get(file) ?? []) {
      if (!graph.has(target)) continue;
      if (!order.has(target)) low = Math.min(low, visit(target));
      else if (open.includes(target)) low = Math.min(low, order.get(target) ?? low);
    }
    if (low === own) groups.push(new Set(open.splice(open.indexOf(file))));
    return low;
  }

  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return groups;
}

/** A shortest way from a file of the group back to itself. */
function pathAround(group: ReadonlySet<string>, graph: Graph): string[] {
  const [start = ""] = [...group].sort();
  const ways: string[][] = [[start]];
  for (const way of ways) {
    for (const target of graph.get(way.at(-1) ?? "") ?? []) {
      if (target === start) return [...way, start];
      if (group.has(target) && !ways.some((known) => known.includes(target))) {
        ways.push([...way, target]);
      }
    }
  }
  return [...group];
}
