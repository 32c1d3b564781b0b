import { expect } from "@open-wc/testing";
import { messages as ar } from "../../../src/locales/ar.js";
import { aScriptedHost, noNetwork, silence } from "../fixtures/answers.js";
import { watched } from "../fixtures/observers.js";
import { aStage, until } from "../fixtures/stage.js";
import { aLeftStage, aReadyStage, open, submitText } from "../fixtures/stages.js";

describe("the live region", () => {
  it("is one, is there before anything is said, and says nothing while loading", async () => {
    const { element, shows } = aStage({ network: silence });
    await shows("Loading your verification");

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
    await until(() => !said().includes("We are checking"));
    simulator.approve(customerId);
    element.refresh();
    await shows("You are verified");

    const texts = log.stop();
    expect(texts).to.deep.equal([
      "Verify your identity Welcome back. We are checking what changed.",
      "We are reviewing your details Welcome back. Done now: Identity check.",
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

  const heading = "Verify your identity";

  it("says that a link is being fetched, and then that it is being opened", async () => {
    const { element, said, press } = await aReadyStage();
    const log = watched(element, said);

    press(submitText);
    await until(() => said().includes("Come back to this page"));

    expect(log.stop()).to.deep.equal([
      `${heading} Preparing…`,
      `${heading} Opening… Come back to this page when you have finished.`,
    ]);
  });

  it("says once what somebody else has done meanwhile", async () => {
    const { element, simulator, customerId, said, shows, atRest } = await open({}, heading);
    await atRest();
    const log = watched(element, said);

    simulator.complete(customerId, "terms_of_service");
    element.refresh();
    await shows("5 of 7 done");
    await atRest();

    expect(log.stop()).to.deep.equal([`${heading} Done now: Terms of service.`]);
  });

  it("says once what went wrong, and no more while it stays so", async () => {
    const stage = await aReadyStage();
    await stage.atRest();
    const log = watched(stage.element, stage.said);

    stage.network = noNetwork;
    for (let turn = 0; turn < 3; turn++) {
      stage.element.refresh();
      await stage.shows("You seem to be offline");
      await stage.atRest();
    }

    expect(log.stop()).to.deep.equal([
      `${heading} You seem to be offline. This is our latest information.`,
    ]);
  });

  it("says that a part of the element could not be fetched", async () => {
    const { said, shows } = aStage({
      network: aScriptedHost().network,
      loadRest: () => Promise.reject(new TypeError("network")),
    });
    await shows("could not be loaded");
    expect(said()).to.equal(`${heading} Part of this page could not be loaded.`);
  });

  it("says the whole in another language, once, when that is chosen", async () => {
    const { element, said, atRest } = await aReadyStage();
    await atRest();
    const log = watched(element, said);

    element.locale = "ar";
    await until(() => element.shadowRoot?.querySelector("section")?.dir === "rtl");

    expect(log.stop()).to.deep.equal([ar["heading.incomplete.individual"]]);
  });
});
