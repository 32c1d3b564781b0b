import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Failure } from "../../src/host/http/failure.js";
import type { Outcome } from "../../src/host/index.js";
import { createRedisStore, type RedisStore } from "../../src/host/redis.js";
import { aWhile, clicked } from "../host/clicks.js";
import { type RedisServer, startRedis } from "./redis-server.js";
import { connected, nextChange, secret } from "./two-stores.js";

const requirement = "identity_verification";
const inAWeek = new Date(Date.now() + 7 * 24 * 3_600_000).toISOString();
const aLink = { url: "https://in.sumsub.com/websdk/p/canary-of-the-link", expiresAt: inAWeek };
let customers = 0;
/** A new customer that no other test uses. */
const aCustomer = () => {
  customers += 1;
  return `customer_${customers}`;
};

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

  it("share one link, during its creation and afterwards", async () => {
    const customer = aCustomer();
    let made = 0;
    let answer: (outcome: Outcome) => void = () => {};
    const make = () => {
      made += 1;
      return new Promise<Outcome>((resolve) => {
        answer = resolve;
      });
    };
    const asked = [one, other, one, other].map((store) =>
      store.shareLink(customer, requirement, make, aWhile),
    );
    while (made === 0) await new Promise((resolve) => setImmediate(resolve));
    answer(aLink);

    const links = await Promise.all(asked);
    links.push(await other.shareLink(customer, requirement, make, aWhile));

    assert.deepEqual(links, Array(5).fill(aLink));
    assert.equal(made, 1);
  });

  it("share a failure with the requests that wait for it, and then forget it", async () => {
    const customer = aCustomer();
    let fail: (error: Error) => void = () => {};
    const failing = () =>
      new Promise<never>((_, reject) => {
        fail = reject;
      });
    const first = one.shareLink(customer, requirement, failing, aWhile);
    const held = `{sphere-kyc}:link:${customer}:${requirement}`;
    while (!(await redis.dump()).includes(held));
    const second = other.shareLink(
      customer,
      requirement,
      async () => assert.fail("asked twice"),
      aWhile,
    );
    const facts = { upstreamStatus: 422, requirements: ["identity_document"] };
    fail(new Failure("requirements_outstanding", "upstream_status", facts));

    for (const each of [first, second]) {
      await assert.rejects(each, (error: unknown) => {
        assert.ok(error instanceof Failure);
        assert.deepEqual(
          [error.code, error.reason],
          ["requirements_outstanding", "upstream_status"],
        );
        assert.deepEqual([error.upstreamStatus, error.requirements], [422, ["identity_document"]]);
        return true;
      });
    }
    assert.deepEqual(
      await other.shareLink(customer, requirement, async () => aLink, aWhile),
      aLink,
    );
  });

  it("share no link that has expired", async () => {
    const customer = aCustomer();
    const dead = { ...aLink, expiresAt: new Date(Date.now() - 1).toISOString() };

    assert.deepEqual(await one.shareLink(customer, requirement, async () => dead, aWhile), dead);
    assert.deepEqual(
      await other.shareLink(customer, requirement, async () => aLink, aWhile),
      aLink,
    );
  });

  it("share an acceptance, and keep customers and requirements apart", async () => {
    const customer = aCustomer();
    const accepted = { accepted: true } as const;

    await one.shareLink(customer, "submit_verification", async () => accepted, aWhile);
    const answers = [
      await other.shareLink(customer, "submit_verification", async () => aLink, aWhile),
      await other.shareLink(customer, requirement, async () => aLink, aWhile),
      await other.shareLink(aCustomer(), "submit_verification", async () => aLink, aWhile),
    ];

    assert.deepEqual(answers, [accepted, aLink, aLink]);
  });

  it("know each other's idempotency keys: in flight, then done with the outcome", async () => {
    const customer = aCustomer();
    const key = "click ~ with: odd * letters".replaceAll(" ", "");

    const begun = await one.beginKey(customer, key, aWhile);
    assert.ok(begun.state === "begun");
    assert.deepEqual(await other.beginKey(customer, key, aWhile), { state: "in_flight" });
    assert.equal((await other.beginKey(aCustomer(), key, aWhile)).state, "begun");
    await one.endKey(customer, key, begun.claim, aLink);
    assert.deepEqual(await other.beginKey(customer, key, aWhile), {
      state: "done",
      outcome: aLink,
    });
  });

  it("free the key of a click without an outcome, and replay no expired link", async () => {
    const customer = aCustomer();
    const dead = { ...aLink, expiresAt: new Date(Date.now() - 1).toISOString() };

    for (const outcome of [undefined, dead]) {
      await clicked(one, customer, "a-key", outcome);
    }

    assert.equal((await other.beginKey(customer, "a-key", aWhile)).state, "begun");
  });

  it("know each other's submissions", async () => {
    const customer = aCustomer();
    const note = { startedAt: "2026-11-21T19:42:00.000Z", linkExpiresAt: inAWeek };

    await one.noteSubmission(customer, note);

    assert.deepEqual(await other.submissionOf(customer), note);
    assert.equal(await other.submissionOf(aCustomer()), undefined);
  });

  it("hear each other's changes, each with a new version, and each webhook once", async () => {
    const customer = aCustomer();
    const versions = [await other.versionOf(customer)];
    const heard = [nextChange(one), nextChange(other)];

    const areNew = [await one.changed([customer], `evt_${customer}`)];
    versions.push(await other.versionOf(customer));
    areNew.push(await other.changed([customer], `evt_${customer}`));
    versions.push(await other.versionOf(customer));
    areNew.push(await other.changed([customer]));
    versions.push(await one.versionOf(customer));

    assert.deepEqual(areNew, [true, false, true]);
    assert.deepEqual(await Promise.all(heard), Array(2).fill({ customerId: customer }));
    assert.notEqual(versions[0], versions[1]);
    assert.equal(versions[1], versions[2]);
    assert.notEqual(versions[2], versions[3]);
  });

  it("hear which changes are a customer's own clicks, and which are not", async () => {
    const customer = aCustomer();
    const clicks = [nextChange(one), nextChange(other)];
    await one.changed([customer], undefined, "click");
    const clicked = await Promise.all(clicks);
    const announced = nextChange(other);
    await one.changed([customer]);

    assert.deepEqual(clicked, Array(2).fill({ customerId: customer, cause: "click" }));
    assert.deepEqual(await announced, { customerId: customer });
  });

  it("store no link and no idempotency key in plain text", async () => {
    const customer = aCustomer();
    await one.shareLink(customer, requirement, async () => aLink, aWhile);
    await clicked(one, customer, "a-key", aLink);

    const held = await redis.dump();

    assert.ok(held.includes(customer));
    for (const canary of ["canary", "sumsub", btoa("canary-of-the-link").slice(0, 20), "a-key"]) {
      assert.ok(!held.includes(canary), canary);
    }
  });

  it("read each other's links while the secret is changed", async () => {
    const customer = aCustomer();
    const secrets = ["a-new-secret-of-thirty-two-bytes", secret] as const;
    const renewed = createRedisStore({ url: redis.url, secret: secrets });
    await one.shareLink(customer, requirement, async () => aLink, aWhile);
    const share = () => renewed.shareLink(customer, requirement, async () => assert.fail(), aWhile);
    let shared = await share().catch(() => undefined);
    while (!shared) {
      await new Promise((resolve) => setImmediate(resolve));
      shared = await share().catch(() => undefined);
    }

    assert.deepEqual(shared, aLink);
    renewed.close();
  });

  it("control: a process with another secret cannot read a link, and makes a new one", async () => {
    const customer = aCustomer();
    const stranger = createRedisStore({ url: redis.url, secret: `${secret} of another host` });
    await one.shareLink(customer, requirement, async () => aLink, aWhile);
    const another = { ...aLink, url: "https://in.sumsub.com/another" };
    const share = () => stranger.shareLink(customer, requirement, async () => another, aWhile);
    // Until it is connected it rejects.
    let shared = await share().catch(() => undefined);
    while (!shared) {
      await new Promise((resolve) => setImmediate(resolve));
      shared = await share().catch(() => undefined);
    }

    assert.deepEqual(shared, another);
    stranger.close();
  });

  it("share nothing with an application that has another prefix", async () => {
    const customer = aCustomer();
    const { store } = await connected(redis, { prefix: "another-application" });
    await one.noteSubmission(customer, { startedAt: "2026-11-21T19:42:00.000Z" });
    store.listen(() => assert.fail("it heard another application's change"));
    await one.changed([customer]);

    assert.equal(await store.submissionOf(customer), undefined);
    store.close();
  });
});
