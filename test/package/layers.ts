import { importsOf } from "./imports.js";
import { rooms, useOf } from "./rooms.js";
import type { SourceFile } from "./source-files.js";
import { type Placed, syntaxOf } from "./syntax.js";

/** What core must get from its caller: time, randomness, the network and the page. */
const worldly = [
  ...["document", "window", "navigator", "location", "globalThis", "self", "fetch"],
  ...["setTimeout", "setInterval", "performance", "crypto", "localStorage", "sessionStorage"],
];

/** Every import that breaks the table of rooms, and every reach of core for the outside world. */
export function layerViolations(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => [...roomViolations(file), ...worldViolations(file)]);
}

/** How many files each room holds. */
export function filesPerRoom(files: readonly SourceFile[]): Map<string, number> {
  const counts = new Map(rooms.map((room) => [room.name, 0]));
  for (const { path } of files) {
    const room = rooms.find(({ holds }) => holds(path));
    if (room !== undefined) counts.set(room.name, (counts.get(room.name) ?? 0) + 1);
  }
  return counts;
}

function roomViolations(file: SourceFile): string[] {
  const room = rooms.find(({ holds }) => holds(file.path));
  if (room === undefined) return [`${file.path} is in no room`];
  return importsOf(file)
    .map((found) => useOf(file.path, found))
    .filter((use) => !room.allows(use) || isBareZod(use.target))
    .map((use) => `${file.path} (${room.name}) must not import ${use.specifier} (${use.how})`);
}

/** The whole of zod is several times the size of its `mini` form. */
function isBareZod(target: string): boolean {
  return target === "zod" || (target.startsWith("zod/") && target !== "zod/mini");
}

function worldViolations(file: SourceFile): string[] {
  if (!file.path.startsWith("src/core/")) return [];
  return syntaxOf(file)
    .flatMap((placed) => worldName(placed) ?? [])
    .map((name) => `${file.path} (core) must not use ${name}`);
}

function worldName({ node, parent, property }: Placed): string | undefined {
  if (node.type === "NewExpression" && isCalled(node["callee"], "Date")) {
    const given = node["arguments"];
    return Array.isArray(given) && given.length === 0 ? "new Date()" : undefined;
  }
  if (node.type === "MemberExpression") {
    if (isCalled(node["object"], "Date") && isCalled(node["property"], "now")) return "Date.now";
    if (isCalled(node["object"], "Math") && isCalled(node["property"], "random")) {
      return "Math.random";
    }
  }
  if (node.type !== "Identifier" || !worldly.includes(String(node["name"]))) return undefined;
  const isOwnName =
    property === "key" || (property === "property" && parent?.["computed"] !== true);
  return isOwnName ? undefined : String(node["name"]);
}

function isCalled(node: unknown, name: string): boolean {
  return typeof node === "object" && node !== null && "name" in node && node.name === name;
}
