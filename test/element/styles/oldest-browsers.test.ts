import { expect } from "@open-wc/testing";
import { styles } from "../../../src/element/styles/index.js";
import { cardOf, still } from "../fixtures/look.js";
import { oldSheet, wear } from "../fixtures/oldest-browser.js";
import { screens } from "../fixtures/screens.js";
import { open } from "../fixtures/stages.js";
import { text } from "../fixtures/texts.js";

const colours = ["color", "background-color", "border-top-color", "stroke"];

/** The colours of every part of the card. */
function paint(element: Element): string[] {
  still(element);
  const card = cardOf(element);
  return [card, ...card.querySelectorAll("*")].map((part) => {
    const style = getComputedStyle(part);
    const found = colours.map((name) => `${name} ${style.getPropertyValue(name)}`);
    return `${part.tagName}.${part.getAttribute("class")}: ${found.join(", ")}`;
  });
}

/** The parts that have other colours. */
const differences = (one: readonly string[], other: readonly string[]): string[] =>
  one.filter((each, index) => each !== other[index]);

/** Who decides about light and dark, and the sheet as a dark system makes it. */
const deciders: Readonly<Record<string, (element: HTMLElement) => string>> = {
  "theme light": (element) => {
    element.setAttribute("theme", "light");
    return oldSheet.replaceAll("prefers-color-scheme:dark", "min-width:0");
  },
  "theme dark": (element) => {
    element.setAttribute("theme", "dark");
    return oldSheet;
  },
  "a light system": (element) => {
    element.style.colorScheme = "light";
    return oldSheet.replaceAll("prefers-color-scheme:dark", "max-width:0");
  },
  "a dark system": (element) => {
    element.style.colorScheme = "dark";
    return oldSheet.replaceAll("prefers-color-scheme:dark", "min-width:0");
  },
};

const shown = [
  "every kind of item",
  "refused without a reason",
  "in review, to be continued",
  "rejected",
  "approved",
  "a code that is wrong",
  "an address that lacks something",
  "a document that was not sent",
];

describe("in a browser without light-dark()", () => {
  it("these screens are looked at", () => {
    expect(screens.map(({ name }) => name)).to.include.members(shown);
  });

  for (const { name, build } of screens.filter((screen) => shown.includes(screen.name))) {
    it(`every part keeps its colours: ${name}`, async () => {
      const { element } = await build();

      for (const [decider, decide] of Object.entries(deciders)) {
        element.removeAttribute("theme");
        const old = decide(element);
        wear(element, styles.cssText);
        const before = paint(element);
        wear(element, old);
        expect(differences(before, paint(element)), decider).to.deep.equal([]);
      }
    });
  }

  it("a step that is open brings no colour of its own that the browser lacks", async () => {
    for (const { build } of screens.filter(({ name }) => shown.includes(name))) {
      const { element } = await build();
      const [, ...ofSteps] = element.shadowRoot?.adoptedStyleSheets ?? [];
      const rules = ofSteps.flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText));
      expect(rules.filter((rule) => rule.includes("light-dark("))).to.deep.equal([]);
    }
  });

  it("a sheet without a fallback loses the fill of the button and the progress", async () => {
    const { element } = await open({}, text("heading.incomplete.individual"));
    const before = paint(element);
    wear(element, styles.cssText.replaceAll("light-dark(", "unknown("));

    const lost = differences(before, paint(element)).join("\n");
    expect(lost).to.contain("BUTTON.button");
    expect(lost).to.contain("I.on");
  });
});

describe("in a browser without contain-intrinsic-inline-size", () => {
  const fitted = "display: inline-block; margin: 0; width: fit-content";
  after(() => document.body.removeAttribute("style"));

  it("a container that fits its content leaves the card its width", async () => {
    const { element } = await open({}, text("heading.incomplete.individual"));
    document.body.style.cssText = fitted;
    wear(element, oldSheet);
    expect(cardOf(element).offsetWidth).to.equal(280);
  });

  it("a card without that fallback collapses", async () => {
    const { element } = await open({}, text("heading.incomplete.individual"));
    document.body.style.cssText = fitted;
    wear(element, oldSheet.replace("width: 280px", "width: 0"));
    expect(cardOf(element).offsetWidth).to.be.lessThan(100);
  });
});
