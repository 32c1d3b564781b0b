import type { Identifier } from "@mdn/browser-compat-data/types";
import { type CssNode, generate, type List, type ListItem, parse, walk } from "css-tree";
import { css, isNewer, membersOf } from "./browser-support.js";

const { properties, selectors, types } = css;
const atRules = css["at-rules"];

/** Functions and what may stand in them, by name: `light-dark`, `color-mix`, `oklch`. */
const functions = new Map<string, Identifier>(
  membersOf(types).flatMap(([name, type]) => [[name, type] as const, ...membersOf(type)]),
);

interface Use {
  /** As it is written: `light-dark()`, `text-wrap: balance`, `:has`. */
  readonly name: string;
  readonly identifier: Identifier | undefined;
}

/** What a piece of CSS uses that MDN knows under a name. */
function usesOf(node: CssNode, declared: string): Use[] {
  switch (node.type) {
    case "Declaration":
      return [{ name: node.property, identifier: properties?.[node.property] }];
    case "Function": {
      const known = functions.get(node.name);
      const [first] = node.children;
      const isRelative = first?.type === "Identifier" && first.name === "from";
      return [
        { name: `${node.name}()`, identifier: known },
        ...(isRelative
          ? [{ name: `${node.name}(from)`, identifier: known?.["relative_syntax"] }]
          : []),
      ];
    }
    case "Identifier":
      return [
        { name: `${declared}: ${node.name}`, identifier: properties?.[declared]?.[node.name] },
      ];
    case "Dimension":
      return [{ name: node.unit, identifier: types?.["length"]?.[node.unit] }];
    case "PseudoClassSelector":
    case "PseudoElementSelector":
      return [{ name: `:${node.name}`, identifier: selectors?.[node.name] }];
    case "NestingSelector":
      return [{ name: "&", identifier: selectors?.["nesting"] }];
    case "Atrule":
      return [{ name: `@${node.name}`, identifier: atRules?.[node.name] }];
    case "Feature":
    case "FeatureRange":
      return node.kind === "media" && node.type === "Feature"
        ? [{ name: `(${node.name})`, identifier: atRules?.["media"]?.[node.name] }]
        : [];
    default:
      return [];
  }
}

/**
 * What a style sheet uses that the oldest browsers lack, and that is neither behind an `@supports`
 * that asks for it, nor has an earlier declaration to fall back to. That one helps a plain property
 * alone: with `var()` in it, or for a custom property, it is thrown away before the value is read.
 */
export function newerCss(text: string): string[] {
  const found = new Set<string>();
  const asked: string[] = [];
  let declared = "";
  let hasFallback = false;
  walk(parse(text, { parseCustomProperty: true }), {
    enter(node: CssNode, item: ListItem<CssNode>, list: List<CssNode>) {
      if (node.type === "Atrule" && node.name === "supports") {
        const condition = node.prelude ? generate(node.prelude) : "";
        asked.push(condition.startsWith("not") ? "" : condition);
      }
      if (node.type === "Declaration") {
        declared = node.property;
        const isPlain = !declared.startsWith("--") && !generate(node.value).includes("var(");
        const before = item?.prev && list ? item.prev.data : undefined;
        hasFallback =
          isPlain &&
          before?.type === "Declaration" &&
          [declared, `-webkit-${declared}`].includes(before.property);
      }
      for (const { name, identifier } of usesOf(node, declared)) {
        const isAsked = asked.some((each) => each.includes(name.replace(/[()]+$/, "")));
        if (isNewer(identifier) && !isAsked && !hasFallback) found.add(name);
      }
    },
    leave(node: CssNode) {
      if (node.type === "Atrule" && node.name === "supports") asked.pop();
      if (node.type === "Declaration") {
        declared = "";
        hasFallback = false;
      }
    },
  });
  return [...found].sort();
}
