import { expect } from "@open-wc/testing";
import { readings } from "../fixtures/event-host.js";
import { aStage, type Stage, until } from "../fixtures/stage.js";

const minute = 60_000;

/** An element that hears of SpherePay's webhooks; they are kept until a test delivers them. */
async function aWatchedStage() {
  const kept: Request[] = [];
  const stage = aStage({
    streams: true,
    webhook: async (request) => {
      kept.push(request);
      return new Response(null, { status: 204 });
    },
  });
  await stage.shows("Verify your identity");
  await until(() => stage.streams.length === 1);
  await stage.atRest();
  await stage.environment.advance(1_000);
  return { stage, kept };
}

/** What SpherePay does to a customer, one event each. */
const deeds: readonly ((stage: Stage) => void)[] = [
  ({ simulator, customerId }) => simulator.complete(customerId, "terms_of_service"),
  ({ simulator, customerId }) => simulator.fail(customerId, "identity_document", "Too dark."),
  ({ simulator, customerId }) => simulator.complete(customerId, "identity_document"),
  ({ simulator, customerId }) => simulator.setStatus(customerId, "pending"),
  ({ simulator, customerId }) => simulator.approve(customerId),
];

/** Everything happens at SpherePay; then its events arrive, one of them twice and one never. */
async function eventsInOrder(
  stage: Stage,
  kept: Request[],
  order: readonly number[],
  turn: number,
) {
  kept.length = 0;
  for (const deed of deeds) {
    deed(stage);
    await stage.simulator.tick();
  }
  for (const index of order) {
    const event = kept[index];
    if (!event) throw new TypeError(`SpherePay said nothing of deed ${index}`);
    if (index === turn % 5) continue;
    await stage.handler(event.clone());
    if (index === (turn + 2) % 5) await stage.handler(event.clone());
  }
}

function permutations<T>(items: readonly T[]): T[][] {
  if (!items.length) return [[]];
  return items.flatMap((item, index) =>
    permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
  );
}

describe("SpherePay's webhook", () => {
  it("turns the page, and nothing was polled", async () => {
    const stage = aStage({ streams: true });
    await stage.shows("Verify your identity");
    await until(() => stage.streams.length === 1);
    await stage.atRest();
    await stage.environment.advance(1_000);
    const before = readings(stage);

    stage.simulator.approve(stage.customerId);
    await stage.simulator.tick();
    await stage.shows("You are verified");
    expect(readings(stage) - before).to.be.within(1, 2);
  });

  for (const first of [0, 1, 2, 3, 4]) {
    const others = [0, 1, 2, 3, 4].filter((each) => each !== first);
    const orders = permutations(others).map((rest) => [first, ...rest]);

    it(`in any order, twice, or never, ends in SpherePay's truth: 24 orders from ${first}`, async () => {
      const { stage, kept } = await aWatchedStage();
      for (const [turn, order] of orders.entries()) {
        await eventsInOrder(stage, kept, order, turn);
        // A nudge of the turn before may have come late: those that follow wait for a second then.
        await stage.atRest();
        await stage.environment.advance(1_000);
        await until(
          () => stage.element.status === "approved",
          () => `${order}: ${stage.text()}`,
        );
        // Back to where it began.
        stage.simulator.setStatus(stage.customerId, "incomplete");
        await stage.simulator.tick();
        stage.element.refresh();
        await until(() => stage.element.status === "incomplete");
        await stage.environment.advance(1_000);
      }
    }).timeout(120_000);
  }

  it("that is lost altogether is made up for by a reading within minutes", async () => {
    const { stage } = await aWatchedStage();
    stage.simulator.approve(stage.customerId);
    await stage.simulator.tick();
    await stage.environment.advance(10_000);
    expect(stage.element.status).to.equal("incomplete");

    await stage.environment.advance(7 * minute);
    await stage.shows("You are verified");
  });

  it("that nobody has signed turns nothing", async () => {
    const { stage, kept } = await aWatchedStage();
    stage.simulator.approve(stage.customerId);
    await stage.simulator.tick();
    const [event] = kept;
    if (!event) throw new TypeError("SpherePay said nothing");
    const forged = new Request(event, { headers: { signature: "0".repeat(64) } });
    expect((await stage.handler(forged)).status).to.equal(403);
    await stage.atRest();
    expect(stage.element.status).to.equal("incomplete");
  });
});
