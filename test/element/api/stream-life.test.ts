import { expect } from "@open-wc/testing";
import { aGate, aLink, json, problem } from "../fixtures/answers.js";
import { heartbeat, loads, notification } from "../fixtures/event-host.js";
import { rest } from "../fixtures/hand-environment.js";
import { until } from "../fixtures/stage.js";
import { submitText } from "../fixtures/stages.js";
import { aListeningStage, aStreamStage } from "../fixtures/stream-stages.js";
import { text } from "../fixtures/texts.js";

const minute = 60_000;

const once = (body: string) => () =>
  new Response(body, { headers: { "Content-Type": "text/event-stream" } });

describe("a host whose event streams end at once", () => {
  for (const [name, body] of Object.entries({
    "a comment": heartbeat,
    "a notification": notification,
    nothing: "",
  })) {
    it(`is asked less and less often, whatever it sends first: ${name}`, async () => {
      const { stage } = await aStreamStage(once(body));
      for (let turn = 0; turn < 3; turn++) {
        const requests = () => stage.streams.length + loads(stage);
        const before = requests();
        await stage.environment.advance(minute);
        await stage.atRest();
        expect(requests() - before, "requests in a minute").to.be.at.most(20);
      }
      const before = stage.streams.length;
      await stage.environment.advance(5 * minute);
      expect(stage.streams.length - before).to.be.within(3, 10);
    });
  }

  it("is soon asked again after a stream that lived", async () => {
    const { stage, eventHost } = await aListeningStage();
    for (let turn = 0; turn < 4; turn++) {
      const before = eventHost.streams.length;
      for (let beat = 0; beat < 3; beat++) {
        eventHost.last().write(heartbeat);
        await stage.atRest();
        await stage.environment.advance(14_000);
      }
      eventHost.last().write(heartbeat);
      await stage.atRest();
      eventHost.last().close();
      await stage.atRest();
      await stage.environment.advance(2_000);
      await stage.atRest();
      expect(eventHost.streams.length).to.equal(before + 1);
    }
  });
});

describe("a stream that is refused because the session has ended", () => {
  it("leads to a load, which renews the session, and then to another stream", async () => {
    const { stage, host, eventHost } = await aListeningStage();
    const before = stage.sent.length;
    let refused = 0;
    const old = () => (refused++ ? undefined : problem(401, "session_invalid"));
    host.answers = { events: (request) => old() ?? eventHost.answer(request) };
    host.answers.customer = () => (refused > 1 ? undefined : problem(401, "session_invalid"));
    host.answers.session = () => {
      refused = 2;
      return json(201, { token: "another-token-of-the-tests" });
    };
    eventHost.last().close();
    await stage.atRest();
    await stage.environment.advance(2_000);
    await stage.atRest();
    expect(stage.paths().slice(before)).to.deep.equal([
      "GET customer",
      "POST session",
      "GET customer",
    ]);

    await stage.environment.advance(4_000);
    await until(() => eventHost.streams.length === 2);
    expect(stage.streams.at(-1)?.headers.get("Authorization")).to.contain("another-token");
  });

  it("leads to one load and no loop when it is refused again and again", async () => {
    const { stage } = await aStreamStage(() => problem(401, "session_invalid"));
    await stage.environment.advance(10 * minute);
    await stage.atRest();
    // Polling alone loads once a minute.
    expect(loads(stage)).to.be.at.most(15);
    expect(stage.eventTypes()).to.deep.equal(["ready"]);
  });
});

describe("a host without event streams", () => {
  it("does not have to send the body of its refusal", async () => {
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

describe("a customer who submits", () => {
  it("ends the stream before the submit is done, so that Back finds the page in the cache", async () => {
    const { stage, host, eventHost } = await aListeningStage();
    const gate = aGate<Response>();
    host.answers = { ...host.answers, submit: gate.wait };
    stage.click(submitText);
    await until(gate.reached);
    expect(stage.streams.at(-1)?.signal.aborted).to.equal(true);
    await rest();
    expect(eventHost.last().isCancelled()).to.equal(true);

    gate.open(json(201, aLink()));
    await until(() => stage.environment.navigations.length === 1);
    expect(eventHost.streams).to.have.length(1);
  });

  it("and could not leave gets a stream again", async () => {
    const { stage, host, eventHost } = await aListeningStage();
    host.answers = { ...host.answers, submit: () => problem(503, "upstream_failed") };
    stage.click(submitText);
    await until(() => eventHost.streams.length === 2);
  });

  it("for a QR code keeps the stream: the list goes on by itself", async () => {
    const { stage, host, eventHost } = await aListeningStage();
    host.answers = { ...host.answers, submit: () => aGate<Response>().passed };
    stage.click(text("qr.open"));
    await rest();
    expect(eventHost.last().isCancelled()).to.equal(false);
  });
});

describe("a machine that slept", () => {
  it("while the page was covered loads first when it is seen again, and opens a new stream", async () => {
    const { stage, eventHost, approve } = await aListeningStage();
    stage.environment.setVisible(false);
    stage.environment.sleep(8 * 60 * minute);
    stage.environment.skew(1_000);
    approve();
    const before = stage.sent.length;
    stage.environment.setVisible(true);
    expect(stage.paths().slice(before)).to.deep.equal(["GET customer"]);
    expect(eventHost.streams[0]?.isCancelled()).to.equal(true);
    await stage.shows(text("heading.approved"));
  });

  it("with the page in sight, where clocks go on, replaces the silent stream and loads", async () => {
    const { stage, eventHost, approve } = await aListeningStage();
    stage.environment.sleep(10 * minute);
    approve();
    await stage.environment.advance(0);
    await stage.environment.advance(2_000);
    await stage.atRest();
    expect(eventHost.streams[0]?.isCancelled()).to.equal(true);
    await stage.shows(text("heading.approved"));
  });

  it("where timers sleep as well replaces the silent stream within seconds of waking", async () => {
    const { stage, eventHost, approve } = await aListeningStage();
    stage.environment.skew(60 * minute);
    approve();
    await stage.environment.advance(20_000);
    await stage.environment.advance(2_000);
    await stage.atRest();
    expect(eventHost.streams[0]?.isCancelled()).to.equal(true);
    await stage.shows(text("heading.approved"));
  });

  it("and whose network comes back loads at once", async () => {
    const { stage, eventHost, approve } = await aListeningStage();
    stage.environment.skew(60 * minute);
    approve();
    stage.environment.tell("online");
    await stage.shows(text("heading.approved"));
    expect(eventHost.last().isCancelled()).to.equal(true);
  });

  it("for long is idle in sight until somebody uses it; then everything starts again", async () => {
    const { stage, eventHost, approve } = await aListeningStage();
    stage.environment.sleep(40 * minute);
    await stage.environment.advance(minute);
    const before = stage.sent.length;
    await stage.environment.advance(10 * minute);
    expect(stage.sent).to.have.length(before);
    expect(eventHost.last().isCancelled()).to.equal(true);

    approve();
    stage.element.refresh();
    await stage.shows(text("heading.approved"));
  });
});
