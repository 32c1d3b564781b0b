import { expect } from "@open-wc/testing";
import type { Environment } from "../../../src/element/environment.js";
import { anAskedStage, isOpen, openStep } from "../fixtures/code-stages.js";
import { noParts } from "../fixtures/hand-environment.js";
import { problemCodes } from "../fixtures/ports.js";
import { until } from "../fixtures/stage.js";
import { stepText, text } from "../fixtures/texts.js";

/** Loads parts, and counts them. */
function aCountingLoader(): { readonly load: Environment["load"]; readonly count: () => number } {
  let count = 0;
  const load: Environment["load"] = (part) => {
    count++;
    return part();
  };
  return { load, count: () => count };
}

describe("the part of the next step", () => {
  it("is fetched once, when the page has been at rest for two seconds", async () => {
    const loader = aCountingLoader();
    const stage = await anAskedStage({ loader: loader.load });
    const before = loader.count();
    await stage.environment.advance(1_900);
    expect(loader.count()).to.equal(before);
    await stage.environment.advance(200);
    expect(loader.count()).to.equal(before + 1);
    stage.element.refresh();
    await stage.atRest();
    await stage.environment.advance(10_000);
    expect(loader.count()).to.equal(before + 1);
    expect(isOpen(stage)).to.equal(false);
  });

  it("is fetched by the click where that has failed, and nobody hears of the first try", async () => {
    const stage = await anAskedStage({ loader: noParts });
    await stage.environment.advance(2_100);
    expect(problemCodes(stage.events)).to.deep.equal([]);
    expect(stage.text()).not.to.contain(text("problem.unloaded"));

    stage.environment.loader = (part) => part();
    openStep(stage);
    await stage.shows(stepText("code.have"));
  });

  it("is not fetched for an element that was removed", async () => {
    const loader = aCountingLoader();
    const stage = await anAskedStage({ loader: loader.load });
    const before = loader.count();
    stage.remove();
    await until(() => !stage.element.isConnected);
    await stage.environment.advance(10_000);
    expect(loader.count()).to.equal(before);
  });
});
