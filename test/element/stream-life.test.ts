import { expect } from "@open-wc/testing";
import { aCustomer, aGate, aLink, aProfile, aScriptedHost, json, problem } from "./answers.js";
import { rest } from "./hand-environment.js";
import { aNudgeHost, heartbeat, nudge, readings } from "./nudge-host.js";
import { type Stage, until } from "./stage.js";
import { open, submitText } from "./stages.js";

const minute = 60_000;

/** An element whose host answers `GET /events` so; at rest after the reading that follows. */
async function aStreamStage(events: (request: Request) => Response | Promise<Response>) {
  const host = aScriptedHost(aCustomer(), { events });
  const stage = await open({ network: host.network }, "One last step");
  await stage.atRest();
  return { stage, host };
}

async function aListeningStage() {
  const nudges = aNudgeHost();
  const { stage, host } = await aStreamStage(nudges.answer);
  await until(() => nudges.streams.length === 1);
  await stage.environment.advance(1_000);
  return { stage, host, nudges };
}

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
    stage.press(submitText);
    await until(gate.reached);
    expect(stage.streams.at(-1)?.signal.aborted).to.equal(true);
    await rest();
    expect(nudges.last().isCancelled()).to.equal(true);

    gate.open(json(201, aLink()));
    await until(() => stage.environment.departures.length === 1);
    expect(nudges.streams).to.have.length(1);
  });

  it("and could not listens again", async () => {
    const { stage, host, nudges } = await aListeningStage();
    host.answers = { ...host.answers, submit: () => problem(503, "upstream_failed") };
    stage.press(submitText);
    await until(() => nudges.streams.length === 2);
  });

  it("is not who asks for a code: the list goes on by itself", async () => {
    const { stage, host, nudges } = await aListeningStage();
    host.answers = { ...host.answers, submit: () => aGate<Response>().passed };
    stage.press("Continue on your phone");
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

describe("chance", () => {
  const chances = [0, 0.25, 0.5, 0.75, 0.999];

  /** When the next thing of a kind happens, for each value of chance. */
  async function moments(
    setUp: (chance: number) => Promise<{ stage: Stage; count: () => number }>,
  ): Promise<number[]> {
    const found: number[] = [];
    for (const chance of chances) {
      const { stage, count } = await setUp(chance);
      await stage.atRest();
      const before = count();
      let ms = 0;
      while (count() === before && ms <= minute) {
        await stage.environment.advance(250);
        ms += 250;
      }
      found.push(ms);
      stage.remove();
    }
    return found;
  }

  const spreads = (found: readonly number[], least: number, most: number) => {
    expect(Math.min(...found)).to.be.within(least, least + 500);
    expect(Math.max(...found)).to.be.within(most - 500, most + 500);
    expect(new Set(found).size).to.equal(chances.length);
    expect([...found].sort((a, b) => a - b)).to.deep.equal(found);
  };

  it("spreads the next look of many pages over a quarter of the time", async () => {
    const polling = async (chance: number) => {
      const { stage } = await aStreamStage(() => problem(404, "no_such_route"));
      stage.environment.chance = chance;
      stage.element.refresh();
      return { stage, count: () => readings(stage) };
    };
    spreads(await moments(polling), 22_500, 28_125);
  }).timeout(30_000);

  it("spreads the next stream of many pages over as long again", async () => {
    const streaming = async (chance: number) => {
      const { stage, nudges } = await aListeningStage();
      stage.environment.chance = chance;
      nudges.last().close();
      return { stage, count: () => nudges.streams.length };
    };
    spreads(await moments(streaming), 1_000, 2_000);
  }).timeout(30_000);

  it("that stands still is no spread: the control of the tests before", () => {
    expect(() => spreads([1_000, 1_000, 1_000, 1_000, 1_000], 1_000, 2_000)).to.throw();
  });
});
