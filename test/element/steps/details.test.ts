import { expect } from "@open-wc/testing";
import { problem } from "../fixtures/answers.js";
import { isOpen } from "../fixtures/code-stages.js";
import {
  anAddressStage,
  brazilianAddress,
  fieldAt,
  fill,
  patchesOf,
  save,
} from "../fixtures/fields-stages.js";
import { problemCodes } from "../fixtures/ports.js";
import { type Stage, until } from "../fixtures/stage.js";
import { stepText } from "../fixtures/texts.js";

async function isSaved(stage: Stage): Promise<void> {
  await until(() => !isOpen(stage));
  await stage.atRest();
}

describe("details", () => {
  it("that a pointer outside of the form refuses get a general message", async () => {
    for (const pointer of ["/address/planet", "/tax/number", "/address"]) {
      const stage = await anAddressStage();
      await fill(stage, brazilianAddress);
      stage.network = ({ method }) =>
        method === "PATCH" ? problem(422, "details_refused", { errors: [{ pointer }] }) : undefined;
      save(stage);
      await stage.shows(stepText("fields.all"));
      await stage.atRest();
      expect(fieldAt(stage, "address/line1").value).to.equal("Rua Augusta 1508");
      expect(stage.text()).not.to.contain("planet");
      stage.remove();
    }
  });

  it("that SpherePay refuses with 400 are refused while they can change", async () => {
    const stage = await anAddressStage();
    stage.simulator.behave({ addressCheck: "refuses", addressRefusal: 400 });
    await fill(stage, brazilianAddress);
    save(stage);
    await stage.shows(stepText("fields.all"));
    expect(problemCodes(stage.events)).to.deep.equal(["details_refused"]);
  });

  it("that were decided in between are locked, and stay", async () => {
    const stage = await anAddressStage();
    stage.simulator.inject({ kind: "status", status: 409, method: "PATCH" });
    await fill(stage, brazilianAddress);
    save(stage);
    await stage.shows(stepText("fields.locked"));
    await stage.atRest();
    expect(fieldAt(stage, "address/line1").value).to.equal("Rua Augusta 1508");
    expect(stage.announced()).to.contain(stepText("fields.locked"));
  });

  it("whose response was lost are saved once, and no failure is shown", async () => {
    const stage = await anAddressStage();
    await fill(stage, brazilianAddress);
    stage.network = async (request) => {
      if (request.method !== "PATCH") return undefined;
      await stage.handler(request.clone());
      throw new TypeError("network");
    };
    save(stage);
    await isSaved(stage);
    expect(new Set(patchesOf(stage).map(({ key }) => key)).size).to.equal(1);
    expect(problemCodes(stage.events)).to.deep.equal([]);
  });

  it("that change nothing at SpherePay return to a list that says so", async () => {
    const stage = await anAddressStage();
    stage.simulator.behave({ patchMoves: "nothing" });
    await fill(stage, brazilianAddress);
    save(stage);
    await isSaved(stage);
    const item = stage.element.requirements.find(({ name }) => name === "residential_address");
    expect(item?.state).to.equal("required");
  });

  it("go once for two clicks, with the key of the first", async () => {
    const stage = await anAddressStage();
    await fill(stage, brazilianAddress);
    save(stage);
    stage.element.shadowRoot?.querySelector<HTMLFormElement>("form")?.requestSubmit();
    await isSaved(stage);
    expect(patchesOf(stage)).to.have.length(1);
  });

  it("go again with the same key when the session has ended, and stay through a refresh", async () => {
    const stage = await anAddressStage();
    await fill(stage, brazilianAddress);
    stage.element.refresh();
    await stage.atRest();
    expect(fieldAt(stage, "address/state").value).to.equal("SP");
    let refusals = 0;
    stage.network = ({ method }) =>
      method === "PATCH" && refusals++ === 0 ? problem(401, "session_invalid") : undefined;
    save(stage);
    await isSaved(stage);
    const [first, second] = patchesOf(stage);
    expect(second?.key).to.equal(first?.key);
  });
});
