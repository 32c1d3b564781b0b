import { parseSync } from "vite";
import type { SourceFile } from "./source-files.js";

/** A node of a parsed file, in ESTree's words. */
export interface SyntaxNode {
  readonly type: string;
  readonly [property: string]: unknown;
}

/** A node together with where it hangs. */
export interface Placed {
  readonly node: SyntaxNode;
  readonly parent: SyntaxNode | undefined;
  /** The parent's property that holds it. */
  readonly property: string;
}

/** Every node of the file; throws when it does not parse. */
export function syntaxOf(file: SourceFile): Placed[] {
  const { program, errors } = parseSync(file.path, file.text);
  const [error] = errors;
  if (error !== undefined) throw new SyntaxError(`${file.path}: ${error.message}`);
  const found: Placed[] = [];
  collect(program, undefined, "", found);
  return found;
}

function collect(
  value: unknown,
  parent: SyntaxNode | undefined,
  property: string,
  found: Placed[],
): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, parent, property, found);
  } else if (isNode(value)) {
    found.push({ node: value, parent, property });
    for (const [key, child] of Object.entries(value)) collect(child, value, key, found);
  }
}

export function isNode(value: unknown): value is SyntaxNode {
  return (
    typeof value === "object" && value !== null && "type" in value && typeof value.type === "string"
  );
}
