import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { createRedisStore, type RedisStore } from "../../src/host/redis.js";
import { aWhile, clicked } from "../host/clicks.js";
import { type RedisServer, startRedis } from "./redis-server.js";
import { connected, secret } from "./two-stores.js";

const requirement = "identity_verification";
const inAWeek = new Date(Date.now() + 7 * 24 * 3_600_000).toISOString();
const aLink = { url: "https://in.sumsub.com/websdk/p/leased", expiresAt: inAWeek };

describe("work that one process does for all", () => {
  let redis: RedisServer;
  let one: RedisStore;
  before(async () => {
    redis = await startRedis();
    one = (await connected(redis)).store;
  });
  after(async () => {
    one.close();
    await redis.stop();
  });

  /** A process that loses Redis, and it alone, while it makes a link. */
  async function isolatedWhileMaking(customer: string, longestMs: number): Promise<void> {
    const { store } = await connected(redis);
    let isMaking = () => {};
    const making = new Promise<void>((resolve) => {
      isMaking = resolve;
    });
    const never = store.shareLink(
      customer,
      requirement,
      () => {
        isMaking();
        return new Promise(() => {});
      },
      longestMs,
    );
    never.catch(() => undefined);
    await making;
    store.close();
  }

  for (const [customer, longestMs] of [
    ["customer_slow", 6_000],
    ["customer_quick", 300],
  ] as const) {
    it(`work of up to ${longestMs} ms runs once at a time; after that another process takes over`, async () => {
      const began = performance.now();
      await isolatedWhileMaking(customer, longestMs);

      let waitedMs = 0;
      const link = await one.shareLink(
        customer,
        requirement,
        async () => {
          waitedMs = performance.now() - began;
          return aLink;
        },
        longestMs,
      );

      assert.deepEqual(link, aLink);
      assert.ok(waitedMs >= longestMs, `${waitedMs}`);
      assert.ok(waitedMs < longestMs + 4_000, `${waitedMs}`);
    });
  }

  it("a click that Redis forgot does not end the claim of a later click", async () => {
    const customer = "customer_twice";
    const first = await one.beginKey(customer, "a-key", aWhile);
    await redis.ask("FLUSHALL");
    const second = await one.beginKey(customer, "a-key", aWhile);
    assert.ok(first.state === "begun" && second.state === "begun");

    await one.endKey(customer, "a-key", first.claim, undefined);
    const meanwhile = await one.beginKey(customer, "a-key", aWhile);
    await one.endKey(customer, "a-key", second.claim, aLink);
    await one.endKey(customer, "a-key", first.claim, undefined);

    assert.deepEqual(meanwhile, { state: "in_flight" });
    const done = { state: "done", outcome: aLink };
    assert.deepEqual(await one.beginKey(customer, "a-key", aWhile), done);
  });

  it("the key of a click whose process ended is free again after its lease", async () => {
    const begun = await one.beginKey("customer_gone", "a-key", 100);
    assert.equal(begun.state, "begun");

    const began = performance.now();
    let again = await one.beginKey("customer_gone", "a-key", 100);
    while (again.state === "in_flight") again = await one.beginKey("customer_gone", "a-key", 100);

    assert.equal(again.state, "begun");
    assert.ok(performance.now() - began < 4_000);
  });

  it("the latest 64 of two thousand idempotency keys of a customer are remembered, in one place", async () => {
    const customer = "customer_many";
    for (let click = 0; click < 2_000; click += 1) {
      await clicked(one, customer, `key-${click}`, aLink);
    }

    const fields = await redis.ask("HLEN", `{sphere-kyc}:keys:${customer}`);
    const keys = (await redis.dump()).split("\n").filter((each) => each.includes(customer));
    assert.match(fields, /^:64\b/);
    assert.equal(keys.length, 1);
    const latest = await one.beginKey(customer, "key-1999", aWhile);
    assert.deepEqual(latest, { state: "done", outcome: aLink });
  });

  it("at most 64 keys of a customer are in flight", async () => {
    const begin = (click: number) => one.beginKey("customer_crowded", `key-${click}`, aWhile);
    const states = [];
    for (let click = 0; click < 66; click += 1) states.push((await begin(click)).state);

    assert.deepEqual(states.slice(63), ["begun", "in_flight", "in_flight"]);
  });

  it("control: a process with another secret cannot read a click's outcome, and starts it again", async () => {
    await clicked(one, "customer_sealed", "a-key", aLink);
    const stranger = createRedisStore({ url: redis.url, secret: `${secret} of another host` });
    const begin = () => stranger.beginKey("customer_sealed", "a-key", aWhile);
    let begun = await begin().catch(() => undefined);
    while (!begun) begun = await begin().catch(() => undefined);

    assert.equal(begun.state, "begun");
    stranger.close();
  });
});
