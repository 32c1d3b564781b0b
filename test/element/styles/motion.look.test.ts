import { expect } from "@open-wc/testing";
import { adopt, cardOf, rgbaOf } from "../fixtures/look.js";
import { open } from "../fixtures/stages.js";
import { text } from "../fixtures/texts.js";

const aChecklist = () => open({}, text("heading.incomplete.individual"));

const isDark = (element: Element): boolean =>
  rgbaOf(getComputedStyle(cardOf(element)).backgroundColor)[0] < 0.5;

describe("light and dark", () => {
  it("follow the attribute", async () => {
    const { element } = await aChecklist();

    for (const theme of ["dark", "light", "dark"]) {
      element.setAttribute("theme", theme);
      expect(isDark(element), theme).to.equal(theme === "dark");
    }
  });

  it("follow `color-scheme` of the element where there is no attribute", async () => {
    const { element } = await aChecklist();

    for (const scheme of ["dark", "light"]) {
      element.style.colorScheme = scheme;
      expect(isDark(element), scheme).to.equal(scheme === "dark");
    }
  });

  it("follow the attribute, whatever the page's styles do", async () => {
    const { element } = await aChecklist();

    element.style.colorScheme = "light";
    element.setAttribute("theme", "dark");
    expect(isDark(element)).to.equal(true);
    element.style.setProperty("all", "unset", "important");
    expect(isDark(element)).to.equal(true);
  });

  it("follow the system where the attribute names no theme", async () => {
    const { element } = await aChecklist();
    const before = isDark(element);

    element.setAttribute("theme", "sepia");
    expect(isDark(element)).to.equal(before);
    expect(before).to.equal(matchMedia("(prefers-color-scheme: dark)").matches);
  });
});

describe("the card", () => {
  it("has the page's font, and no other of its styles", async () => {
    const { element } = await aChecklist();
    document.body.style.cssText = "font-family: Courier, monospace; letter-spacing: 9px;";

    const { fontFamily, letterSpacing } = getComputedStyle(cardOf(element));
    document.body.removeAttribute("style");
    expect(fontFamily).to.equal("Courier, monospace");
    expect(letterSpacing).to.equal("normal");
  });

  it("follows large text of the page, within bounds", async () => {
    const { element } = await aChecklist();
    const root = document.documentElement;
    const sizes = ["10px", "16px", "20px", "100px"].map((size) => {
      root.style.fontSize = size;
      return getComputedStyle(cardOf(element)).fontSize;
    });
    root.removeAttribute("style");
    expect(sizes).to.deep.equal(["16px", "16px", "20px", "24px"]);
  });

  it("leaves header and footer to the page: they stand on its ground", async () => {
    const { element } = await aChecklist();
    element.setAttribute("theme", "dark");
    const header = document.createElement("p");
    header.slot = "header";
    element.append(header);

    expect(getComputedStyle(header).color).to.equal(getComputedStyle(document.body).color);
  });

  it("is mirrored where people read from right to left", async () => {
    const { element } = await aChecklist();
    const middle = (selector: string) => {
      const { left, right } = cardOf(element).getBoundingClientRect();
      const box = cardOf(element).querySelector(selector)?.getBoundingClientRect();
      return box ? (box.left + box.right) / 2 - (left + right) / 2 : 0;
    };
    const parts = [".row svg", ".do", ".meter i:first-child", "h2 + p"];
    const before = parts.map(middle);

    cardOf(element).dir = "rtl";
    parts.forEach((part, index) => {
      expect(middle(part), part).to.be.closeTo(-(before[index] ?? 0), 1);
    });
    adopt(element, ".row svg { position: absolute; left: 20px; }");
    expect(middle(".row svg")).not.to.be.closeTo(-(before[0] ?? 0), 1);
  });
});

describe("motion", () => {
  const unasked = (element: Element): string[] =>
    (element.shadowRoot?.adoptedStyleSheets ?? []).flatMap((sheet) => moving([...sheet.cssRules]));

  /** Rules that move something for everybody. */
  const moving = (rules: readonly CSSRule[]): string[] =>
    rules.flatMap((rule) => {
      if (rule instanceof CSSMediaRule && rule.media.mediaText.includes("no-preference")) return [];
      if (rule instanceof CSSGroupingRule) return moving([...rule.cssRules]);
      return rule instanceof CSSStyleRule &&
        ["animation-name", "transition-property"].some(
          (name) => !["", "initial"].includes(rule.style.getPropertyValue(name)),
        )
        ? [rule.selectorText]
        : [];
    });

  it("is only for people who have not asked for less of it", async () => {
    const { element } = await aChecklist();
    expect(unasked(element)).to.deep.equal([]);
  });

  it("that ignores the setting is noticed", async () => {
    const { element } = await aChecklist();
    adopt(element, "@container (width > 1px) { h2 { transition: color 1s; } }");
    expect(unasked(element)).to.deep.equal(["h2"]);
  });
});
