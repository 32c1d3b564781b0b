import { expect } from "@open-wc/testing";
import { aCustomer, aGate, aLink, aProfile, json, problem } from "../fixtures/answers.js";
import { heartbeat, nudge, readings } from "../fixtures/event-host.js";
import { rest } from "../fixtures/hand-environment.js";
import { until } from "../fixtures/stage.js";
import { submitText } from "../fixtures/stages.js";
import { aListeningStage, aStreamStage } from "../fixtures/stream-stages.js";

const minute = 60_000;

const once = (text: string) => () =>
  new Response(text, { headers: { "Content-Type": "text/event-stream" } });

describe("a host whose streams end at once", () => {
  for (const [name, text] of Object.entries({ "a comment": heartbeat, "a nudge": nudge, "": "" })) {
    it(`is asked ever more rarely, whatever it says first: ${name || "nothing"}`, async () => {
      const { stage } = await aStreamStage(once(text));
      for (let turn = 0; turn < 3; turn++) {
        const [streams, reads] = [stage.streams.length, readings(stage)];
        await stage.environment.advance(minute);
        await stage.atRest();
        const asked = stage.streams.length - streams + readings(stage) - reads;
        expect(asked, "requests in a minute").to.be.at.most(20);
      }
      const before = stage.streams.length;
      await stage.environment.advance(5 * minute);
      expect(stage.streams.length - before).to.be.within(3, 10);
    });
  }

  it("is asked soon again after a stream that lived", async () => {
    const { stage, nudges } = await aListeningStage();
    for (let turn = 0; turn < 4; turn++) {
      const before = nudges.streams.length;
      for (let beat = 0; beat < 3; beat++) {
        nudges.last().write(heartbeat);
        await stage.atRest();
        await stage.environment.advance(14_000);
      }
      nudges.last().write(heartbeat);
      await stage.atRest();
      nudges.last().close();
      await stage.atRest();
      await stage.environment.advance(2_000);
      await stage.atRest();
      expect(nudges.streams.length).to.equal(before + 1);
    }
  });
});

describe("a stream that the session is too old for", () => {
  it("is a reading at once, which renews the session, and then another stream", async () => {
    const { stage, host, nudges } = await aListeningStage();
    const before = stage.sent.length;
    let refused = 0;
    const old = () => (refused++ ? undefined : problem(401, "session_invalid"));
    host.answers = { events: (request) => old() ?? nudges.answer(request) };
    host.answers.customer = () => (refused > 1 ? undefined : problem(401, "session_invalid"));
    host.answers.session = () => {
      refused = 2;
      return json(201, { token: "another-token-of-the-tests" });
    };
    nudges.last().close();
    await stage.atRest();
    await stage.environment.advance(2_000);
    await stage.atRest();
    expect(stage.paths().slice(before)).to.deep.equal([
      "GET customer",
      "POST session",
      "GET customer",
    ]);

    await stage.environment.advance(4_000);
    await until(() => nudges.streams.length === 2);
    expect(stage.streams.at(-1)?.headers.get("Authorization")).to.contain("another-token");
  });

  it("again and again, while the host reads well, is one reading and no circle", async () => {
    const { stage } = await aStreamStage(() => problem(401, "session_invalid"));
    await stage.environment.advance(10 * minute);
    await stage.atRest();
    // Polling alone reads once a minute.
    expect(readings(stage)).to.be.at.most(15);
    expect(stage.eventTypes()).to.deep.equal(["ready"]);
  });
});

describe("a host without streams", () => {
  it("is not kept waiting for its refusal to be read", async () => {
    let isLetGo = false;
    const body = new ReadableStream({
      cancel: () => {
        isLetGo = true;
      },
    });
    await aStreamStage(() => new Response(body, { status: 404 }));
    await until(() => isLetGo);
  });
});

describe("who is about to leave", () => {
  it("listens no more before the submit is answered, so that Back finds the page as it was", async () => {
    const { stage, host, nudges } = await aListeningStage();
    const gate = aGate<Response>();
    host.answers = { ...host.answers, submit: gate.wait };
    stage.click(submitText);
    await until(gate.reached);
    expect(stage.streams.at(-1)?.signal.aborted).to.equal(true);
    await rest();
    expect(nudges.last().isCancelled()).to.equal(true);

    gate.open(json(201, aLink()));
    await until(() => stage.environment.navigations.length === 1);
    expect(nudges.streams).to.have.length(1);
  });

  it("and could not listens again", async () => {
    const { stage, host, nudges } = await aListeningStage();
    host.answers = { ...host.answers, submit: () => problem(503, "upstream_failed") };
    stage.click(submitText);
    await until(() => nudges.streams.length === 2);
  });

  it("is not who asks for a code: the list goes on by itself", async () => {
    const { stage, host, nudges } = await aListeningStage();
    host.answers = { ...host.answers, submit: () => aGate<Response>().passed };
    stage.click("Continue on your phone");
    await rest();
    expect(nudges.last().isCancelled()).to.equal(false);
  });
});

describe("a machine that slept", () => {
  const approve = ({ host }: { host: { customer: unknown } }) => {
    host.customer = aCustomer({ verificationProfiles: [aProfile("approved")] });
  };

  it("while the page was covered: who sees it again reads first, and a new stream is opened", async () => {
    const { stage, nudges, ...more } = await aListeningStage();
    stage.environment.setVisible(false);
    stage.environment.sleep(8 * 60 * minute);
    stage.environment.skew(1_000);
    approve(more);
    const before = stage.sent.length;
    stage.environment.setVisible(true);
    expect(stage.paths().slice(before)).to.deep.equal(["GET customer"]);
    expect(nudges.streams[0]?.isCancelled()).to.equal(true);
    await stage.shows("You are verified");
  });

  it("with the page in sight, where clocks go on: the silent stream is replaced, and a reading comes", async () => {
    const { stage, nudges, ...more } = await aListeningStage();
    stage.environment.sleep(10 * minute);
    approve(more);
    await stage.environment.advance(0);
    await stage.environment.advance(2_000);
    await stage.atRest();
    expect(nudges.streams[0]?.isCancelled()).to.equal(true);
    await stage.shows("You are verified");
  });

  it("where timers sleep as well: the silent stream is replaced within seconds of waking", async () => {
    const { stage, nudges, ...more } = await aListeningStage();
    stage.environment.skew(60 * minute);
    approve(more);
    await stage.environment.advance(20_000);
    await stage.environment.advance(2_000);
    await stage.atRest();
    expect(nudges.streams[0]?.isCancelled()).to.equal(true);
    await stage.shows("You are verified");
  });

  it("and whose network comes back reads at once", async () => {
    const { stage, nudges, ...more } = await aListeningStage();
    stage.environment.skew(60 * minute);
    approve(more);
    stage.environment.tell("online");
    await stage.shows("You are verified");
    expect(nudges.last().isCancelled()).to.equal(true);
  });

  it("for long is idle in sight until somebody is there: then all of it begins again", async () => {
    const { stage, nudges, ...more } = await aListeningStage();
    stage.environment.sleep(40 * minute);
    await stage.environment.advance(minute);
    const before = stage.sent.length;
    await stage.environment.advance(10 * minute);
    expect(stage.sent).to.have.length(before);
    expect(nudges.last().isCancelled()).to.equal(true);

    approve(more);
    stage.element.refresh();
    await stage.shows("You are verified");
  });
});
