import { expect } from "@open-wc/testing";
import { noNetwork, problem, silence } from "../fixtures/answers.js";
import { heartbeat, loads, notification } from "../fixtures/event-host.js";
import { aListeningStage, aStreamStage } from "../fixtures/stream-stages.js";
import { text } from "../fixtures/texts.js";

const minute = 60_000;

/** The name of the event on the wire. */
const eventName = "nudge";

/** An element that follows an event stream, and what tests of it count and do. */
async function aCountedStage() {
  const { stage, eventHost, approve } = await aListeningStage();
  const loadsDuring = async (action: () => unknown) => {
    const before = loads(stage);
    await action();
    await stage.atRest();
    return loads(stage) - before;
  };
  /** Lets time pass in which the host gives its signs of life. */
  const live = async (ms: number) => {
    for (let passedMs = 0; passedMs < ms; passedMs += 15_000) {
      eventHost.last().write(heartbeat);
      await stage.atRest();
      await stage.environment.advance(Math.min(15_000, ms - passedMs));
    }
  };
  return { stage, eventHost, loadsDuring, approve, live };
}

describe("a notification", () => {
  it("leads to a load at once, and the new status is on screen", async () => {
    const { stage, eventHost, approve } = await aCountedStage();
    approve();
    eventHost.last().write(notification);
    await stage.shows(text("heading.approved"));
  });

  it("may come in pieces, with any line ending, and among other events", async () => {
    const { eventHost, loadsDuring, stage } = await aCountedStage();
    for (const pieces of [["event: nu", "dge\n", "\n"], ["event:nudge\r\n\r\n"], [notification]]) {
      const count = await loadsDuring(async () => {
        eventHost.last().write(`event: other\ndata: ${eventName}\n\n: event: ${eventName}\n\n`);
        for (const piece of pieces) eventHost.last().write(piece);
        await stage.atRest();
        await stage.environment.advance(1_000);
      });
      expect(count).to.equal(1);
    }
  });

  it("is only an event of that name: anything else leads to nothing", async () => {
    const { eventHost, loadsDuring } = await aCountedStage();
    const nothing = [
      `event: ${eventName}2\n\n`,
      `data: ${eventName}\n\n`,
      "\n\n",
      heartbeat,
      // Without its empty line it is not complete yet; the last line of this test brings that.
      `event: ${eventName}`,
    ];
    for (const line of nothing) {
      expect(await loadsDuring(() => eventHost.last().write(line)), line).to.equal(0);
    }
    expect(await loadsDuring(() => eventHost.last().write("\n\n"))).to.equal(1);
  });

  it("leads to one load a second at most, and to one after the last of them", async () => {
    const { stage, eventHost, loadsDuring, approve } = await aCountedStage();
    const count = await loadsDuring(async () => {
      for (let turn = 0; turn < 500; turn++) eventHost.last().write(notification);
      await stage.atRest();
      approve();
      eventHost.last().write(notification);
      await stage.atRest();
      await stage.environment.advance(1_000);
    });
    expect(count).to.equal(2);
    await stage.shows(text("heading.approved"));
  });
});

describe("an element with an event stream", () => {
  it("polls rarely while the host gives signs of life, in case a notification was lost", async () => {
    const { loadsDuring, live } = await aCountedStage();
    expect(await loadsDuring(() => live(5 * minute))).to.equal(0);
    expect(await loadsDuring(() => live(10 * minute))).to.be.within(1, 2);
  });

  it("cancels a stream that falls silent, and opens another one", async () => {
    const { stage, eventHost, loadsDuring } = await aCountedStage();
    expect(await loadsDuring(() => stage.environment.advance(18_000))).to.equal(0);
    expect(eventHost.streams).to.have.length(1);

    await stage.environment.advance(5_000);
    await stage.atRest();
    expect(eventHost.streams[0]?.isCancelled()).to.equal(true);
    expect(eventHost.streams).to.have.length(2);
  });

  it("polls behind a proxy that holds everything back", async () => {
    const { stage } = await aStreamStage(silence);
    const before = loads(stage);
    await stage.environment.advance(5 * minute);
    await stage.atRest();
    expect(loads(stage) - before).to.be.within(4, 8);
  });
});

