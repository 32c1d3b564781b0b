import { expect } from "@open-wc/testing";
import { adopt, cardOf, still, unfold, withPageRules } from "../fixtures/look.js";
import { screens } from "../fixtures/screens.js";
import { aReadyStage } from "../fixtures/stages.js";

/** Rules of real pages at their worst: resets of everything, and a body with every inherited style. */
const hostileRules = `
  * { all: unset; }
  html { font-size: 10px; }
  body {
    line-height: 4; letter-spacing: 0.3em; word-spacing: 2em; text-transform: uppercase;
    direction: rtl; text-align: right; text-indent: 3em; text-shadow: 2px 2px red;
    font-style: italic; font-weight: 900; font-variant: small-caps; font-size: 40px;
    white-space: pre; word-break: break-all; hyphens: auto; cursor: wait; color: red;
    list-style: square; quotes: none; tab-size: 1; -webkit-text-fill-color: red; caret-color: red;
    accent-color: red; line-break: anywhere; border-collapse: collapse; border-spacing: 9px;
  }
  button, a, p, h2, h3, ul, li, b, small, svg, path, section, div, i, span {
    display: inline !important; padding: 40px !important; background: red !important;
    border: 9px solid red !important; float: left !important; font-size: 5px !important;
  }
  :focus, :focus-visible { outline: none !important; }`;

/** What the element inherits from the page on purpose. */
const taken = ["font-family", "color-scheme", "visibility", "pointer-events", "smoothing"];

/** Every computed style of every part of the card, and where it stands on it. */
function portrait(element: Element): Map<string, string> {
  unfold(element);
  still(element);
  const card = cardOf(element);
  const origin = card.getBoundingClientRect();
  const found = new Map<string, string>();
  [card, ...card.querySelectorAll("*")].forEach((part, index) => {
    const name = `${index} ${part.tagName}.${part.getAttribute("class") ?? ""}`;
    const { x, y, width, height } = part.getBoundingClientRect();
    const box = width > 0 ? [x - origin.x, y - origin.y, width, height] : [];
    found.set(`${name} box`, box.join(" "));
    const style = getComputedStyle(part);
    for (const property of style) {
      if (taken.some((each) => property.includes(each)) || property.startsWith("--")) continue;
      found.set(`${name} ${property}`, style.getPropertyValue(property));
    }
  });
  return found;
}

/** Equal, or the same lengths but for how an engine rounds them. */
function isAlike(one: string, other: string): boolean {
  const [numbers, others] = [one, other].map((text) => text.match(/-?\d+(\.\d+)?/g)?.map(Number));
  const words = (text: string) => text.replace(/-?\d+(\.\d+)?/g, "");
  return (
    one === other ||
    (words(one) === words(other) &&
      !!numbers?.every((value, index) => Math.abs(value - (others?.[index] ?? 0)) < 0.2))
  );
}

const differences = (one: Map<string, string>, other: Map<string, string>): string[] =>
  [...one].flatMap(([name, value]) =>
    isAlike(value, other.get(name) ?? "") ? [] : [`${name}: ${value}, ${other.get(name)}`],
  );

describe("in a page whose rules reach everything", () => {
  const ownBody = { display: "block", width: "480px", margin: "0" };

  before(() => {
    for (const [name, value] of Object.entries(ownBody)) {
      document.body.style.setProperty(name, value, "important");
    }
  });
  after(() => document.body.removeAttribute("style"));

  for (const { name, build } of screens) {
    it(`the element looks as in any other page: ${name}`, async () => {
      const { element } = await build();
      const plain = portrait(element);
      const hostile = withPageRules(hostileRules, () => portrait(element));

      expect(plain.size).to.be.greaterThan(1_000);
      expect(differences(plain, hostile)).to.deep.equal([]);
    });
  }

  it("the rules change nearly every style of an element without protection", async () => {
    const { element } = await aReadyStage();
    const plain = portrait(element);
    adopt(element, ".card { all: unset; }");
    const hostile = withPageRules(hostileRules, () => portrait(element));

    const found = differences(plain, hostile);
    for (const property of ["letter-spacing", "font-style", "text-align", "box", "cursor"]) {
      expect(
        found.some((each) => each.includes(` ${property}:`)),
        property,
      ).to.equal(true);
    }
  });

  it("one style that gets through is noticed", async () => {
    const { element } = await aReadyStage();
    adopt(element, ".card { word-spacing: inherit; }");
    const plain = portrait(element);

    const found = differences(
      plain,
      withPageRules(hostileRules, () => portrait(element)),
    );
    expect(found.some((each) => each.includes("H2. word-spacing"))).to.equal(true, found.join());
  });

  it("what hides the element hides it", async () => {
    const { element } = await aReadyStage();
    const { body } = document;

    for (const property of ["visibility", "pointer-events"]) {
      const hidden = property === "visibility" ? "hidden" : "none";
      body.style.setProperty(property, hidden);
      expect(getComputedStyle(cardOf(element)).getPropertyValue(property)).to.equal(hidden);
      body.style.removeProperty(property);
    }
    element.hidden = true;
    expect(withPageRules(hostileRules, () => getComputedStyle(element).display)).to.equal("none");
  });
});
