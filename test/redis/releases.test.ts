import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import { createStoreWith } from "../../src/host/redis/redis-store.js";
import { aWhile } from "../host/clicks.js";
import { aFaultyLine } from "./faulty-line.js";
import { type RedisServer, startRedis } from "./redis-server.js";
import { isDown, isUp, releases, watched } from "./releases.js";
import { nextChange, secret } from "./two-stores.js";

const inAWeek = new Date(Date.now() + 7 * 24 * 3_600_000).toISOString();
const aLink = { url: "https://in.sumsub.com/websdk/p/1", expiresAt: inAWeek };
const requirement = "identity_verification";

for (const installed of releases) {
  describe(`with redis ${installed.version}`, () => {
    let redis: RedisServer;
    before(async () => {
      redis = await startRedis();
    });
    after(() => redis.stop());

    it("two processes share links, keys, notes, changes and rate limits", async () => {
      const one = watched(installed, { url: redis.url });
      const other = watched(installed, { url: redis.url });
      await Promise.all([one.until(isUp), other.until(isUp)]);
      const customer = `customer_of_${installed.version}`;
      const call = { customerId: customer, operation: "write", callsPerSecond: 2 } as const;
      const heard = nextChange(other.store);

      const links = [
        await one.store.shareLink(customer, requirement, async () => aLink, aWhile),
        await other.store.shareLink(customer, requirement, async () => assert.fail(), aWhile),
      ];
      const begun = await one.store.beginKey(customer, "a-key", aWhile);
      assert.ok(begun.state === "begun");
      const meanwhile = await other.store.beginKey(customer, "a-key", aWhile);
      await one.store.endKey(customer, "a-key", begun.claim, aLink);
      const done = await other.store.beginKey(customer, "a-key", aWhile);
      await one.store.noteSubmission(customer, { startedAt: inAWeek });
      await one.store.changed([customer], "an-event");
      const calls = [];
      for (const { store } of [one, other, one]) {
        calls.push((await store.requestCall({ ...call, customerCallsPerMinute: 60 })).isAllowed);
      }

      assert.deepEqual(links, [aLink, aLink]);
      assert.deepEqual(meanwhile, { state: "in_flight" });
      assert.deepEqual(done, { state: "done", outcome: aLink });
      assert.deepEqual(await other.store.submissionOf(customer), { startedAt: inAWeek });
      assert.equal(await other.store.changed([customer], "an-event"), false);
      assert.deepEqual(await heard, { customerId: customer });
      assert.deepEqual(calls, [true, true, false]);
      for (const { store } of [one, other]) store.close();
    });

    it("a store comes back by itself after an outage, and hears changes again", async () => {
      const line = await aFaultyLine(redis.url);
      const { store, until } = watched(installed, { url: line.url });
      await until(isUp);
      const all = nextChange(store);

      line.interrupt();
      await until(isDown);
      assert.deepEqual(await all, { everybody: true });
      let note = await store.submissionOf("customer_a").catch((error: Error) => error);
      while (note instanceof Error) {
        await new Promise((resolve) => setImmediate(resolve));
        note = await store.submissionOf("customer_a").catch((error: Error) => error);
      }
      const heard = nextChange(store);
      await store.changed(["customer_a"]);

      assert.deepEqual(await heard, { customerId: "customer_a" });
      store.close();
    });

    it("no connection stays open after the end, also when it comes early", async () => {
      const stores = Array.from({ length: 5 }, () => watched(installed, { url: redis.url }));
      for (const { store } of stores) store.close();
      const late = watched(installed, { url: redis.url });
      await late.until(isUp);
      late.store.close();

      const clients = async () => (await redis.ask("CLIENT", "LIST")).match(/^id=/gm)?.length;
      while ((await clients()) !== 1) await new Promise((resolve) => setImmediate(resolve));
    });
  });
}

it("an older package is refused, and its version is named", () => {
  const require = createRequire(import.meta.url);
  const old = {
    version: Object(require("redis-3/package.json")).version,
    exports: Object(require("redis-3")),
  };

  assert.throws(() => createStoreWith(old, { url: "redis://127.0.0.1:1", secret }), {
    name: "TypeError",
    message: `createRedisStore: found version 3.1.2, expected the package "redis" 4.6 or newer, 5 or 6: npm install redis.`,
  });
});

for (const [what, exports] of [
  ["nothing", {}],
  ["something that makes no clients", { createClient: () => ({ get: () => undefined }) }],
] as const) {
  it(`a package that exports ${what} is refused at the start`, () => {
    const other = { version: undefined, exports };
    const create = () => createStoreWith(other, { url: "redis://127.0.0.1:1", secret });

    assert.throws(
      create,
      /found a package without a version, expected the package "redis" 4.6 or newer, 5 or 6/,
    );
  });
}
