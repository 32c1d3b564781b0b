import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { RedisStore } from "../../src/host/redis.js";
import { type RedisServer, startRedis } from "./redis-server.js";
import { connected } from "./two-stores.js";

let customers = 0;
/** A new customer, whom no other test has touched. */
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

  it("share one rate limit, and say when to retry", async () => {
    const call = { operation: "read", callsPerSecond: 40, customerCallsPerMinute: 60 } as const;
    const asked = Array.from({ length: 100 }, (_, index) =>
      (index % 2 ? one : other).requestCall({ ...call, customerId: aCustomer() }),
    );
    const results = await Promise.all(asked);
    const refused = results.filter(({ isAllowed }) => !isAllowed);

    assert.equal(refused.length, 60);
    assert.ok(refused.every((each) => !each.isAllowed && each.limit === "upstream"));
    const waits = refused.map((each) => (each.isAllowed ? 0 : each.retryAfterMs));
    assert.ok(Math.min(...waits) > 0 && Math.max(...waits) > 1_300, String(waits));
    assert.ok(results.some(({ load }) => load === 1));
  });

  it("give one slot to a customer who keeps retrying, so that no other customer waits for them", async () => {
    const call = { operation: "write", callsPerSecond: 40, customerCallsPerMinute: 60 } as const;
    const impatient = aCustomer();
    await Promise.all(
      Array.from({ length: 40 }, () => one.requestCall({ ...call, customerId: aCustomer() })),
    );

    for (let each = 0; each < 200; each += 1) {
      await (each % 2 ? one : other).requestCall({ ...call, customerId: impatient });
      if (each % 40 === 39) await one.requestCall({ ...call, customerId: aCustomer() });
    }
    const next = await one.requestCall({ ...call, customerId: aCustomer() });

    // Two hundred slots for one customer would be five seconds.
    assert.ok(next.isAllowed || next.retryAfterMs < 2_000);
  });

  it("share one bucket for each customer", async () => {
    const call = {
      customerId: aCustomer(),
      operation: "write",
      callsPerSecond: 1_000,
      customerCallsPerMinute: 20,
    } as const;

    const results = [];
    for (let each = 0; each < 12; each += 1) {
      results.push(await (each % 2 ? one : other).requestCall(call));
    }

    const last = results.at(-1);
    assert.equal(results.filter(({ isAllowed }) => isAllowed).length, 10);
    assert.ok(last && !last.isAllowed && last.limit === "customer" && last.retryAfterMs <= 6_000);
  });
});
