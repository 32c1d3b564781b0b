import { expect } from "@open-wc/testing";
import {
  aCustomer,
  aProfile,
  aScriptedHost,
  noNetwork,
  problem,
  silence,
} from "../fixtures/answers.js";
import { aNudgeHost, heartbeat, nudge, readings } from "../fixtures/event-host.js";
import { until } from "../fixtures/stage.js";
import { open } from "../fixtures/stages.js";

const minute = 60_000;

/** An element that listens, after the reading that follows the opening of the stream. */
async function aListeningStage() {
  const nudges = aNudgeHost();
  const host = aScriptedHost(aCustomer(), { events: nudges.answer });
  const stage = await open({ network: host.network }, "One last step");
  await until(() => nudges.streams.length === 1);
  await stage.atRest();
  await stage.environment.advance(1_000);
  const readingsSince = async (deed: () => unknown) => {
    const before = readings(stage);
    await deed();
    await stage.atRest();
    return readings(stage) - before;
  };
  const approve = () => {
    host.customer = aCustomer({ verificationProfiles: [aProfile("approved")] });
  };
  /** Lets minutes pass in which the host gives its signs of life. */
  const live = async (ms: number) => {
    for (let passedMs = 0; passedMs < ms; passedMs += 15_000) {
      nudges.last().write(heartbeat);
      await stage.atRest();
      await stage.environment.advance(Math.min(15_000, ms - passedMs));
    }
  };
  return { stage, host, nudges, readingsSince, approve, live };
}

describe("a nudge", () => {
  it("is a reading at once, and what it brings is on screen", async () => {
    const { stage, nudges, approve } = await aListeningStage();
    approve();
    nudges.last().write(nudge);
    await stage.shows("You are verified");
  });

  it("comes in pieces, with any line ending, and among other events", async () => {
    const { nudges, readingsSince, stage } = await aListeningStage();
    for (const pieces of [["event: nu", "dge\n", "\n"], ["event:nudge\r\n\r\n"], [nudge]]) {
      const count = await readingsSince(async () => {
        nudges.last().write("event: other\ndata: nudge\n\n: event: nudge\n\n");
        for (const piece of pieces) nudges.last().write(piece);
        await stage.atRest();
        await stage.environment.advance(1_000);
      });
      expect(count).to.equal(1);
    }
  });

  it("that is none leads to nothing", async () => {
    const { nudges, readingsSince } = await aListeningStage();
    const nothing = [
      "event: nudge2\n\n",
      "data: nudge\n\n",
      "\n\n",
      heartbeat,
      // Without an end it is none yet; this one is for the last.
      "event: nudge",
    ];
    for (const text of nothing) {
      expect(await readingsSince(() => nudges.last().write(text)), text).to.equal(0);
    }
    expect(await readingsSince(() => nudges.last().write("\n\n"))).to.equal(1);
  });

  it("in a storm leads to one reading a second at most, the last one after the storm", async () => {
    const { stage, nudges, readingsSince, approve } = await aListeningStage();
    const count = await readingsSince(async () => {
      for (let turn = 0; turn < 500; turn++) nudges.last().write(nudge);
      await stage.atRest();
      approve();
      nudges.last().write(nudge);
      await stage.atRest();
      await stage.environment.advance(1_000);
    });
    expect(count).to.equal(2);
    await stage.shows("You are verified");
  });
});

describe("while the host gives signs of life", () => {
  it("nothing is polled but now and then, for a nudge that was lost", async () => {
    const { readingsSince, live } = await aListeningStage();
    expect(await readingsSince(() => live(5 * minute))).to.equal(0);
    expect(await readingsSince(() => live(10 * minute))).to.be.within(1, 2);
  }).timeout(60_000);

  it("and falls silent, polling begins and another stream is opened", async () => {
    const { stage, nudges, readingsSince } = await aListeningStage();
    expect(await readingsSince(() => stage.environment.advance(18_000))).to.equal(0);
    expect(nudges.streams).to.have.length(1);

    await stage.environment.advance(5_000);
    await stage.atRest();
    expect(nudges.streams[0]?.isCancelled()).to.equal(true);
    expect(nudges.streams).to.have.length(2);
  });

  it("a proxy that keeps everything back is silence: the element polls", async () => {
    const host = aScriptedHost(aCustomer(), { events: silence });
    const stage = await open({ network: host.network }, "One last step");
    await stage.atRest();
    const before = readings(stage);
    await stage.environment.advance(5 * minute);
    await stage.atRest();
    expect(readings(stage) - before).to.be.within(4, 8);
  });
});

