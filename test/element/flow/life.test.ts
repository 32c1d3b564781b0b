import { expect } from "@open-wc/testing";
import { problemWords } from "../../../src/element/i18n/problem-words.js";
import { aCustomer, aGate, aLink, aProfile, json, noNetwork } from "../fixtures/answers.js";
import { rest } from "../fixtures/hand-environment.js";
import { watched } from "../fixtures/observers.js";
import { until } from "../fixtures/stage.js";
import { aLeftStage, aScriptedStage, submitText } from "../fixtures/stages.js";
import { text } from "../fixtures/texts.js";

/** Every sentence that reports a problem. */
const problemTexts = Object.values(problemWords).map((words) => text(`problem.${words}`));
const namesProblem = (shown: string) => problemTexts.some((each) => shown.includes(each));

const nothingLive = { timers: 0, listeners: 0 };

describe("coming back", () => {
  it("loads the customer before anything counts as current, and shows no problem meanwhile", async () => {
    const stage = await aLeftStage();
    const log = watched(stage.element, stage.text);
    stage.simulator.finishProvider(stage.customerId);

    stage.environment.tell("hidden");
    const before = stage.sent.length;
    stage.environment.tell("restored");
    await stage.shows(text("heading.pending"));
    await stage.atRest();

    expect(stage.paths().slice(before)).to.deep.equal(["GET customer"]);
    const texts = log.stop();
    expect(texts.length).to.be.greaterThan(1);
    expect(texts[0]).to.contain(text("note.checking"));
    expect(texts.filter(namesProblem)).to.deep.equal([]);
  });

  it("shows a problem where there is one: the control of the test above", async () => {
    const stage = await aLeftStage();
    const log = watched(stage.element, stage.text);

    stage.environment.tell("hidden");
    stage.network = noNetwork;
    stage.environment.tell("restored");
    await stage.shows(text("problem.unreached"));

    expect(log.stop().some(namesProblem)).to.equal(true);
  });

  it("never navigates by itself, however often", async () => {
    const stage = await aLeftStage();
    for (let turn = 0; turn < 5; turn++) {
      stage.environment.tell("hidden");
      stage.environment.tell("restored");
      await stage.atRest();
    }
    expect(stage.environment.navigations).to.have.length(1);
    expect(stage.paths().filter((path) => path === "POST submit")).to.have.length(1);
    expect(stage.button(text("action.submit")).getAttribute("aria-disabled")).to.equal(null);
  });

  for (const order of [
    ["visible", "restored"],
    ["restored", "visible"],
  ] as const) {
    it(`is one load, whichever event an engine sends first: ${order[0]}`, async () => {
      const stage = await aScriptedStage();
      stage.environment.tell("hidden");
      stage.environment.setVisible(false);
      await rest();
      const before = stage.sent.length;
      stage.environment.setVisible(true, false);
      for (const fact of order) stage.environment.tell(fact);
      expect(stage.text()).to.contain(text("text.ready"));
      await stage.shows(text("note.back"));
      await stage.atRest();
      expect(stage.paths().slice(before)).to.deep.equal(["GET customer"]);
    });
  }

  it("of the network loads nothing while the page is covered", async () => {
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

  it("ends a request that is under way for good", async () => {
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
  it("shows nothing of the requests that the browser cancels", async () => {
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
    expect(log.stop().filter(namesProblem)).to.deep.equal([]);
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

  it("starts again when it was away for a while", async () => {
    const stage = await aScriptedStage();
    stage.remove();
    await rest();
    document.body.append(stage.element);
    await until(() => stage.sent.length === 2);
    await stage.shows(text("text.ready"));
    expect(stage.paths()).to.deep.equal(["POST session", "POST session"]);
  });

  it("leaves nothing behind after a hundred times in and out", async () => {
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
