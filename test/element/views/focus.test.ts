import { expect } from "@open-wc/testing";
import type { Rest } from "../../../src/element/rest-controller.js";
import { aCustomer, aProfile, aScriptedHost } from "../fixtures/answers.js";
import { aStage, type StageOptions, until } from "../fixtures/stage.js";
import {
  aReadyStage,
  aRefusedStage,
  aScriptedStage,
  open,
  submitText,
} from "../fixtures/stages.js";

const theRest = (): Promise<Rest> => import("../../../src/element/rest.js");

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

  it("stays on a button that becomes busy", async () => {
    const { element, button, press, shows } = await aReadyStage();
    const pressed = button(submitText);
    pressed.focus();

    press(submitText);
    await shows("Opening…");

    expect(element.shadowRoot?.activeElement).to.equal(pressed);
  });

  it("goes to the heading when the action under it is done with", async () => {
    const { element, simulator, customerId, button, shows } = await open({}, "Terms of service");
    button("Open").focus();

    simulator.complete(customerId, "terms_of_service");
    element.refresh();
    await shows("5 of 7 done");

    expect(focused(element)).to.equal("heading");
  });

  it("goes to the heading when the page begins anew with another host", async () => {
    const { element, button, shows } = await aScriptedStage();
    button(submitText).focus();

    element.endpoint = "/other";
    await element.updateComplete;
    expect(focused(element)).to.equal("heading");
    await shows(submitText);
    expect(focused(element)).to.equal("heading");
  });

  it("goes to the heading when a second try has fetched what was missing", async () => {
    const tries = { count: 0 };
    const stage = aStage({
      network: aScriptedHost().network,
      loadRest: () => (tries.count++ ? theRest() : Promise.reject(new TypeError("network"))),
    });
    await stage.shows("could not be loaded");
    stage.button("Try again").focus();

    stage.click("Try again");
    await until(() => stage.element.rest);
    await stage.element.updateComplete;

    expect(focused(stage.element)).to.equal("heading");
  });

  describe("on the page's own control", () => {
    const ownControl = (element: Element, slot: string) => {
      const control = document.createElement("div");
      const button = document.createElement("button");
      control.slot = slot;
      control.append(button);
      element.append(control);
      button.focus();
      return button;
    };

    it("goes to the heading when the item is done and the control is no longer shown", async () => {
      const { element, simulator, customerId, shows } = await open({}, "Face check");
      ownControl(element, "liveness_check");

      simulator.complete(customerId, "liveness_check");
      element.refresh();
      await shows("5 of 7 done");

      expect(focused(element)).to.equal("heading");
    });

    it("stays while the control is shown, whatever the screen", async () => {
      const { element, simulator, customerId, shows } = await aReadyStage();
      const own = ownControl(element, "header");

      simulator.approve(customerId);
      element.refresh();
      await shows("You are verified");

      expect(document.activeElement).to.equal(own);
    });
  });
});

/** From one screen to the next, the focus always on the last thing that takes it. */
async function falls(options: StageOptions): Promise<string[]> {
  const host = aScriptedHost();
  const { element, shows } = await open({ network: host.network, ...options }, submitText);
  const lost: string[] = [];
  for (const [status, text] of [
    ["pending", "We are reviewing"],
    ["under_revision", "being updated"],
    ["incomplete", submitText],
    ["rejected", "We could not verify"],
    ["incomplete", submitText],
    ["approved", "You are verified"],
  ] as const) {
    const last = [...(element.shadowRoot?.querySelectorAll<HTMLElement>("button, h2") ?? [])].at(
      -1,
    );
    last?.focus();
    host.customer = aCustomer({ verificationProfiles: [aProfile(status)] });
    element.refresh();
    await shows(text);
    if (document.activeElement !== element) lost.push(text);
  }
  return lost;
}

describe("the focus on the way through every screen", () => {
  it("never falls to the body", async () => {
    expect(await falls({})).to.deep.equal([]);
  });

  it("would fall to it if nobody kept it", async () => {
    const careless = async () => ({ ...(await theRest()), furnish: () => {} });
    expect(await falls({ loadRest: careless })).not.to.deep.equal([]);
  });
});
