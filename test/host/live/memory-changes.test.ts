import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Change, createMemoryStore } from "../../../src/host/index.js";
import { createHandClock } from "../../../src/simulator/index.js";

const a = "customer_a";
const b = "customer_b";

function aStore(maxCustomers = 100) {
  const clock = createHandClock();
  const store = createMemoryStore({ now: clock.now, maxCustomers });
  const notified: Change[] = [];
  const stop = store.listen((change) => notified.push(change));
  return { clock, store, notified, stop };
}

describe("changes in the memory store", () => {
  it("a change gives its customer a new version, and no other customer", async () => {
    const { store } = aStore();
    const before = [await store.versionOf(a), await store.versionOf(b)];

    await store.changed([a]);

    assert.notEqual(await store.versionOf(a), before[0]);
    assert.equal(await store.versionOf(b), before[1]);
    assert.equal(await store.versionOf(a), await store.versionOf(a));
  });

  it("a forgotten customer never gets an earlier version again", async () => {
    const { store } = aStore(2);
    const seen = new Set<string>();
    for (let round = 0; round < 20; round += 1) {
      seen.add(await store.versionOf(a));
      await store.changed([a]);
      seen.add(await store.versionOf(a));
      for (let other = 0; other < 3; other += 1) await store.changed([`customer_${round}${other}`]);
      seen.add(await store.versionOf(a));
    }

    // One at the start, then two in each round: after the change, and when it was forgotten.
    assert.equal(seen.size, 1 + 2 * 20);
  });

  it("listeners are notified of each customer until they stop listening", async () => {
    const { store, notified, stop } = aStore();

    await store.changed([a, b]);
    stop();
    await store.changed([a]);

    assert.deepEqual(notified, [{ customerId: a }, { customerId: b }]);
  });

  it("a webhook counts as new once within a day", async () => {
    const { store, notified, clock } = aStore();
    const answers = [await store.changed([a], "evt_1"), await store.changed([a], "evt_1")];
    const version = await store.versionOf(a);

    clock.advance(24 * 3_600_000 - 1);
    answers.push(await store.changed([a], "evt_1"));
    assert.equal(await store.versionOf(a), version);
    clock.advance(1);
    answers.push(await store.changed([a], "evt_1"));

    assert.deepEqual(answers, [true, false, false, true]);
    assert.equal(notified.length, 2);
  });

  it("the latest webhooks are remembered", async () => {
    const { store } = aStore(100);
    for (let each = 0; each < 150; each += 1) await store.changed([a], `evt_${each}`);

    assert.equal(await store.changed([a], "evt_149"), false);
    assert.equal(await store.changed([a], "evt_50"), false);
    assert.equal(await store.changed([a], "evt_0"), true);
  });

  it("a listener that throws does not stop other listeners or the webhook", async () => {
    const { store } = aStore();
    const heard: Change[] = [];
    store.listen(() => assert.fail("a listener of the host's own"));
    store.listen(async () => assert.fail("later"));
    store.listen((change) => heard.push(change));

    const isNew = [await store.changed([a], "evt_1"), await store.changed([a], "evt_1")];

    assert.deepEqual(isNew, [true, false]);
    assert.deepEqual(heard, [{ customerId: a }]);
  });
});