describe("a stream that ends", () => {
  for (const how of ["close", "cut"] as const) {
    it(`is opened again, and the customer is read first: ${how}`, async () => {
      const { stage, nudges, readingsSince, approve } = await aListeningStage();
      nudges.last()[how]();
      await stage.atRest();
      approve();
      const count = await readingsSince(() => stage.environment.advance(3_000));

      expect(nudges.streams).to.have.length(2);
      expect(count).to.equal(1);
      await stage.shows("You are verified");
    });
  }

  it("after the host asked for a pause is opened only after it; meanwhile the element polls", async () => {
    const { stage, nudges, readingsSince } = await aListeningStage();
    nudges.last().write("retry: 60000\n\n");
    nudges.last().close();
    await stage.atRest();
    expect(await readingsSince(() => stage.environment.advance(59_000))).to.be.greaterThan(0);
    expect(nudges.streams).to.have.length(1);
    await stage.environment.advance(35_000);
    expect(nudges.streams).to.have.length(2);
  });

  it("again and again is opened ever more rarely, while the element polls", async () => {
    const host = aScriptedHost(aCustomer(), { events: noNetwork });
    const stage = await open({ network: host.network }, "One last step");
    await stage.environment.advance(10 * minute);
    expect(stage.streams.length).to.be.within(8, 20);
    expect(readings(stage)).to.be.within(9, 15);
  });

  for (const status of [404, 405, 501]) {
    it(`because there is none (${status}) is not asked for again`, async () => {
      const host = aScriptedHost(aCustomer(), { events: () => problem(status, "no_such_route") });
      const stage = await open({ network: host.network }, "One last step");
      await stage.environment.advance(5 * minute);
      stage.environment.setVisible(false);
      stage.environment.setVisible(true);
      await stage.atRest();
      expect(stage.streams).to.have.length(1);
      expect(readings(stage)).to.be.greaterThan(4);
    });
  }

  for (const [name, answer] of [
    ["a page", () => new Response("<p>hello</p>", { headers: { "Content-Type": "text/html" } })],
    ["a refusal", () => problem(401, "session_invalid")],
    ["nothing", () => new Response(null, { status: 204 })],
  ] as const) {
    it(`before it began is no stream, and no problem on screen: ${name}`, async () => {
      const host = aScriptedHost(aCustomer(), { events: answer });
      const stage = await open({ network: host.network }, "One last step");
      await stage.environment.advance(minute);
      expect(stage.eventTypes()).to.deep.equal(["ready"]);
      expect(readings(stage)).to.be.greaterThan(1);
    });
  }

  it("of endless lines is let go", async () => {
    const { stage, nudges } = await aListeningStage();
    nudges.last().write("x".repeat(100_000));
    await stage.atRest();
    expect(nudges.streams[0]?.isCancelled()).to.equal(true);
  });
});

describe("nobody listens", () => {
  it("on a page that is not seen, and who comes back reads first", async () => {
    const { stage, nudges, readingsSince } = await aListeningStage();
    stage.environment.setVisible(false);
    await stage.atRest();
    expect(nudges.last().isCancelled()).to.equal(true);
    expect(await readingsSince(() => stage.environment.advance(20 * minute))).to.equal(0);

    expect(await readingsSince(() => stage.environment.setVisible(true))).to.be.greaterThan(0);
    expect(nudges.streams).to.have.length(2);
  });

  it("on a page that is kept for the way back", async () => {
    const { stage, nudges } = await aListeningStage();
    stage.environment.tell("hidden");
    await stage.atRest();
    expect(nudges.last().isCancelled()).to.equal(true);
    stage.environment.tell("online");
    await stage.atRest();
    expect(nudges.streams).to.have.length(1);
    stage.environment.tell("restored");
    await stage.atRest();
    expect(nudges.streams).to.have.length(2);
  });

  it("when everything is decided", async () => {
    const { stage, nudges, approve } = await aListeningStage();
    approve();
    nudges.last().write(nudge);
    await stage.shows("You are verified");
    await stage.atRest();
    expect(nudges.last().isCancelled()).to.equal(true);
    await stage.environment.advance(minute);
    expect(stage.environment.live.timers).to.equal(0);
  });

  it("after half an hour without a press", async () => {
    const { stage, nudges, live } = await aListeningStage();
    await live(31 * minute);
    nudges.last().close();
    await stage.atRest();
    await stage.environment.advance(10 * minute);
    expect(nudges.streams).to.have.length(1);
    expect(stage.environment.live.timers).to.equal(0);
  }).timeout(60_000);

  it("when the element has gone", async () => {
    const { stage, nudges } = await aListeningStage();
    stage.remove();
    await stage.atRest();
    expect(nudges.last().isCancelled()).to.equal(true);
    expect(stage.environment.live.timers).to.equal(0);
  });
});
