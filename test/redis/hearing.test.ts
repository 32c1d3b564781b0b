import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { createRedisStore, type RedisStore } from "../../src/host/redis.js";
import { aFaultyLine } from "./faulty-line.js";
import { type RedisServer, startRedis } from "./redis-server.js";
import { connected, nextChange, secret } from "./two-stores.js";

const customer = "customer_heard";

/** Resolves when the store can reach Redis, with or without a subscription. */
async function reached(store: RedisStore): Promise<void> {
  const isThere = () =>
    store
      .submissionOf(customer)
      .then(() => true)
      .catch(() => false);
  while (!(await isThere())) await new Promise((resolve) => setImmediate(resolve));
}

describe("a store that listens to other processes", () => {
  let redis: RedisServer;
  before(async () => {
    redis = await startRedis();
  });
  after(() => redis.stop());

  it("subscribes again when the first subscription breaks off", async () => {
    const line = await aFaultyLine(redis.url);
    const { breaks } = line.breakAt(/subscribe/i);
    const victim = (await connected(line)).store;
    const other = (await connected(redis)).store;
    const heard = nextChange(victim);

    await other.changed([customer], "evt_subscribe");

    assert.equal(breaks(), 1);
    assert.deepEqual(await heard, { customerId: customer });
    victim.close();
    other.close();
  });

  it("continues after an outage and notifies everybody, because changes may have been missed", async () => {
    const line = await aFaultyLine(redis.url);
    const { store, until } = await connected(line);
    const heard = nextChange(store);

    line.interrupt();
    await until(false);
    await until(true);

    assert.deepEqual(await heard, { everybody: true });
    store.close();
  });

  it("is not connected when it may not subscribe, and hears only its own changes", async () => {
    await redis.ask("ACL", "SETUSER", "deaf", "on", ">pw", "~*", "&*", "+@all", "-subscribe");
    const states: boolean[] = [];
    const url = redis.url.replace("//", "//deaf:pw@");
    let report = () => {};
    const first = new Promise<void>((resolve) => {
      report = resolve;
    });
    const onConnection = (isConnected: boolean) => {
      states.push(isConnected);
      report();
    };
    const store = createRedisStore({ url, secret, onConnection });
    await first;
    const changes: unknown[] = [];
    store.listen((change) => changes.push(change));

    await reached(store);
    const isNew = await store.changed([customer], "evt_deaf");

    assert.equal(isNew, true);
    assert.deepEqual(changes.at(-1), { customerId: customer });
    assert.deepEqual(states, [false]);
    store.close();
  });

  it("refuses a change that it cannot publish, and accepts it when it comes again", async () => {
    await redis.ask("ACL", "SETUSER", "mute", "on", ">pw", "~*", "resetchannels", "+@all");
    const url = redis.url.replace("//", "//mute:pw@");
    let report = () => {};
    const first = new Promise<void>((resolve) => {
      report = resolve;
    });
    const store = createRedisStore({ url, secret, onConnection: report });
    await first;
    const refused = [];
    for (let delivery = 0; delivery < 2; delivery += 1) {
      refused.push(await store.changed([customer], "evt_mute").catch((error: Error) => error));
    }
    store.close();
    const other = (await connected(redis)).store;

    assert.ok(refused.every((each) => each instanceof Error));
    assert.equal(await other.changed([customer], "evt_mute"), true);
    assert.equal(await other.changed([customer], "evt_mute"), false);
    other.close();
  });

  it("hears its own change once", async () => {
    const { store } = await connected(redis);
    const changes: unknown[] = [];
    store.listen((change) => changes.push(change));

    await store.changed([customer]);
    const heard = nextChange(store);
    await store.changed(["customer_after"]);
    await heard;

    assert.ok(changes.filter((each) => Object(each).customerId === customer).length === 1);
    store.close();
  });
});

describe("a hook that throws", () => {
  for (const [how, hook] of [
    ["at once", () => assert.fail("the host's own")],
    ["later", async () => assert.fail("the host's own")],
  ] as const) {
    it(`${how} breaks nothing, and receives that Redis is not connected`, async () => {
      const states: boolean[] = [];
      let report = () => {};
      const first = new Promise<void>((resolve) => {
        report = resolve;
      });
      const store = createRedisStore({
        url: "redis://127.0.0.1:1",
        secret,
        onConnection(isConnected) {
          states.push(isConnected);
          report();
          return hook();
        },
      });

      await first;
      await new Promise((resolve) => setImmediate(resolve));

      assert.deepEqual(states, [false]);
      store.close();
    });
  }
});
