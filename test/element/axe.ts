import "axe-core/axe.min.js";
import type axeCore from "axe-core";

declare global {
  var axe: typeof axeCore;
}

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Which of its rules: every one, or those that other colours may break. */
export type AxeRules = "all" | "colours";

/**
 * What axe finds in an element: violations of WCAG 2.2 AA and of good practice, and text whose
 * contrast it could not tell.
 */
export async function axeFindings(element: Element, rules: AxeRules = "all"): Promise<string[]> {
  const { violations, incomplete } = await axe.run(element, {
    runOnly:
      rules === "all" ? { type: "tag", values: tags } : { type: "rule", values: rulesOfColour() },
    // Reading style sheets again serves one rule, about locked orientation, and is slow in WebKit.
    preload: false,
    resultTypes: ["violations", "incomplete"],
  });
  return [...violations, ...incomplete.filter(({ id }) => id === "color-contrast")].flatMap(
    ({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`),
  );
}

function rulesOfColour(): string[] {
  return axe
    .getRules(["cat.color"])
    .filter((rule) => rule.tags.some((tag) => tags.includes(tag)))
    .map(({ ruleId }) => ruleId);
}
