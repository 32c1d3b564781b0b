import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { RedisStore } from "../../src/host/redis.js";
import { customerId } from "../host/scripted-upstream.js";
import { aCodeHost } from "../host/steps/code-host.js";
import { type RedisServer, startRedis } from "./redis-server.js";
import { connected } from "./two-stores.js";

describe("two processes with one Redis", () => {
  let redis: RedisServer;
  let one: RedisStore;
  let other: RedisStore;
  before(async () => {
    redis = await startRedis();
    one = (await connected(redis)).store;
    other = (await connected(redis)).store;
  });
  after(async () => {
    one.close();
    other.close();
    await redis.stop();
  });
  const stores = (count: number) =>
    Array.from({ length: count }, (_, index) => (index % 2 ? one : other));

  it("one of many who read the same note replaces it", async () => {
    const write = (before: string | undefined) =>
      stores(20).map((store, index) =>
        store.replaceNote("customer_many", "a", before, `text ${before} ${index}`, 60_000),
      );

    const first = await Promise.all(write(undefined));
    const text = await one.noteOf("customer_many", "a");
    const second = await Promise.all(write(text));
    const late = await Promise.all(write(text));

    for (const written of [first, second]) assert.equal(written.filter(Boolean).length, 1);
    assert.ok(late.every((isWritten) => !isWritten));
    assert.equal(await one.noteOf("customer_many", "a"), await other.noteOf("customer_many", "a"));
  });

  it("a note is another customer's never, and ends after its time", async () => {
    await one.replaceNote("customer_short", "a", undefined, "text", 60_000);
    assert.equal(await other.noteOf("customer_long", "a"), undefined);
    assert.match(await redis.ask("PTTL", "{sphere-kyc}:note:customer_short:a"), /^:[56]\d{4}\b/);
  });

  it("send one code for ten clicks at either, and count its tries together", async () => {
    const first = await aCodeHost({ store: one });
    const second = await aCodeHost({ store: other });
    const hosts = Array.from({ length: 10 }, (_, index) => (index % 2 ? first : second));
    for (const { upstream } of [first, second]) {
      upstream.verify = () => Response.json({}, { status: 422 });
    }

    const sent = await Promise.all(hosts.map(({ send }, index) => send(`key-${index}`)));
    const again = await second.send(`key-${sent.findIndex(({ status }) => status === 201)}`);
    const checked = await Promise.all(
      hosts.map(({ check }, index) => check("000000", `key-${index}`)),
    );

    const calls = (path: string) => first.callsOf(path) + second.callsOf(path);
    assert.deepEqual([calls("otp-send"), again.status], [1, 201]);
    assert.equal(sent.filter(({ status }) => status === 429).length, 9);
    assert.equal(calls("otp-verify"), 5);
    assert.equal(checked.filter(({ status }) => status === 429).length, 5);
  });

  it("control: with a store of their own they send two codes", async () => {
    const first = await aCodeHost();
    const second = await aCodeHost();
    await Promise.all([first.send(), second.send()]);

    assert.equal(first.callsOf("otp-send") + second.callsOf("otp-send"), 2);
  });

  it("a code that was accepted at one is accepted again at the other, which hears of it", async () => {
    const first = await aCodeHost({ store: one });
    const second = await aCodeHost({ store: other });
    const name = "phone_verification";
    const heard = new Promise((resolve) => {
      const stop = other.listen((change) => {
        stop();
        resolve(change);
      });
    });

    const accepted = await first.check("491823", "once", name);
    const again = await second.check("491823", "once", name);

    assert.deepEqual([accepted.status, again.status, second.callsOf("otp-verify")], [204, 204, 0]);
    assert.deepEqual(await heard, { customerId, cause: "click" });
  });

  it("Redis holds no code, no contact and no key of a click", async () => {
    const dump = await redis.dump();

    assert.match(dump, /code\.email_verification/);
    for (const secret of ["491823", "000000", "ana.canary", "600111142", "key-1"]) {
      assert.ok(!dump.includes(secret), secret);
    }
  });
});
