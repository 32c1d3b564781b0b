import { expect } from "@open-wc/testing";
import { screens } from "./screens.js";
import type { Stage } from "./stage.js";

/** Labels of what can be pressed, in order; what cannot be pressed now ends in "…". */
function buttonsOf({ element }: Stage): string[] {
  const found = element.shadowRoot?.querySelectorAll("button, a") ?? [];
  return [...found].map((each) => {
    const label = each.textContent?.replace(/\s+/g, " ").trim() ?? "";
    return each.getAttribute("aria-disabled") === "true" ? `${label}…` : label;
  });
}

describe("a screen", () => {
  for (const { name, build, texts, buttons } of screens) {
    it(`says where the customer stands: ${name}`, async () => {
      const stage = await build();

      for (const text of texts) expect(stage.text()).to.contain(text);
      expect(buttonsOf(stage)).to.deep.equal(buttons);
      expect(stage.element.shadowRoot?.querySelectorAll("h2")).to.have.length(1);
    });
  }
});
