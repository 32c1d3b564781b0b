import { expect } from "@open-wc/testing";
import type { ReactiveController } from "lit";
import { SphereKycOnboarding } from "../../../src/element/sphere-kyc-onboarding.js";
import { FocusKeeper } from "../../../src/element/views/focus-keeper.js";
import { aCustomer, aProfile, aScriptedHost } from "../fixtures/answers.js";
import { type StageOptions, until } from "../fixtures/stage.js";
import {
  aReadyStage,
  aRefusedStage,
  aScriptedStage,
  open,
  submitText,
} from "../fixtures/stages.js";
import { progressText, text } from "../fixtures/texts.js";

describe("the focus", () => {
  const focused = (element: Element) => element.shadowRoot?.activeElement?.id ?? "";

  it("goes to the heading when the screen changes under it", async () => {
    const { element, simulator, customerId, button, shows } = await aReadyStage();
    button(submitText).focus();

    simulator.approve(customerId);
    element.refresh();
    await shows(text("heading.approved"));

    expect(focused(element)).to.equal("heading");
    expect(document.activeElement).to.equal(element);
  });

  it("goes to the heading when the button under it is no longer there", async () => {
    const { element, simulator, customerId, button, atRest, text: shown } = await aRefusedStage();
    await atRest();
    button(text("action.check")).focus();

    simulator.hold(customerId, "identity_document");
    element.refresh();
    await until(() => !shown().includes(text("problem.outstanding")));

    expect(focused(element)).to.equal("heading");
  });

  it("stays where it is while nothing under it changes", async () => {
    const { element, simulator, customerId, button, shows } = await open(
      {},
      text("heading.incomplete.individual"),
    );
    const focusedNow = button(text("do.terms_of_service"));
    focusedNow.focus();

    simulator.complete(customerId, "identity_document");
    element.refresh();
    await shows(progressText(5, 7));

    expect(element.shadowRoot?.activeElement).to.equal(focusedNow);
  });

  it("is not taken from the page", async () => {
    const { element, simulator, customerId, shows } = await aReadyStage();
    const field = document.createElement("input");
    document.body.append(field);
    field.focus();

    simulator.approve(customerId);
    element.refresh();
    await shows(text("heading.approved"));

    expect(document.activeElement).to.equal(field);
    field.remove();
  });

  it("stays on a button that becomes busy", async () => {
    const { element, button, click, shows } = await aReadyStage();
    const clicked = button(submitText);
    clicked.focus();

    click(submitText);
    await shows(text("busy.leaving"));

    expect(element.shadowRoot?.activeElement).to.equal(clicked);
  });

  it("goes to the heading when the action under it is gone", async () => {
    const { element, simulator, customerId, button, shows } = await open(
      {},
      text("requirement.terms_of_service"),
    );
    button(text("action.open")).focus();

    simulator.complete(customerId, "terms_of_service");
    element.refresh();
    await shows(progressText(5, 7));

    expect(focused(element)).to.equal("heading");
  });

  it("goes to the heading when the page starts again with another host", async () => {
    const { element, button, shows } = await aScriptedStage();
    button(submitText).focus();

    element.endpoint = "/other";
    await element.updateComplete;
    expect(focused(element)).to.equal("heading");
    await shows(submitText);
    expect(focused(element)).to.equal("heading");
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
      const { element, simulator, customerId, shows } = await open(
        {},
        text("requirement.liveness_check"),
      );
      ownControl(element, "liveness_check");

      simulator.complete(customerId, "liveness_check");
      element.refresh();
      await shows(progressText(5, 7));

      expect(focused(element)).to.equal("heading");
    });

    it("stays while the control is shown, whatever the screen", async () => {
      const { element, simulator, customerId, shows } = await aReadyStage();
      const own = ownControl(element, "header");

      simulator.approve(customerId);
      element.refresh();
      await shows(text("heading.approved"));

      expect(document.activeElement).to.equal(own);
    });
  });
});

/** A broken variant: nothing keeps the focus. */
class CarelessElement extends SphereKycOnboarding {
  override addController(controller: ReactiveController): void {
    if (!(controller instanceof FocusKeeper)) super.addController(controller);
  }
}
customElements.define("careless-onboarding", CarelessElement);

/** Goes from screen to screen, each time with the focus on the last control or heading. */
async function falls(options: StageOptions): Promise<string[]> {
  const host = aScriptedHost();
  const { element, shows } = await open({ network: host.network, ...options }, submitText);
  const lost: string[] = [];
  for (const [status, awaited] of [
    ["pending", text("heading.pending")],
    ["under_revision", text("heading.updating")],
    ["incomplete", submitText],
    ["rejected", text("heading.rejected.individual")],
    ["incomplete", submitText],
    ["approved", text("heading.approved")],
  ] as const) {
    const last = [...(element.shadowRoot?.querySelectorAll<HTMLElement>("button, h2") ?? [])].at(
      -1,
    );
    last?.focus();
    host.customer = aCustomer({ verificationProfiles: [aProfile(status)] });
    element.refresh();
    await shows(awaited);
    if (document.activeElement !== element) lost.push(awaited);
  }
  return lost;
}

describe("the focus on the way through every screen", () => {
  it("never falls to the body", async () => {
    expect(await falls({})).to.deep.equal([]);
  });

  it("would fall to it without the keeper of the focus", async () => {
    const create = () => new CarelessElement();
    expect(await falls({ create })).not.to.deep.equal([]);
  });
});
