import { expect } from "@open-wc/testing";
import { loads } from "../fixtures/event-host.js";
import { aStage, type Stage, type StageOptions, until } from "../fixtures/stage.js";
import { text } from "../fixtures/texts.js";

const minute = 60_000;

/** An element with an event stream of a host that SpherePay's webhooks reach, at rest. */
async function aWatchedStage(options: StageOptions = {}): Promise<Stage> {
  const stage = aStage({ streams: true, ...options });
  await stage.shows(text("heading.incomplete.individual"));
  await until(() => stage.streams.length === 1);
  await stage.atRest();
  await stage.environment.advance(1_000);
  return stage;
}

/** The same; the webhooks are kept until a test delivers them. */
async function aKeptStage() {
  const kept: Request[] = [];
  const stage = await aWatchedStage({
    webhook: async (request) => {
      kept.push(request);
      return new Response(null, { status: 204 });
    },
  });
  return { stage, kept };
}

/** What happens to a customer at SpherePay, one event each. */
const actions: readonly ((stage: Stage) => void)[] = [
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
  for (const action of actions) {
    action(stage);
    await stage.simulator.tick();
  }
  for (const index of order) {
    const event = kept[index];
    if (!event) throw new TypeError(`SpherePay sent no event for action ${index}`);
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
  it("brings the new status on screen without polling", async () => {
    const stage = await aWatchedStage();
    const before = loads(stage);

    stage.simulator.approve(stage.customerId);
    await stage.simulator.tick();
    await stage.shows(text("heading.approved"));
    expect(loads(stage) - before).to.be.within(1, 2);
  });

  for (const first of [0, 1, 2, 3, 4]) {
    const others = [0, 1, 2, 3, 4].filter((each) => each !== first);
    const orders = permutations(others).map((rest) => [first, ...rest]);

    it(`in any order, twice, or never, ends in SpherePay's status: 24 orders from ${first}`, async () => {
      const { stage, kept } = await aKeptStage();
      for (const [turn, order] of orders.entries()) {
        await eventsInOrder(stage, kept, order, turn);
        // A notification of the turn before may have come late: those that follow wait for a second then.
        await stage.atRest();
        await stage.environment.advance(1_000);
        await until(
          () => stage.element.status === "approved",
          () => `${order}: ${stage.text()}`,
        );
        // Back to the beginning.
        stage.simulator.setStatus(stage.customerId, "incomplete");
        await stage.simulator.tick();
        stage.element.refresh();
        await until(() => stage.element.status === "incomplete");
        await stage.environment.advance(1_000);
      }
    });
  }

  it("that is lost is made up for by a load within minutes", async () => {
    const { stage } = await aKeptStage();
    stage.simulator.approve(stage.customerId);
    await stage.simulator.tick();
    await stage.environment.advance(10_000);
    expect(stage.element.status).to.equal("incomplete");

    await stage.environment.advance(7 * minute);
    await stage.shows(text("heading.approved"));
  });

  it("without a valid signature changes nothing", async () => {
    const { stage, kept } = await aKeptStage();
    stage.simulator.approve(stage.customerId);
    await stage.simulator.tick();
    const [event] = kept;
    if (!event) throw new TypeError("SpherePay sent no event");
    const forged = new Request(event, { headers: { signature: "0".repeat(64) } });
    expect((await stage.handler(forged)).status).to.equal(403);
    await stage.atRest();
    expect(stage.element.status).to.equal("incomplete");
  });
});
