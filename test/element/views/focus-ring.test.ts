import { expect } from "@open-wc/testing";
import { contrast, ringFaults } from "../fixtures/focus-ring.js";
import { screens } from "../fixtures/screens.js";
import type { Stage } from "../fixtures/stage.js";
import { open } from "../fixtures/stages.js";
import { text } from "../fixtures/texts.js";

const widthsPx = [320, 480];

function faultsOf({ element }: Stage): string[] {
  return (["light", "dark"] as const).flatMap((scheme) =>
    widthsPx.flatMap((widthPx) => {
      element.style.colorScheme = scheme;
      element.style.width = `${widthPx}px`;
      return ringFaults(element).map((fault) => `${scheme}, ${widthPx} px: ${fault}`);
    }),
  );
}

describe("the ring of the focus", () => {
  for (const { name, build } of screens) {
    it(`is visible, light and dark, narrow and wide: ${name}`, async () => {
      expect(faultsOf(await build())).to.deep.equal([]);
    });
  }

  it("is measured as WCAG says", () => {
    expect(contrast("rgb(0, 0, 0)", "rgb(255, 255, 255)")).to.equal(21);
    expect(contrast("rgb(118, 118, 118)", "rgb(255, 255, 255)")).to.be.closeTo(4.54, 0.01);
  });

  const breaches: Readonly<Record<string, readonly [(element: HTMLElement) => void, string]>> = {
    "a ring in the colour of its ground": [
      (element) => element.style.setProperty("--sphere-kyc-focus", "#fff"),
      `light, 480 px: a pale ring: ${text("action.open")}`,
    ],
    "no ring at all": [
      (element) => {
        for (const each of element.shadowRoot?.querySelectorAll<HTMLElement>(".do") ?? []) {
          each.style.outlineStyle = "none";
        }
      },
      `dark, 480 px: no ring: ${text("action.open")}`,
    ],
    "a ring beyond the card": [
      (element) => element.style.setProperty("--sphere-kyc-space", "0px"),
      `light, 320 px: a ring that is cut off: ${text("action.open")}`,
    ],
    "an order of its own": [
      (element) => {
        const last = [...(element.shadowRoot?.querySelectorAll("button") ?? [])].at(-1);
        if (last) last.tabIndex = 1;
      },
      `an order of its own: ${text("action.open")}`,
    ],
  };
  for (const [name, [breach, fault]] of Object.entries(breaches)) {
    it(`is checked closely: ${name}`, async () => {
      const stage = await open({}, text("heading.incomplete.individual"));
      breach(stage.element);
      expect(faultsOf(stage).join("\n")).to.contain(fault);
    });
  }
});
