import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { aWhile } from "../host/clicks.js";
import { aFaultyLine } from "./faulty-line.js";
import { type RedisServer, startRedis } from "./redis-server.js";
import { type ConnectedStore, connected } from "./two-stores.js";

const requirement = "identity_verification";
const inAWeek = new Date(Date.now() + 7 * 24 * 3_600_000).toISOString();
const aLink = { url: "https://in.sumsub.com/websdk/p/lost", expiresAt: inAWeek };
const key = "a-key";
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("a click whose answer is lost", () => {
  let redis: RedisServer;
  let other: ConnectedStore;
  before(async () => {
    redis = await startRedis();
    other = await connected(redis);
  });
  after(async () => {
    other.store.close();
    await redis.stop();
  });

  const begin = (customer: string, own = key) =>
    other.store.beginKey(customer, own, aWhile, requirement);

  /** A link that is being made until `end` is called. */
  async function making(store: ConnectedStore["store"], customer: string) {
    let end: (outcome: typeof aLink) => void = () => {};
    const running = new Promise<void>((resolve) => {
      const make = () => {
        resolve();
        return new Promise<typeof aLink>((made) => {
          end = made;
        });
      };
      shared = store.shareLink(customer, requirement, make, aWhile);
    });
    await running;
    return { shared, end: () => end(aLink) };
  }
  let shared: Promise<unknown> = Promise.resolve();

  it("leaves its key free: nobody works on it", async () => {
    const gone = await connected(redis);
    await gone.store.beginKey("customer_a", key, aWhile, requirement);
    gone.store.close();

    assert.equal((await begin("customer_a")).state, "begun");
  });

  it("control: its key is in flight while the link is being made, here or elsewhere", async () => {
    const work = await making(other.store, "customer_b");
    await begin("customer_b");

    const meanwhile = await begin("customer_b");
    work.end();
    await work.shared;

    assert.deepEqual(meanwhile, { state: "in_flight" });
    assert.equal((await begin("customer_b")).state, "begun");
  });

  it("of a process that was killed in the middle is free no later than a new key", async () => {
    const victim = await connected(redis);
    const longestMs = 300;
    await victim.store.beginKey("customer_c", key, 10 * aWhile, requirement);
    const never = () => new Promise<never>(() => {});
    victim.store.shareLink("customer_c", requirement, never, longestMs).catch(() => undefined);
    const held = "{sphere-kyc}:link:customer_c";
    while (!(await redis.dump()).includes(held));
    victim.store.close();

    assert.deepEqual(await begin("customer_c"), { state: "in_flight" });
    await begin("customer_c", "a-new-key");
    await other.store.shareLink("customer_c", requirement, async () => aLink, longestMs);

    assert.equal((await begin("customer_c")).state, "begun");
  });

  it("is remembered as soon as Redis is back, when it was lost at the end of the click", async () => {
    const line = await aFaultyLine(redis.url);
    const { store } = await connected(line);
    const begun = await store.beginKey("customer_d", key, aWhile);
    assert.ok(begun.state === "begun");

    const { breaks } = line.breakAt(/HLEN/);
    await store.endKey("customer_d", key, begun.claim, aLink);
    let found = await other.store.beginKey("customer_d", key, aWhile);
    while (found.state === "in_flight") {
      found = await other.store.beginKey("customer_d", key, aWhile);
    }

    assert.equal(breaks(), 1);
    assert.deepEqual(found, { state: "done", outcome: aLink });
    store.close();
  });

  it("reaches those who wait elsewhere for the same link, when it was lost at its end", async () => {
    const line = await aFaultyLine(redis.url);
    const { store } = await connected(line);
    const work = await making(store, "customer_e");
    const waiting = other.store.shareLink(
      "customer_e",
      requirement,
      async () => assert.fail("it was made twice"),
      aWhile,
    );
    await turn();

    const { breaks } = line.breakAt(/'end '/);
    work.end();

    assert.deepEqual(await work.shared, aLink);
    assert.deepEqual(await waiting, aLink);
    assert.equal(breaks(), 1);
    store.close();
  });

  it("does not keep the customer's other keys out: those of a process that is gone make room", async () => {
    const gone = await connected(redis);
    for (let click = 0; click < 64; click += 1) {
      await gone.store.beginKey("customer_f", `key-${click}`, aWhile, requirement);
    }
    gone.store.close();

    assert.equal((await begin("customer_f", "key-64")).state, "begun");
    assert.match(await redis.ask("HLEN", "{sphere-kyc}:keys:customer_f"), /^:64\b/);
  });
});
