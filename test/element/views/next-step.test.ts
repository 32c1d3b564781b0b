import { expect } from "@open-wc/testing";
import { aCustomer, aProfile, aScriptedHost, ownSteps } from "../fixtures/answers.js";
import { screens } from "../fixtures/screens.js";
import type { Stage } from "../fixtures/stage.js";
import { open, supported } from "../fixtures/stages.js";
import { progressText, text } from "../fixtures/texts.js";

const rootOf = ({ element }: Stage): ShadowRoot => {
  if (!element.shadowRoot) throw new TypeError("expected a rendered element");
  return element.shadowRoot;
};
const lead = (stage: Stage) => rootOf(stage).querySelector("[part~=next]");
const leadName = (stage: Stage) => lead(stage)?.querySelector("b")?.textContent;
const primary = (stage: Stage) => [
  ...rootOf(stage).querySelectorAll("[part~=button-primary], [part~=support].button:not(.quiet)"),
];

/** Primary buttons that can not be clicked, and are not at work either. */
const disabled = (stage: Stage) =>
  primary(stage).filter((each) => each.matches("[aria-disabled=true]:not([aria-busy])"));

const aListStage = () => open(supported, progressText(4, 7));

describe("every screen", () => {
  for (const { name, build } of screens) {
    it(`has one primary button at most, and none that is off: ${name}`, async () => {
      const stage = await build();
      expect(primary(stage).length).to.be.at.most(1);
      expect(disabled(stage)).to.deep.equal([]);
    });
  }

  it("is looked at closely: one that is off is noticed", async () => {
    const stage = await aListStage();
    primary(stage)[0]?.setAttribute("aria-disabled", "true");
    expect(disabled(stage)).to.have.length(1);
  });
});

describe("the next step", () => {
  it("is named by its button, and is no row again", async () => {
    const stage = await aListStage();
    expect(leadName(stage)).to.equal(text("requirement.terms_of_service"));
    expect(lead(stage)?.querySelector("button")?.textContent).to.equal(text("do.terms_of_service"));
    const names = [...rootOf(stage).querySelectorAll("b")].map((each) => each.textContent);
    expect(names.filter((each) => each === leadName(stage))).to.have.length(1);
  });

  it("has a neutral button that says its name, where nobody has words for it", async () => {
    const customer = aCustomer({
      verificationProfiles: [aProfile("incomplete", { required: ["moon_permit", ...ownSteps] })],
      actions: { moon_permit: { kind: "page", href: "/moon" } },
    });
    const stage = await open({ network: aScriptedHost(customer).network }, "Moon permit");
    const link = lead(stage)?.querySelector("a");
    expect(link?.textContent).to.equal(text("do.unnamed"));
    expect(link?.getAttribute("aria-label")).to.equal(`${text("do.unnamed")}: Moon permit`);
  });

  it("is the page's own control as soon as there is one, and ours again when it goes", async () => {
    const customer = aCustomer({
      verificationProfiles: [
        aProfile("incomplete", {
          required: ["identity_document", "liveness_check", ...ownSteps],
        }),
      ],
      actions: { liveness_check: { kind: "link" } },
    });
    const stage = await open({ network: aScriptedHost(customer).network }, progressText(0, 2));
    expect(leadName(stage)).to.equal(text("requirement.liveness_check"));

    const own = document.createElement("button");
    own.slot = "identity_document";
    stage.element.append(own);
    await stage.atRest();
    expect(leadName(stage)).to.equal(text("requirement.identity_document"));
    expect(own.assignedSlot?.closest("[part~=next]")).to.equal(lead(stage));

    own.remove();
    await stage.atRest();
    expect(leadName(stage)).to.equal(text("requirement.liveness_check"));
  });
});

describe("what is done", () => {
  it("is folded into a line, which stays open while the list changes", async () => {
    const stage = await aListStage();
    const fold = rootOf(stage).querySelector("details");
    expect(fold?.open).to.equal(false);
    fold?.querySelector("summary")?.click();
    expect(fold?.open).to.equal(true);

    stage.simulator.complete(stage.customerId, "terms_of_service");
    stage.element.refresh();
    await stage.shows(progressText(5, 7));

    expect(rootOf(stage).querySelector("details")).to.equal(fold);
    expect(fold?.open).to.equal(true);
    expect(fold?.querySelector("summary")?.textContent).to.contain(text("done", { count: 5 }));
  });
});
