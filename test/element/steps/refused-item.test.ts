import { expect } from "@open-wc/testing";
import { aKindsStage } from "../fixtures/document-stages.js";
import { aRefusedItemStage } from "../fixtures/refused-item-stage.js";
import type { Stage } from "../fixtures/stage.js";
import { text } from "../fixtures/texts.js";

const reason = ({ element }: Stage) =>
  element.shadowRoot?.querySelector("[part~=step] [part=error]")?.textContent?.trim();

describe("the step of an item that SpherePay has refused", () => {
  it("opens with the reason, as SpherePay gives it", async () => {
    const stage = await aRefusedItemStage("The photo is not sharp.");
    expect(reason(stage)).to.equal("The photo is not sharp.");
  });

  it("opens with plain words where the host keeps SpherePay's own back", async () => {
    const stage = await aRefusedItemStage("The photo is not sharp.", {});
    expect(reason(stage)).to.equal(text("hint.error"));
    expect(stage.text()).not.to.contain("not sharp");
  });

  it("says nothing of the kind where nothing was refused", async () => {
    expect(reason(await aKindsStage())).to.equal(undefined);
  });
});
