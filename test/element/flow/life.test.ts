import { expect } from "@open-wc/testing";
import { aCustomer, aGate, aLink, aProfile, json, noNetwork } from "../fixtures/answers.js";
import { rest } from "../fixtures/hand-environment.js";
import { watched } from "../fixtures/observers.js";
import { until } from "../fixtures/stage.js";
import { aLeftStage, aScriptedStage, submitText } from "../fixtures/stages.js";

const nothingLive = { timers: 0, listeners: 0 };

describe("coming back", () => {
  it("reads the customer before anything counts as current, and flashes no error", async () => {
    const stage = await aLeftStage();
    const log = watched(stage.element, stage.text);
    stage.simulator.finishProvider(stage.customerId);

    stage.environment.tell("hidden");
    const before = stage.sent.length;
    stage.environment.tell("restored");
    await stage.shows("We are reviewing");
    await stage.atRest();

    expect(stage.paths().slice(before)).to.deep.equal(["GET customer"]);
    const texts = log.stop();
    expect(texts.length).to.be.greaterThan(1);
    expect(texts[0]).to.contain("Welcome back. We are checking what changed.");
    expect(texts.filter((text) => /offline|try again|support/i.test(text))).to.deep.equal([]);
  });

  it("shows an error where there is one: the log above sees it", async () => {
    const stage = await aLeftStage();
    const log = watched(stage.element, stage.text);

    stage.environment.tell("hidden");
    stage.network = noNetwork;
    stage.environment.tell("restored");
    await stage.shows("You seem to be offline");

    expect(log.stop().join()).to.match(/offline/);
  });

  it("never leaves by itself, however often", async () => {
    const stage = await aLeftStage();
    for (let turn = 0; turn < 5; turn++) {
      stage.environment.tell("hidden");
      stage.environment.tell("restored");
      await stage.atRest();
    }
    expect(stage.environment.navigations).to.have.length(1);
    expect(stage.paths().filter((path) => path === "POST submit")).to.have.length(1);
    expect(stage.button("Continue to verification").getAttribute("aria-disabled")).to.equal(null);
  });

  for (const order of [
    ["visible", "restored"],
    ["restored", "visible"],
  ] as const) {
    it(`is one reading, whatever an engine tells first: ${order[0]}`, async () => {
      const stage = await aScriptedStage();
      stage.environment.tell("hidden");
      stage.environment.setVisible(false);
      await rest();
      const before = stage.sent.length;
      stage.environment.setVisible(true, false);
      for (const fact of order) stage.environment.tell(fact);
      expect(stage.text()).to.contain("One last step");
      await stage.shows("Welcome back");
      await stage.atRest();
      expect(stage.paths().slice(before)).to.deep.equal(["GET customer"]);
    });
  }

  it("is nobody's while the page is covered: the network's return reads nothing", async () => {
    const stage = await aScriptedStage();
    stage.environment.setVisible(false);
    const before = stage.sent.length;
    stage.environment.tell("online");
    await stage.atRest();
    expect(stage.sent).to.have.length(before);
    stage.environment.setVisible(true);
    await stage.atRest();
    expect(stage.sent).to.have.length(before + 1);
  });

  it("while a request is on its way ends that request for good", async () => {
    const gate = aGate<Response>();
    const stage = await aScriptedStage();
    stage.host.answers = { customer: gate.wait };
    stage.element.refresh();
    await until(gate.reached);

    stage.host.answers = {};
    stage.environment.tell("hidden");
    expect(stage.sent.at(-1)?.request.signal.aborted).to.equal(true);
    stage.environment.tell("restored");
    await rest();
    gate.open(json(200, aCustomer({ verificationProfiles: [aProfile("approved")] })));
    await rest();

    expect(stage.element.status).to.equal("incomplete");
    expect(stage.eventTypes()).to.deep.equal(["ready"]);
  });
});

describe("leaving the page", () => {
  it("silences the requests that the browser breaks off", async () => {
    const stage = await aScriptedStage();
    const log = watched(stage.element, stage.text);
    stage.click(submitText);
    await until(() => stage.environment.navigations.length === 1);
    stage.host.answers = { customer: noNetwork, session: noNetwork };
    stage.element.refresh();
    stage.environment.tell("online");
    await rest();
    stage.environment.tell("hidden");
    await stage.environment.advance(60_000);

    expect(stage.eventTypes()).to.deep.equal(["ready", "leave"]);
    expect(log.stop().join()).not.to.match(/offline/);
  });
});

describe("an element that is moved", () => {
  it("keeps its state, its request and its listeners", async () => {
    const gate = aGate<Response>();
    const stage = await aScriptedStage();
    stage.host.answers = { submit: gate.wait };
    stage.click(submitText);
    await until(gate.reached);

    const elsewhere = document.createElement("div");
    document.body.append(elsewhere);
    elsewhere.append(stage.element);
    await rest();
    expect(stage.sent.at(-1)?.request.signal.aborted).to.equal(false);
    expect(stage.environment.live.listeners).to.equal(1);
    gate.open(json(201, aLink()));
    await until(() => stage.environment.navigations.length === 1);

    expect(stage.paths()).to.deep.equal(["POST session", "POST submit"]);
    expect(stage.eventTypes()).to.deep.equal(["ready", "leave"]);
    elsewhere.remove();
  });

  it("starts anew when it was away for a while", async () => {
    const stage = await aScriptedStage();
    stage.remove();
    await rest();
    document.body.append(stage.element);
    await until(() => stage.sent.length === 2);
    await stage.shows("One last step");
    expect(stage.paths()).to.deep.equal(["POST session", "POST session"]);
  });

  it("a hundred times in and out leaves nothing behind", async () => {
    const stage = await aScriptedStage();
    for (let turn = 0; turn < 100; turn++) {
      stage.element.remove();
      await Promise.resolve();
      await Promise.resolve();
      document.body.append(stage.element);
      await stage.element.updateComplete;
    }
    expect(stage.environment.live.listeners).to.equal(1);
    stage.remove();
    await rest();
    expect(stage.environment.live).to.deep.equal(nothingLive);
  });
});
