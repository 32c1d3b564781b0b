import { expect } from "@open-wc/testing";
import { screens } from "../fixtures/screens.js";
import type { Stage } from "../fixtures/stage.js";
import { aReadyStage } from "../fixtures/stages.js";

/** A screen of a moment, and the one with nothing left to do. */
const withoutControl: readonly string[] = ["loading", "approved"];

/** Names as SpherePay writes them: no customer should read them. */
const rawName = /kyc_|_approval|[a-z]+_[a-z]+/;

const controls = ({ element }: Stage) => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>("button, a[href]") ?? []),
];

const hasWayForward = (stage: Stage): boolean =>
  controls(stage).some((each) => each.getAttribute("aria-disabled") !== "true");

/** Whether something is under way that the customer requested. */
const isUnderWay = (stage: Stage): boolean =>
  controls(stage).some((each) => each.getAttribute("aria-busy") === "true");

/** Everything that can be read, but for the references for support. */
function readable({ element }: Stage): string {
  const card = element.shadowRoot?.querySelector("section")?.cloneNode(true);
  if (!(card instanceof Element)) throw new TypeError("there is no card");
  for (const reference of card.querySelectorAll("code")) reference.remove();
  const labels = [...card.querySelectorAll("[aria-label]")].map((each) =>
    each.getAttribute("aria-label"),
  );
  return [card.textContent, ...labels].join(" ");
}

describe("no screen is a dead end, or shows a raw name", () => {
  for (const { name, build } of screens) {
    it(name, async () => {
      const stage = await build();

      expect(readable(stage)).not.to.match(rawName);
      if (!withoutControl.includes(name)) {
        expect(hasWayForward(stage) || isUnderWay(stage)).to.equal(true);
      }
    });
  }

  it("and a screen with all controls disabled is noticed", async () => {
    const stage = await aReadyStage();
    expect(hasWayForward(stage)).to.equal(true);

    for (const each of controls(stage)) each.setAttribute("aria-disabled", "true");

    expect(hasWayForward(stage) || isUnderWay(stage)).to.equal(false);
  });

  for (const name of ["kyc_profile_z", "kyb_b_approval", "moon_permit"]) {
    it(`and a raw name is noticed, also in an element of its own: ${name}`, async () => {
      const stage = await aReadyStage();
      expect(readable(stage)).not.to.match(rawName);

      const apart = document.createElement("bdi");
      apart.textContent = name;
      stage.element.shadowRoot?.querySelector("section")?.append(apart);

      expect(readable(stage)).to.match(rawName);
    });
  }
});
