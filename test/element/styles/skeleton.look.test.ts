import { expect } from "@open-wc/testing";
import { aGate } from "../fixtures/answers.js";
import { adopt, cardOf } from "../fixtures/look.js";
import { aStage, type StageOptions, until } from "../fixtures/stage.js";
import { progressText, text } from "../fixtures/texts.js";

/** What is there from the first moment; the number of rows below may differ. */
const firstParts = [
  ...["h2", "h2 + p", ".meter", ".count", ".row", ".row svg", ".row b"],
  ...[".lead", ".lead .button", "h3:not(.vh)"],
];

/** Where each of them begins, how high it is, and how wide where that is its own. */
function placesOf(element: Element, parts = firstParts): Record<string, string> {
  const card = cardOf(element);
  const origin = card.getBoundingClientRect();
  return Object.fromEntries(
    parts.map((part) => {
      const box = card.querySelector(part)?.getBoundingClientRect();
      if (!box) throw new TypeError(`there is no ${part}`);
      const { x, y, width, height } = box;
      const own = part === ".row b" ? [] : [width];
      return [part, [x - origin.x, y - origin.y, height, ...own].map(Math.round).join(" ")];
    }),
  );
}

/** A host that responds as soon as a test lets it. */
function aSlowStage(options: Omit<StageOptions, "network"> = {}) {
  const gate = aGate<undefined>();
  const stage = aStage({ ...options, network: gate.wait });
  return { ...stage, respond: () => gate.open(undefined) };
}

describe("the skeleton", () => {
  before(() => {
    document.body.style.margin = "0";
  });
  after(() => document.body.removeAttribute("style"));

  for (const width of [280, 320, 480, 960]) {
    it(`has its lines where the checklist has its own: ${width} px`, async () => {
      document.body.style.width = `${width}px`;
      const { element, respond, shows } = aSlowStage();
      await shows(text("heading.loading"));
      const before = placesOf(element);

      respond();
      await shows(progressText(4, 7));

      expect(placesOf(element)).to.deep.equal(before);
    });
  }

  // The words of the first row differ from list to list, and so does its height.
  const beforeTheWords = firstParts.slice(0, 4).concat(".row svg");
  for (const { preset, locale, widths } of [
    { preset: "individual", locale: "ar", widths: [280, 320, 480, 960] },
    { preset: "business", locale: "en", widths: [320, 480, 960] },
    { preset: "business", locale: "ar", widths: [480, 960] },
  ] as const) {
    for (const width of widths) {
      it(`has them there for another: ${preset}, ${locale}, ${width} px`, async () => {
        document.body.style.width = `${width}px`;
        const prepare: StageOptions["prepare"] = (own) => {
          own.locale = locale;
        };
        const { element, respond } = aSlowStage({ customer: { preset }, prepare });
        await element.updateComplete;
        await until(() => cardOf(element).lang === locale);
        const before = placesOf(element, beforeTheWords);

        respond();
        await until(() => cardOf(element).querySelector("li.row"));
        await element.updateComplete;

        expect(placesOf(element, beforeTheWords)).to.deep.equal(before);
      });
    }
  }

  it("is compared closely: a slightly higher line is noticed", async () => {
    const { element, respond, shows } = aSlowStage();
    await shows(text("heading.loading"));
    adopt(element, ".ghost { padding-block: 9px; display: block; }");
    const before = placesOf(element);

    respond();
    await shows(progressText(4, 7));

    expect(placesOf(element)).not.to.deep.equal(before);
  });

  it("shows nothing that could be read as the customer's own", async () => {
    const { element, respond, shows, text: shown } = aSlowStage();
    await shows(text("heading.loading"));

    expect(shown()).to.equal(text("heading.loading"));
    const ghosts = [...cardOf(element).querySelectorAll(".ghost")];
    expect(ghosts).to.have.length(13);
    for (const ghost of ghosts) {
      expect(ghost.getAttribute("aria-hidden")).to.equal("true");
      expect(getComputedStyle(ghost, "::before").visibility).to.equal("hidden");
    }
    respond();
    await shows(progressText(4, 7));
    expect(cardOf(element).querySelector(".ghost")).to.equal(null);
  });
});
