import { expect } from "@open-wc/testing";
import { aCustomer, aProfile, noNetwork } from "../fixtures/answers.js";
import { heartbeat } from "../fixtures/event-host.js";
import { aScriptedStage } from "../fixtures/stages.js";
import { aListeningStage } from "../fixtures/stream-stages.js";
import { text } from "../fixtures/texts.js";

const minute = 60_000;

/** How many requests were sent while this much time passed. */
async function requestsWithin(stage: Awaited<ReturnType<typeof aScriptedStage>>, ms: number) {
  const before = stage.sent.length;
  await stage.environment.advance(ms);
  return stage.sent.length - before;
}

describe("polling", () => {
  it("happens soon at first, and then once a minute", async () => {
    const stage = await aScriptedStage();

    expect(await requestsWithin(stage, 14_999)).to.equal(0);
    expect(await requestsWithin(stage, 4_000)).to.equal(1);
    await stage.environment.advance(5 * minute);
    expect(await requestsWithin(stage, 5 * minute)).to.be.within(4, 5);
  });

  it("stops while the page is hidden, and loads once when it is seen again", async () => {
    const stage = await aScriptedStage();

    stage.environment.setVisible(false);
    expect(await requestsWithin(stage, 30 * minute)).to.equal(0);
    const before = stage.sent.length;
    stage.environment.setVisible(true);
    await stage.atRest();
    expect(stage.sent).to.have.length(before + 1);
  });

  it("stops after half an hour without a click, and starts again with the next", async () => {
    const stage = await aScriptedStage();

    await stage.environment.advance(31 * minute);
    expect(await requestsWithin(stage, 24 * 60 * minute)).to.equal(0);
    expect(stage.environment.live.timers).to.equal(0);

    stage.element.refresh();
    await stage.atRest();
    expect(await requestsWithin(stage, 2 * minute)).to.be.greaterThan(0);
  });

  it("happens no sooner than the host wants", async () => {
    const stage = await aScriptedStage();
    stage.host.customer = aCustomer({ pollAfterSeconds: 600 });
    stage.element.refresh();
    await stage.atRest();

    expect(await requestsWithin(stage, 10 * minute - 1)).to.equal(0);
    expect(await requestsWithin(stage, 3 * minute)).to.equal(1);
  });

  for (const wanted of [1e9, 2_592_000, -1, 0, Number.NaN, "soon", null]) {
    it(`ignores a pollAfterSeconds that makes no sense: ${wanted}`, async () => {
      const stage = await aScriptedStage();
      stage.host.customer = aCustomer({ pollAfterSeconds: wanted });
      stage.element.refresh();
      await stage.atRest();

      expect(await requestsWithin(stage, 14_999)).to.equal(0);
      expect(stage.environment.live.timers).to.equal(1);
    });
  }

  it("ends when everything is decided", async () => {
    const stage = await aScriptedStage();
    stage.host.customer = aCustomer({ verificationProfiles: [aProfile("approved")] });
    stage.element.refresh();
    await stage.shows(text("heading.approved"));

    await stage.environment.advance(minute);
    expect(stage.environment.live.timers).to.equal(0);
    expect(await requestsWithin(stage, 20 * minute)).to.equal(0);
  });

  it("fails quietly twice, then reports the problem, and goes on", async () => {
    const stage = await aScriptedStage({}, { customer: noNetwork });

    await stage.environment.advance(20_000);
    await stage.shows(text("problem.unreached"));
    expect(stage.eventTypes()).to.deep.equal(["ready", "problem"]);
    expect(await requestsWithin(stage, 5 * minute)).to.be.within(3, 5);
    expect(stage.eventTypes()).to.deep.equal(["ready", "problem"]);

    stage.host.answers = {};
    stage.environment.tell("online");
    await stage.atRest();
    expect(stage.text()).not.to.contain(text("problem.unreached"));
  });

  it("sends at most twenty requests a minute, whatever happens", async () => {
    const stage = await aScriptedStage({}, { customer: noNetwork, session: noNetwork });
    for (let turn = 0; turn < 3; turn++) {
      expect(await requestsWithin(stage, minute)).to.be.at.most(20);
    }
  });

  for (const keepPolling of [true, undefined]) {
    const how = keepPolling ? "goes on beside" : "is left to";
    it(`${how} an event stream that ${keepPolling ? "promises nothing" : "is enough"}`, async () => {
      const { stage, host, eventHost } = await aListeningStage();
      host.customer = aCustomer({ keepPolling });
      stage.element.refresh();
      const lives = async (seconds: number) => {
        for (let alive = 0; alive < seconds; alive += 10) {
          eventHost.last().write(heartbeat);
          await stage.environment.advance(10_000);
        }
      };
      await lives(20);
      const before = stage.sent.length;
      await lives(100);
      expect(stage.sent.length > before).to.equal(!!keepPolling);
    });
  }
});
