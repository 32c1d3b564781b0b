import assert from "node:assert/strict";
import { test } from "node:test";
import type { Change } from "../../../src/host/live/memory-changes.js";
import { createMemoryStore } from "../../../src/host/store/store.js";
import { createHandClock } from "../../../src/simulator/index.js";

const a = "customer_a";
const b = "customer_b";

function aStore(maxCustomers = 100) {
  const clock = createHandClock();
  const store = createMemoryStore({ now: clock.now, maxCustomers });
  const told: Change[] = [];
  const stop = store.listen((change) => told.push(change));
  return { clock, store, told, stop };
}

test("news of a customer gives him another version, and everybody else keeps his", async () => {
  const { store } = aStore();
  const before = [await store.versionOf(a), await store.versionOf(b)];

  await store.changed([a]);

  assert.notEqual(await store.versionOf(a), before[0]);
  assert.equal(await store.versionOf(b), before[1]);
  assert.equal(await store.versionOf(a), await store.versionOf(a));
});

test("a customer who is forgotten never has a version again that he had before", async () => {
  const { store } = aStore(2);
  const seen = new Set<string>();
  for (let round = 0; round < 20; round += 1) {
    seen.add(await store.versionOf(a));
    await store.changed([a]);
    seen.add(await store.versionOf(a));
    for (let other = 0; other < 3; other += 1) await store.changed([`customer_${round}${other}`]);
    seen.add(await store.versionOf(a));
  }

  // One at the start, then two in each round: after the news, and when it was forgotten.
  assert.equal(seen.size, 1 + 2 * 20);
});

test("listeners are told of each customer until they stop listening", async () => {
  const { store, told, stop } = aStore();

  await store.changed([a, b]);
  stop();
  await store.changed([a]);

  assert.deepEqual(told, [{ customerId: a }, { customerId: b }]);
});

test("the same webhook is news once, for a day", async () => {
  const { store, told, clock } = aStore();
  const answers = [await store.changed([a], "evt_1"), await store.changed([a], "evt_1")];
  const version = await store.versionOf(a);

  clock.advance(24 * 3_600_000 - 1);
  answers.push(await store.changed([a], "evt_1"));
  assert.equal(await store.versionOf(a), version);
  clock.advance(1);
  answers.push(await store.changed([a], "evt_1"));

  assert.deepEqual(answers, [true, false, false, true]);
  assert.equal(told.length, 2);
});

test("of many webhooks the latest are known", async () => {
  const { store } = aStore(100);
  for (let each = 0; each < 150; each += 1) await store.changed([a], `evt_${each}`);

  assert.equal(await store.changed([a], "evt_149"), false);
  assert.equal(await store.changed([a], "evt_50"), false);
  assert.equal(await store.changed([a], "evt_0"), true);
});

test("a listener that throws keeps nobody else from hearing it, and no webhook from being told", async () => {
  const { store } = aStore();
  const heard: Change[] = [];
  store.listen(() => assert.fail("a listener of the host's own"));
  store.listen(async () => assert.fail("later"));
  store.listen((change) => heard.push(change));

  const isNews = [await store.changed([a], "evt_1"), await store.changed([a], "evt_1")];

  assert.deepEqual(isNews, [true, false]);
  assert.deepEqual(heard, [{ customerId: a }]);
});
