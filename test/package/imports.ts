import type { SourceFile } from "./source-files.js";
import { isNode, type SyntaxNode, syntaxOf } from "./syntax.js";

/** One import of a file, however it is written. */
export interface Import {
  readonly specifier: string;
  readonly how: "static" | "dynamic" | "type";
  /** Written as `import * as name`. */
  readonly asNamespace: boolean;
}

/** Every specifier in the file: import, re-export, `import()`, `import type`, types in place. */
export function importsOf(file: SourceFile): Import[] {
  return syntaxOf(file).flatMap(({ node }) => importOf(node) ?? []);
}

function importOf(node: SyntaxNode): Import | undefined {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration":
      if (!isNode(node["source"])) return undefined;
      return { specifier: literal(node["source"]), how: declared(node), asNamespace: star(node) };
    case "ImportExpression":
      return { specifier: literal(node["source"]), how: "dynamic", asNamespace: false };
    case "TSImportType":
      return { specifier: literal(node["source"]), how: "type", asNamespace: false };
    case "TSImportEqualsDeclaration":
      return { specifier: "import =", how: "static", asNamespace: false };
    default:
      return undefined;
  }
}

/** The target of a computed specifier is unknown, so no room allows it. */
function literal(source: unknown): string {
  return isNode(source) && typeof source["value"] === "string" ? source["value"] : "(computed)";
}

function declared(node: SyntaxNode): "static" | "type" {
  if (node["importKind"] === "type" || node["exportKind"] === "type") return "type";
  const specifiers = Array.isArray(node["specifiers"]) ? node["specifiers"].filter(isNode) : [];
  const allTypes = specifiers.every((one) => (one["importKind"] ?? one["exportKind"]) === "type");
  return specifiers.length > 0 && allTypes ? "type" : "static";
}

function star(node: SyntaxNode): boolean {
  const specifiers = Array.isArray(node["specifiers"]) ? node["specifiers"].filter(isNode) : [];
  return specifiers.some((one) => one.type === "ImportNamespaceSpecifier");
}
