import { expect } from "@open-wc/testing";
import { aCustomer, aProfile, aScriptedHost, noNetwork, problem } from "../fixtures/answers.js";
import { loads } from "../fixtures/event-host.js";
import { aStage, type Stage } from "../fixtures/stage.js";
import { aScriptedStage, open, submitText } from "../fixtures/stages.js";
import { text, textStart } from "../fixtures/texts.js";

const minute = 60_000;
const busy = () => problem(429, "rate_limited", {}, { "Retry-After": "60" });

const inReview = { verificationProfiles: [aProfile("pending")] };

/** In review; the host asked to wait just before half an hour without a click had passed. */
async function aForgottenStage(host = aScriptedHost(aCustomer(inReview))) {
  const stage = await open({ network: host.network }, text("heading.pending"));
  await stage.atRest();
  await stage.environment.advance(29.5 * minute);
  host.answers = { customer: busy };
  stage.environment.tell("online");
  await stage.atRest();
  host.answers = {};
  host.customer = aCustomer({ verificationProfiles: [aProfile("approved")] });
  return { ...stage, host };
}

const activities: Readonly<Record<string, (stage: Stage) => void>> = {
  "a click on Check again": (stage) => stage.click(text("action.check")),
  "refresh()": ({ element }) => element.refresh(),
  "the return to the page": ({ environment }) => {
    environment.setVisible(false);
    environment.setVisible(true);
  },
};

describe("a pause that the host asked for", () => {
  for (const [name, action] of Object.entries(activities)) {
    it(`is over when its time has passed unseen: ${name} loads again`, async () => {
      const stage = await aForgottenStage();
      const before = stage.sent.length;
      await stage.environment.advance(10 * minute);
      expect(stage.sent).to.have.length(before);

      action(stage);
      await stage.shows(text("heading.approved"));
    });

    it(`is over when the machine slept through it: ${name} loads again, before any timer`, async () => {
      const stage = await aScriptedStage({}, { customer: busy });
      stage.element.refresh();
      await stage.shows(text("problem.busy"));
      stage.host.answers = {};
      const before = loads(stage);
      stage.element.refresh();
      await stage.atRest();
      expect(loads(stage)).to.equal(before);

      stage.environment.skew(2 * minute);
      action(stage);
      await stage.atRest();
      expect(loads(stage)).to.equal(before + 1);
      expect(stage.text()).not.to.contain(text("problem.busy"));
    });
  }

  it("is shown with its end after a click, and until then there is nothing to click", async () => {
    const stage = await aScriptedStage({}, { submit: busy });
    stage.click(submitText);
    await stage.shows(textStart("note.paused"));
    expect(() => stage.button(submitText)).to.throw("no button");

    stage.host.answers = {};
    await stage.environment.advance(80_000);
    await stage.atRest();
    expect(stage.text()).not.to.contain(textStart("note.paused"));
    expect(stage.button(submitText).getAttribute("aria-disabled")).to.equal(null);
  });

  it("that came in the background leaves every button as it is: a click is sent all the same", async () => {
    const stage = await aScriptedStage({}, { customer: busy });
    stage.environment.setVisible(false);
    stage.environment.setVisible(true);
    await stage.atRest();
    expect(stage.text()).not.to.contain(text("left.off"));
    expect(stage.eventTypes()).to.deep.equal(["ready"]);

    stage.click(submitText);
    await stage.atRest();
    expect(stage.submits()).to.have.length(1);
    expect(stage.environment.navigations).to.have.length(1);
  });
});

describe("the first tries", () => {
  it("go on after a sleep of any length, until there is something to click", async () => {
    let tries = 0;
    const host = aScriptedHost(undefined, {
      session: () => (tries++ ? undefined : noNetwork()),
    });
    const stage = aStage({ network: host.network });
    await stage.atRest();
    expect(tries).to.equal(1);

    stage.environment.sleep(31 * minute);
    await stage.environment.advance(0);
    await stage.shows(text("text.ready"));
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
    await stage.shows(text("text.ready"));
  });
});
