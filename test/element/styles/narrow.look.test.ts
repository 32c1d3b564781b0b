import { expect } from "@open-wc/testing";
import { adopt, cardOf, controlsOf, piecesOf, still, unfold } from "../fixtures/look.js";
import { screens } from "../fixtures/screens.js";
import { type Stage, until } from "../fixtures/stage.js";
import { open } from "../fixtures/stages.js";
import { text } from "../fixtures/texts.js";

/** Side of the smallest target, in CSS pixels. */
const targetPx = 44;

/** How wide the place is and how large the text; 320 px is a page at 400 %. */
const places = [
  { width: 280, text: 16 },
  { width: 320, text: 16 },
  { width: 320, text: 32 },
  { width: 480, text: 16 },
  { width: 960, text: 16 },
] as const;

type Box = Pick<DOMRect, "left" | "right" | "top" | "bottom">;

const isWithin = (inner: Box, outer: Box): boolean =>
  inner.left >= outer.left - 1 &&
  inner.right <= outer.right + 1 &&
  inner.top >= outer.top - 1 &&
  inner.bottom <= outer.bottom + 1;

const meet = (one: Box, other: Box): boolean =>
  one.left < other.right - 1 &&
  other.left < one.right - 1 &&
  one.top < other.bottom - 1 &&
  other.top < one.bottom - 1;

/** Every button and link, and what is typed into or chosen; a radio button with the label around it. */
const targetsOf = (element: HTMLElement): HTMLElement[] => [
  ...controlsOf(element),
  ...cardOf(element).querySelectorAll<HTMLElement>(
    "label.choice, select, input:not([type=radio], [hidden]), summary",
  ),
];

/** What is cut off, overlaps something else, or is too small to tap. */
function faults(element: HTMLElement): string[] {
  still(element);
  const card = cardOf(element);
  const edge = card.getBoundingClientRect();
  const pieces = piecesOf(element);
  const controls = targetsOf(element).map((control) => ({
    label: control.textContent?.trim() ?? "",
    box: control.getBoundingClientRect(),
  }));
  const cut = pieces.filter(({ boxes }) => !boxes.every((box) => isWithin(box, edge)));
  const over = pieces.flatMap((one, index) =>
    pieces
      .slice(index + 1)
      .filter((other) => one.boxes.some((a) => other.boxes.some((b) => meet(a, b))))
      .map((other) => `"${one.text}" and "${other.text}" overlap`),
  );
  const small = controls.filter(({ box }) => box.width < targetPx || box.height < targetPx);
  const outside = controls.filter(({ box }) => !isWithin(box, edge));
  const close = controls.filter(({ box }, index) =>
    controls.slice(index + 1).some((other) => meet(box, other.box)),
  );
  return [
    ...(card.scrollWidth > card.clientWidth ? [`scrolls: ${card.scrollWidth}`] : []),
    ...cut.map(({ text }) => `"${text}" is cut off`),
    ...over,
    ...small.map(({ label, box }) => `${label} is ${box.width} x ${box.height}`),
    ...outside.map(({ label }) => `${label} stands outside`),
    ...close.map(({ label }) => `${label} stands on another control`),
  ];
}

/** Puts the element into a place of this kind. */
function place(element: HTMLElement, { width, text }: { width: number; text: number }): void {
  document.body.style.width = `${width}px`;
  element.style.setProperty("--sphere-kyc-font-size", `${text}px`);
}

function theScreen(wanted: string): Promise<Stage> {
  const found = screens.find(({ name }) => name === wanted);
  if (!found) throw new TypeError(`there is no screen "${wanted}"`);
  return found.build();
}

describe("nothing is lost", () => {
  before(() => {
    document.body.style.margin = "0";
  });
  after(() => document.body.removeAttribute("style"));

  for (const { name, build } of screens) {
    it(`from 280 to 960 px, and with text of 200 %: ${name}`, async () => {
      const { element } = await build();
      element.supportHref = "mailto:help@host.example";
      await element.updateComplete;

      for (const each of places) {
        place(element, each);
        expect(cardOf(element).offsetWidth).to.equal(each.width);
        expect(faults(element), `${each.width} px, ${each.text} px`).to.deep.equal([]);
      }
      unfold(element);
      for (const each of places) {
        place(element, each);
        expect(faults(element), `unfolded, ${each.width} px, ${each.text} px`).to.deep.equal([]);
      }
    });
  }

  // The longest words, and those from right to left, on the screens with the most controls.
  const inOtherLanguages = [
    ["de", "an individual's checklist"],
    ["de", "ready"],
    ["de", "in review, to be continued"],
    ["ar", "an individual's checklist"],
    ["ar", "ready"],
    ["ar", "in review, to be continued"],
    ["ar", "a QR code"],
    ["de", "a QR code"],
    ["de", "a code, to be sent"],
    ["ar", "a code that is wrong"],
    ["de", "an address that lacks something"],
    ["ar", "an address that lacks something"],
    ["de", "a document whose sides are the same file"],
    ["ar", "a document whose sides are the same file"],
    ["fr", "a document that was not sent"],
    ["ja", "a document that is being sent"],
  ] as const;
  for (const [locale, name] of inOtherLanguages) {
    it(`nor in another language, ${locale}: ${name}`, async () => {
      const { element } = await theScreen(name);
      const card = cardOf(element);
      element.supportHref = "mailto:help@host.example";
      element.locale = locale;
      await until(() => card.lang === locale);
      await element.updateComplete;
      for (const each of places) {
        place(element, each);
        expect(faults(element), `${each.width} px, ${each.text} px`).to.deep.equal([]);
      }
    });
  }

  for (const [what, css, fault] of [
    ["a row that is too wide", ".row { min-width: 400px; }", /^scrolls/],
    [
      "a heading that is moved out",
      "h2 { margin-left: -60px; }",
      new RegExp(`^"${text("heading.incomplete.individual")}" is cut off`),
    ],
    ["a text on another", "h2 + p { position: relative; top: -30px; }", /overlap$/],
    [
      "a target that is too low",
      ".do { min-height: 40px; }",
      new RegExp(`^${text("action.open")} is \\d+(\\.\\d+)? x 40`),
    ],
    [
      "a target that is too narrow",
      ".do { width: 43px; min-width: 0; }",
      new RegExp(`^${text("action.open")} is 43 x`),
    ],
    ["a button outside", ".button { translate: -60px; }", /stands outside/],
    [
      "two targets on each other",
      ".row { position: static; } .do, .button { position: absolute; top: 0; left: 0; }",
      /stands on another/,
    ],
  ] as const) {
    it(`is checked closely: ${what}`, async () => {
      const { element } = await open({}, text("heading.incomplete.individual"));
      place(element, { width: 320, text: 16 });
      expect(faults(element)).to.deep.equal([]);

      adopt(element, css);
      const found = faults(element);
      expect(found.some((each) => fault.test(each))).to.equal(true, found.join("\n"));
    });
  }

  it("also where the element's container fits its content", async () => {
    const { element } = await open({}, text("heading.incomplete.individual"));
    for (const [display, least] of [
      ["flex", 280],
      ["inline-block", 280],
      ["grid", 320],
    ] as const) {
      document.body.style.cssText = `display: ${display}; margin: 0; width: ${display === "inline-block" ? "fit-content" : "320px"}`;
      const { offsetWidth } = cardOf(element);
      expect(offsetWidth, display).to.be.within(least, 320);
    }
  });
});
