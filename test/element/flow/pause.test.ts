import { expect } from "@open-wc/testing";
import { messages as en } from "../../../src/locales/en.js";
import { aCustomer, aProfile, aScriptedHost, noNetwork, problem } from "../fixtures/answers.js";
import { readings } from "../fixtures/event-host.js";
import { aStage, type Stage } from "../fixtures/stage.js";
import { aScriptedStage, open, submitText } from "../fixtures/stages.js";

const minute = 60_000;
const busy = () => problem(429, "rate_limited", {}, { "Retry-After": "60" });

const inReview = { verificationProfiles: [aProfile("pending")] };

/** Somebody in review whose host asked to wait, a moment before nobody had pressed for half an hour. */
async function aForgottenStage(host = aScriptedHost(aCustomer(inReview))) {
  const stage = await open({ network: host.network }, "We are reviewing");
  await stage.atRest();
  await stage.environment.advance(29.5 * minute);
  host.answers = { customer: busy };
  stage.environment.tell("online");
  await stage.atRest();
  host.answers = {};
  host.customer = aCustomer({ verificationProfiles: [aProfile("approved")] });
  return { ...stage, host };
}

const signs: Readonly<Record<string, (stage: Stage) => void>> = {
  "a press on Check again": (stage) => stage.click("Check again"),
  "refresh()": ({ element }) => element.refresh(),
  "the return to the page": ({ environment }) => {
    environment.setVisible(false);
    environment.setVisible(true);
  },
};

describe("a pause that the host asked for", () => {
  for (const [name, deed] of Object.entries(signs)) {
    it(`whose end nobody waited for is over: ${name} looks again`, async () => {
      const stage = await aForgottenStage();
      const before = stage.sent.length;
      await stage.environment.advance(10 * minute);
      expect(stage.sent).to.have.length(before);

      deed(stage);
      await stage.shows("You are verified");
    });

    it(`that the machine slept through is over: ${name} looks again, before any timer`, async () => {
      const stage = await aScriptedStage({}, { customer: busy });
      stage.element.refresh();
      await stage.shows(en["problem.busy"]);
      stage.host.answers = {};
      const before = readings(stage);
      stage.element.refresh();
      await stage.atRest();
      expect(readings(stage)).to.equal(before);

      stage.environment.skew(2 * minute);
      if (name.startsWith("a press")) stage.click("Check again");
      else deed(stage);
      await stage.atRest();
      expect(readings(stage)).to.equal(before + 1);
      expect(stage.text()).not.to.contain(en["problem.busy"]);
    });
  }

  it("is told with its end to who waits for it, and until then a press asks for nothing", async () => {
    const stage = await aScriptedStage({}, { submit: busy });
    stage.click(submitText);
    await stage.shows("Please wait until");
    expect(stage.button(submitText).getAttribute("aria-disabled")).to.equal("true");

    stage.host.answers = {};
    await stage.environment.advance(80_000);
    await stage.atRest();
    expect(stage.text()).not.to.contain("Please wait until");
    expect(stage.button(submitText).getAttribute("aria-disabled")).to.equal(null);
  });

  it("and nobody was told of leaves every button as it is: the host answers a press", async () => {
    const stage = await aScriptedStage({}, { customer: busy });
    stage.environment.setVisible(false);
    stage.environment.setVisible(true);
    await stage.atRest();
    expect(stage.text()).not.to.contain(en["left.off"]);
    expect(stage.eventTypes()).to.deep.equal(["ready"]);

    stage.click(submitText);
    await stage.atRest();
    expect(stage.submits()).to.have.length(1);
    expect(stage.environment.navigations).to.have.length(1);
  });
});

describe("the first tries", () => {
  it("go on after a sleep of any length, until there is something to press", async () => {
    let tries = 0;
    const host = aScriptedHost(undefined, {
      session: () => (tries++ ? undefined : noNetwork()),
    });
    const stage = aStage({ network: host.network });
    await stage.atRest();
    expect(tries).to.equal(1);

    stage.environment.sleep(31 * minute);
    await stage.environment.advance(0);
    await stage.shows("One last step");
  });

  it("go on with the network's return as well", async () => {
    let tries = 0;
    const host = aScriptedHost(undefined, {
      session: () => (tries++ ? undefined : noNetwork()),
    });
    const stage = aStage({ network: host.network });
    await stage.atRest();
    stage.environment.sleep(31 * minute);
    stage.environment.tell("online");
    await stage.shows("One last step");
  });
});
