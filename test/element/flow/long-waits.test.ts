import { expect } from "@open-wc/testing";
import {
  type Answers,
  aGate,
  aLink,
  aScriptedHost,
  json,
  problem,
  silence,
} from "../fixtures/answers.js";
import { rest } from "../fixtures/hand-environment.js";
import { aStage, type Stage, until } from "../fixtures/stage.js";
import { aScriptedStage, submitText, supported } from "../fixtures/stages.js";
import { text } from "../fixtures/texts.js";

const silenceMs = 10_000;
const slowText = text("note.slow");

/** Sends what a hanging body sends: the head, and then nothing. */
const trickle = () =>
  new Response(new ReadableStream(), {
    status: 201,
    headers: { "Content-Type": "application/json" },
  });

function aStartingStage(session: Answers["session"]): Stage {
  const host = aScriptedHost(undefined, { ...(session && { session }) });
  return aStage({ ...supported, network: host.network });
}

/** An element whose network is not the stage's, which waits for every body. */
const aTricklingStage = (): Stage =>
  aStage({
    prepare: (element) => {
      element.supportHref = "/support";
      element.fetch = async () => trickle();
    },
  });

describe("a start that takes long", () => {
  for (const [name, start] of Object.entries({
    "never responds": () => aStartingStage(silence),
    trickles: aTricklingStage,
  })) {
    it(`has a word and a control after ten seconds, and a problem after the next try: ${name}`, async () => {
      const stage = start();
      await stage.shows(text("heading.loading"));
      await stage.environment.advance(silenceMs - 1);
      expect(stage.text(), "control: not before").not.to.contain(slowText);
      await stage.environment.advance(1);
      await stage.shows(slowText);
      expect(stage.announced()).to.contain(slowText);
      expect(stage.button(text("action.retry"))).to.be.instanceOf(HTMLButtonElement);
      expect(stage.button(text("action.support")).getAttribute("href")).to.contain("/support");

      await stage.environment.advance(12_000);
      await stage.shows(text("problem.unanswered"));
      expect(stage.eventTypes()).to.deep.equal(["problem"]);
    });
  }

  it("is the same for the first load", async () => {
    const stage = aStage({
      ...supported,
      network: aScriptedHost(undefined, {
        session: () => json(201, { token: "a-token-of-the-tests" }),
        customer: silence,
      }).network,
    });
    await stage.environment.advance(silenceMs);
    await stage.shows(slowText);
  });

  it("starts again with a click, and says so by what it shows", async () => {
    const stage = aStartingStage(silence);
    await stage.environment.advance(silenceMs);
    await stage.shows(slowText);
    const before = stage.sent.length;
    stage.click(text("action.retry"));
    await rest();
    expect(stage.sent.length).to.equal(before + 1);
    expect(stage.text()).not.to.contain(slowText);
    await stage.environment.advance(silenceMs);
    await stage.shows(slowText);
  });

  it("leaves nothing when the answer comes", async () => {
    const gate = aGate<Response>();
    const stage = aStartingStage(gate.wait);
    await stage.environment.advance(9_000);
    gate.open(problem(503, "upstream_failed"));
    await stage.environment.advance(1_000);
    await stage.shows(slowText);
    stage.network = aScriptedHost().network;
    await stage.environment.advance(2_000);
    await stage.shows(text("text.ready"));
    expect(stage.text()).not.to.contain(slowText);
    expect(stage.eventTypes()).to.deep.equal(["ready"]);
  });

  it("is no such thing behind a screen that has words and a button already", async () => {
    const stage = aStartingStage(() => problem(502, "host_misconfigured"));
    await stage.shows(text("problem.site"));
    stage.network = silence;
    stage.environment.tell("online");
    await stage.environment.advance(silenceMs);
    await rest();
    expect(stage.text()).to.contain(text("problem.site")).and.not.to.contain(slowText);
  });
});

describe("a click that takes long", () => {
  for (const [label, answers] of [
    [submitText, { submit: silence }],
    [text("qr.open"), { submit: silence }],
  ] as const) {
    it(`has a word, another look and support after ten seconds: ${label}`, async () => {
      const stage = await aScriptedStage(supported, answers);
      stage.click(label);
      await stage.environment.advance(silenceMs - 1);
      expect(stage.text(), "control: not before").not.to.contain(slowText);
      await stage.environment.advance(1);
      await stage.shows(slowText);
      expect(stage.announced()).to.contain(slowText);
      stage.button(text("action.check"));
      stage.button(text("action.support"));

      await stage.environment.advance(2 * silenceMs);
      await stage.shows(text("problem.unanswered"));
      expect(stage.text()).not.to.contain(slowText);
    });
  }

  it("is also one that waits for a new session", async () => {
    const stage = await aScriptedStage(supported, {
      submit: () => problem(401, "session_invalid"),
      session: silence,
    });
    stage.click(submitText);
    await stage.environment.advance(silenceMs);
    await stage.shows(slowText);
  });

  it("is not the leaving that follows from it", async () => {
    const gate = aGate<Response>();
    const stage = await aScriptedStage(supported, { submit: gate.wait });
    stage.click(submitText);
    await until(gate.reached);
    await stage.environment.advance(9_000);
    gate.open(json(201, aLink()));
    await stage.shows(text("busy.leaving"));
    await stage.environment.advance(1_000);
    expect(stage.text()).not.to.contain(slowText);
  });
});
