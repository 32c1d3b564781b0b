import { expect } from "@open-wc/testing";
import { screens } from "../fixtures/screens.js";
import type { Stage } from "../fixtures/stage.js";

/** Labels of the buttons and links, in order; one that cannot be clicked now ends in "…". */
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

      for (const each of texts) expect(stage.text()).to.contain(each);
      expect(buttonsOf(stage)).to.deep.equal(buttons);
      expect(stage.element.shadowRoot?.querySelectorAll("h2")).to.have.length(1);
    });
  }
});

describe("a slot", () => {
  const slotted = (stage: Stage, name: string) =>
    stage.element.shadowRoot
      ?.querySelector<HTMLSlotElement>(`slot[name="${name}"]`)
      ?.assignedElements()
      .map(({ textContent }) => textContent);

  const own = (name: string) => (element: Element) => {
    const control = document.createElement("button");
    control.slot = name;
    control.textContent = `our ${name}`;
    element.append(control);
  };

  for (const [name, screen] of [
    ["liveness_check", "an individual's checklist"],
    ["not-started", "not started"],
    ["approved", "approved"],
    ["rejected", "rejected"],
    ["header", "ready"],
    ["footer", "ready"],
  ]) {
    it(`takes the page's own control: ${name}`, async () => {
      const row = screens.find((each) => each.name === screen);
      const stage = await row?.build();
      if (!stage || !name) throw new TypeError(`there is no screen "${screen}"`);
      expect(slotted(stage, name)).to.deep.equal([]);

      own(name)(stage.element);

      expect(slotted(stage, name)).to.deep.equal([`our ${name}`]);
    });
  }

  it("of one name is there once, also when two profiles ask for the same", async () => {
    const stage = await screens.find(({ name }) => name === "two profiles")?.build();
    const slots = [...(stage?.element.shadowRoot?.querySelectorAll("slot") ?? [])];
    const names = slots.map(({ name }) => name);
    expect(names).to.include("liveness_check");
    expect(new Set(names).size).to.equal(names.length);
  });
});
