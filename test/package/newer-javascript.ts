import type { Identifier } from "@mdn/browser-compat-data/types";
import { transform } from "esbuild";
import { api, isNewer, javascript, membersOf, oldestBrowsers } from "./browser-support.js";
import type { SourceFile } from "./source-files.js";
import { isNode, type Placed, type SyntaxNode, syntaxOf } from "./syntax.js";

const builtins = javascript["builtins"];

/** Everything a script reaches by a name of its own: `URL`, `structuredClone`, `Promise`. */
const globalOf = (name: string): Identifier | undefined =>
  builtins?.[name] ?? api[name] ?? api["Window"]?.[name];

/** `URL.canParse`, `Promise.withResolvers`, `Intl.Segmenter`. */
const staticOf = (owner: string, name: string): Identifier | undefined =>
  api[owner]?.[`${name}_static`] ?? builtins?.[owner]?.[name];

/** Whose members a script meets on values: those of `Intl` stand one level lower. */
const owners = [
  ...membersOf(api),
  ...membersOf(builtins),
  ...membersOf(builtins?.["Intl"]).filter(([name]) => /^[A-Z]/.test(name)),
].map(([, owner]) => owner);

/** Names of members that no value has in the oldest browsers, whatever it is: `union`, `checkVisibility`. */
const newerMembers = namesThat(owners.flatMap(membersOf));

function namesThat(members: readonly [string, Identifier][]): ReadonlySet<string> {
  const isNewerBy = new Map<string, boolean>();
  for (const [name, member] of members) {
    const newer = isNewer(member);
    if (newer === undefined || !/^[a-z]\w*$/i.test(name) || /_(static|event)$/.test(name)) continue;
    isNewerBy.set(name, newer && (isNewerBy.get(name) ?? true));
  }
  return new Set([...isNewerBy].flatMap(([name, newer]) => (newer ? [name] : [])));
}

/**
 * What the files use that the oldest browsers lack: globals, static members, and members by their
 * name alone. `typeof` and `?.()` ask before; names that the files define themselves are theirs.
 */
export function newerApis(files: readonly SourceFile[]): string[] {
  const placed = files.flatMap(syntaxOf);
  const own = new Set(placed.flatMap(({ node }) => definedBy(node)));
  const found = placed.flatMap((each) => newerName(each, own) ?? []);
  return [...new Set(found)].sort();
}

const nameOf = (value: unknown): string | undefined =>
  isNode(value) && value.type === "Identifier" ? String(value["name"]) : undefined;

/** Names of properties, methods, variables and parameters. */
function definedBy({ type, ...node }: SyntaxNode): string[] {
  const isMember = ["Property", "PropertyDefinition", "MethodDefinition"].includes(type);
  const target = isMember ? node["key"] : type === "VariableDeclarator" ? node["id"] : undefined;
  const assigned =
    type === "AssignmentExpression" && isNode(node["left"]) ? node["left"]["property"] : undefined;
  return [nameOf(target), nameOf(assigned)].flatMap((name) => name ?? []);
}

function newerName(
  { node, parent, property }: Placed,
  own: ReadonlySet<string>,
): string | undefined {
  if (node.type === "MemberExpression" && node["computed"] === false) {
    const name = nameOf(node["property"]) ?? "";
    const owner = nameOf(node["object"]) ?? "";
    const isAsked = parent?.type === "CallExpression" && parent["optional"] === true;
    if (!name || isAsked) return undefined;
    const known = owner && globalOf(owner) && staticOf(owner, name);
    if (known) return isNewer(known) ? `${owner}.${name}` : undefined;
    return newerMembers.has(name) && !own.has(name) ? `.${name}` : undefined;
  }
  const name = nameOf(node);
  const isReference = !["property", "key", "id", "params"].includes(property);
  const isAsked = parent?.type === "UnaryExpression" && parent["operator"] === "typeof";
  if (!name || !isReference || isAsked || own.has(name)) return undefined;
  return isNewer(globalOf(name)) ? name : undefined;
}

/** A part of a regular expression with flags of its own; the compiler below does not know it. */
const ownFlags = /\(\?[ims]*-?[ims]+:/;

function newerExpression({ node }: Placed): string[] {
  const regex = node["regex"];
  const isOne = typeof regex === "object" && regex !== null && "pattern" in regex;
  return isOne && ownFlags.test(String(regex.pattern)) ? [String(regex.pattern)] : [];
}

/** Where a compiler would have to rewrite the syntax for the oldest browsers. */
export async function newerSyntax(file: SourceFile): Promise<string[]> {
  const { path, text } = file;
  const target = Object.entries(oldestBrowsers).flatMap(([browser, version]) =>
    browser.includes("_") ? [] : [`${browser}${version}`],
  );
  // In every one of them; esbuild takes them for new wherever browsers are named.
  const supported = { "regexp-unicode-property-escapes": true };
  const [old, now] = await Promise.all(
    [target, "esnext"].map((each) =>
      transform(text, { target: each, supported, logLevel: "silent" }),
    ),
  );
  const rest = new Set(old?.code.split("\n"));
  const rewritten = now?.code.split("\n").filter((line) => !rest.has(line)) ?? [];
  const found = [...rewritten, ...syntaxOf(file).flatMap(newerExpression)];
  return found.map((each) => `${path}: ${each}`);
}