describe("a stream that ends", () => {
  for (const how of ["close", "cut"] as const) {
    it(`is opened again, and the customer is loaded with it: ${how}`, async () => {
      const { stage, eventHost, loadsDuring, approve } = await aCountedStage();
      eventHost.last()[how]();
      await stage.atRest();
      approve();
      const count = await loadsDuring(() => stage.environment.advance(3_000));

      expect(eventHost.streams).to.have.length(2);
      expect(count).to.equal(1);
      await stage.shows(text("heading.approved"));
    });
  }

  it("is opened again no sooner than the host asked for; meanwhile the element polls", async () => {
    const { stage, eventHost, loadsDuring } = await aCountedStage();
    eventHost.last().write("retry: 60000\n\n");
    eventHost.last().close();
    await stage.atRest();
    expect(await loadsDuring(() => stage.environment.advance(59_000))).to.be.greaterThan(0);
    expect(eventHost.streams).to.have.length(1);
    await stage.environment.advance(35_000);
    expect(eventHost.streams).to.have.length(2);
  });

  it("again and again is opened less and less often, while the element polls", async () => {
    const { stage } = await aStreamStage(noNetwork);
    await stage.environment.advance(10 * minute);
    expect(stage.streams.length).to.be.within(8, 20);
    expect(loads(stage)).to.be.within(9, 15);
  });

  for (const status of [404, 405, 501]) {
    it(`is not requested again where the host has no such route: ${status}`, async () => {
      const { stage } = await aStreamStage(() => problem(status, "no_such_route"));
      await stage.environment.advance(5 * minute);
      stage.environment.setVisible(false);
      stage.environment.setVisible(true);
      await stage.atRest();
      expect(stage.streams).to.have.length(1);
      expect(loads(stage)).to.be.greaterThan(4);
    });
  }

  for (const [name, answer] of [
    ["a page", () => new Response("<p>hello</p>", { headers: { "Content-Type": "text/html" } })],
    ["a refusal", () => problem(401, "session_invalid")],
    ["nothing", () => new Response(null, { status: 204 })],
  ] as const) {
    it(`that never began shows no problem, and the element polls: ${name}`, async () => {
      const { stage } = await aStreamStage(answer);
      await stage.environment.advance(minute);
      expect(stage.eventTypes()).to.deep.equal(["ready"]);
      expect(loads(stage)).to.be.greaterThan(1);
    });
  }

  it("is cancelled when a line never ends", async () => {
    const { stage, eventHost } = await aCountedStage();
    eventHost.last().write("x".repeat(100_000));
    await stage.atRest();
    expect(eventHost.streams[0]?.isCancelled()).to.equal(true);
  });
});

describe("the event stream is closed", () => {
  it("while the page is not seen; coming back loads first", async () => {
    const { stage, eventHost, loadsDuring } = await aCountedStage();
    stage.environment.setVisible(false);
    await stage.atRest();
    expect(eventHost.last().isCancelled()).to.equal(true);
    expect(await loadsDuring(() => stage.environment.advance(20 * minute))).to.equal(0);

    expect(await loadsDuring(() => stage.environment.setVisible(true))).to.be.greaterThan(0);
    expect(eventHost.streams).to.have.length(2);
  });

  it("while the page is in the back-forward cache", async () => {
    const { stage, eventHost } = await aCountedStage();
    stage.environment.tell("hidden");
    await stage.atRest();
    expect(eventHost.last().isCancelled()).to.equal(true);
    stage.environment.tell("online");
    await stage.atRest();
    expect(eventHost.streams).to.have.length(1);
    stage.environment.tell("restored");
    await stage.atRest();
    expect(eventHost.streams).to.have.length(2);
  });

  it("when everything is decided", async () => {
    const { stage, eventHost, approve } = await aCountedStage();
    approve();
    eventHost.last().write(notification);
    await stage.shows(text("heading.approved"));
    await stage.atRest();
    expect(eventHost.last().isCancelled()).to.equal(true);
    await stage.environment.advance(minute);
    expect(stage.environment.live.timers).to.equal(0);
  });

  it("after half an hour without a click", async () => {
    const { stage, eventHost, live } = await aCountedStage();
    await live(31 * minute);
    eventHost.last().close();
    await stage.atRest();
    await stage.environment.advance(10 * minute);
    expect(eventHost.streams).to.have.length(1);
    expect(stage.environment.live.timers).to.equal(0);
  });

  it("when the element is removed", async () => {
    const { stage, eventHost } = await aCountedStage();
    stage.remove();
    await stage.atRest();
    expect(eventHost.last().isCancelled()).to.equal(true);
    expect(stage.environment.live.timers).to.equal(0);
  });
});
