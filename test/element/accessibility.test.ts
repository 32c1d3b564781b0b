import { expect } from "@open-wc/testing";
import { still } from "./look.js";
import { danglingIds, watched } from "./observers.js";
import { screens } from "./screens.js";
import { until } from "./stage.js";
import { aLeftStage, aReadyStage, aRefusedStage, open, submitText } from "./stages.js";

describe("accessibility of a screen", () => {
  for (const { name, build } of screens) {
    it(`has no fault that axe finds, light and dark: ${name}`, async () => {
      const { element } = await build();

      for (const scheme of ["light", "dark"]) {
        element.style.colorScheme = scheme;
        still(element);
        await expect(element).to.be.accessible();
      }
    });

    it(`has ARIA ids that all resolve: ${name}`, async () => {
      const { element } = await build();

      expect(danglingIds(element.shadowRoot)).to.deep.equal([]);
      expect(element.shadowRoot?.querySelectorAll("[aria-labelledby]")).to.have.length(1);
    });
  }

  it("is looked at closely: a button without a name and a dangling id are noticed", async () => {
    const { element } = await aReadyStage();
    const nameless = document.createElement("button");
    nameless.setAttribute("aria-describedby", "nowhere");
    element.shadowRoot?.querySelector("section")?.append(nameless);

    const faults = await expect(element)
      .to.be.accessible()
      .then(
        () => "none",
        (error: Error) => error.message,
      );
    expect(faults).to.contain("button-name");
    expect(danglingIds(element.shadowRoot)).to.deep.equal(["nowhere"]);
  });

  it("is looked at closely: text that is too pale is noticed", async () => {
    const { element } = await aReadyStage();
    element.style.setProperty("--sphere-kyc-text-quiet", "#ccc");
    element.style.colorScheme = "light";

    const faults = await expect(element)
      .to.be.accessible()
      .then(
        () => "none",
        (error: Error) => error.message,
      );
    expect(faults).to.contain("color-contrast");
  });
});

describe("the focus", () => {
  const focused = (element: Element) => element.shadowRoot?.activeElement?.id ?? "";

  it("goes to the heading when the screen changes under it", async () => {
    const { element, simulator, customerId, button, shows } = await aReadyStage();
    button(submitText).focus();

    simulator.approve(customerId);
    element.refresh();
    await shows("You are verified");

    expect(focused(element)).to.equal("heading");
    expect(document.activeElement).to.equal(element);
  });

  it("goes to the heading when the button under it is no longer there", async () => {
    const { element, simulator, customerId, button, atRest, text } = await aRefusedStage();
    await atRest();
    button("Check again").focus();

    simulator.hold(customerId, "identity_document");
    element.refresh();
    await until(() => !text().includes("Something is still missing"));

    expect(focused(element)).to.equal("heading");
  });

  it("stays where it is while nothing under it changes", async () => {
    const { element, simulator, customerId, button, shows } = await open(
      {},
      "Verify your identity",
    );
    button(submitText).focus();

    simulator.complete(customerId, "terms_of_service");
    element.refresh();
    await shows("5 of 7 done");

    expect(element.shadowRoot?.activeElement).to.equal(button(submitText));
  });

  it("is not taken from the page", async () => {
    const { element, simulator, customerId, shows } = await aReadyStage();
    const field = document.createElement("input");
    document.body.append(field);
    field.focus();

    simulator.approve(customerId);
    element.refresh();
    await shows("You are verified");

    expect(document.activeElement).to.equal(field);
    field.remove();
  });
});

describe("the live region", () => {
  it("is one, is there before anything is said, and says nothing while loading", async () => {
    const { element } = await (await screenNamed("loading")).build();

    const regions = element.shadowRoot?.querySelectorAll(
      "[role=status], [role=alert], [aria-live]",
    );
    expect(regions).to.have.length(1);
    expect(regions?.[0]?.textContent).to.equal("");
  });

  it("says each change of the screen once", async () => {
    const { element, environment, simulator, customerId, said, shows } = await aLeftStage();
    const region = element.shadowRoot?.querySelector("[role=status]");
    const log = watched(element, () => region?.textContent ?? "");

    simulator.finishProvider(customerId);
    environment.tell("hidden");
    environment.tell("restored");
    await shows("We are reviewing");
    await until(() => !said().includes("Welcome back"));
    simulator.approve(customerId);
    element.refresh();
    await shows("You are verified");

    const texts = log.stop();
    expect(texts).to.deep.equal([
      "Verify your identity Welcome back. We are checking what changed.",
      "We are reviewing your details",
      "You are verified",
    ]);
  });

  it("says nothing when nothing has changed", async () => {
    const { element, said, sent } = await aReadyStage();
    const log = watched(element, said);
    const before = sent.length;

    element.refresh();
    await until(() => sent.length > before);
    await element.updateComplete;

    expect(log.stop()).to.deep.equal([]);
  });
});

async function screenNamed(name: string) {
  const found = screens.find((each) => each.name === name);
  if (!found) throw new TypeError(`there is no screen "${name}"`);
  return found;
}
