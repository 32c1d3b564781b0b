import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { CallRequest } from "../../../src/host/index.js";
import { createMemoryCallLimits } from "../../../src/host/rate-limits/memory-call-limits.js";
import { createHandClock } from "../../../src/simulator/index.js";
import { aHost } from "../host-under-test.js";

const aCall: CallRequest = {
  customerId: "customer_a",
  operation: "read",
  callsPerSecond: 1_000,
  customerCallsPerMinute: 60,
};

function limits(maxBuckets = 1_000) {
  const clock = createHandClock(0);
  const { requestCall } = createMemoryCallLimits({ now: clock.now, maxBuckets });
  const mayCall = async (call: Partial<CallRequest> = {}) =>
    (await requestCall({ ...aCall, ...call })).isAllowed;
  return { clock, requestCall, mayCall };
}

describe("the limit of calls for one customer", () => {
  it("any minute has at most the limit of calls for one customer, and reaches all but one", async () => {
    const { clock, mayCall } = limits();
    const calls: number[] = [];
    for (let tries = 0; tries < 2_400; tries += 1) {
      if (await mayCall()) calls.push(clock.now());
      clock.advance(100);
    }

    const perMinute = calls.map(
      (start) => calls.filter((at) => at >= start && at < start + 60_000).length,
    );
    // Half of them at once, then one every two seconds: the next minute begins with the sixtieth.
    assert.equal(Math.max(...perMinute), 59);
    assert.equal(calls.length, 30 + 119);
  });

  for (const perMinute of [1, 2]) {
    it(`a limit of ${perMinute} a minute allows that many in every minute`, async () => {
      const { clock, mayCall } = limits();
      let made = 0;
      for (let second = 0; second < 600; second += 1) {
        if (await mayCall({ customerCallsPerMinute: perMinute })) made += 1;
        clock.advance(1_000);
      }

      assert.equal(made, 10 * perMinute);
    });
  }

  it("control: a bucket of a whole minute's calls allows nearly twice as many", async () => {
    const { clock, mayCall } = limits();
    let made = 0;
    for (let tries = 0; tries < 600; tries += 1) {
      if (await mayCall({ customerCallsPerMinute: 120 })) made += 1;
      clock.advance(100);
    }

    assert.ok(made > 100);
  });

  it("a refused call says when to retry, and passes then", async () => {
    const { clock, requestCall, mayCall } = limits();
    for (let calls = 0; calls < 30; calls += 1) await mayCall();

    const refused = await requestCall(aCall);
    assert.ok(!refused.isAllowed);
    assert.deepEqual([refused.limit, refused.retryAfterMs], ["customer", 2_000]);
    clock.advance(1_999);
    assert.equal(await mayCall(), false);
    clock.advance(1);
    assert.equal(await mayCall(), true);
  });

  it("each customer and operation has its own bucket", async () => {
    const { mayCall } = limits();
    for (let calls = 0; calls < 30; calls += 1) await mayCall();

    assert.equal(await mayCall(), false);
    assert.equal(await mayCall({ operation: "write" }), true);
    assert.equal(await mayCall({ customerId: "customer_b" }), true);
  });

  it("a call that the limit refuses costs the customer nothing", async () => {
    const { clock, requestCall, mayCall } = limits();
    for (let calls = 0; calls < 29; calls += 1) await mayCall({ callsPerSecond: 29 });
    const refused = await requestCall({ ...aCall, callsPerSecond: 29 });
    clock.advance(1_000);

    assert.ok(!refused.isAllowed);
    assert.equal(refused.limit, "upstream");
    assert.equal(await mayCall({ callsPerSecond: 29 }), true);
  });

  it("a clock that is set back delays a customer by one bucket at most", async () => {
    const { clock, mayCall } = limits();
    for (let calls = 0; calls < 30; calls += 1) await mayCall();
    clock.advance(-3_600_000);

    assert.equal(await mayCall(), false);
    clock.advance(60_000);
    assert.equal(await mayCall(), true);
  });

  it("many customers use bounded memory", async () => {
    const { mayCall } = limits(10);
    for (let calls = 0; calls < 30; calls += 1) await mayCall();
    for (let other = 0; other < 10; other += 1) await mayCall({ customerId: `customer_${other}` });

    assert.equal(await mayCall(), true);
  });

  /** Reads of one customer who does nothing else, one after the other, for a minute. */
  async function readsOfAGreedyOne(customerCallsPerMinute?: number): Promise<number> {
    const limit = customerCallsPerMinute ? { customerCallsPerMinute } : {};
    const { ask, session, simulator } = aHost(limit);
    const headers = await session();
    for (let tries = 0; tries < 600; tries += 1) {
      await ask("GET", "/kyc/customer", headers);
      simulator.clock.advance(100);
    }
    return simulator.calls.length;
  }

  it("a customer who reads ten times a second causes at most 60 calls a minute", async () => {
    assert.equal(await readsOfAGreedyOne(), 59);
  });

  it("control: without the limit each of their requests is a call", async () => {
    assert.equal(await readsOfAGreedyOne(100_000), 601);
  });

  it("clicks that SpherePay refuses count too", async () => {
    const { session, submit, simulator, customerId, linksAsked, log } = aHost();
    simulator.require(customerId, "identity_document");
    const headers = await session();

    const statuses = [];
    for (let click = 0; click < 40; click += 1) {
      statuses.push((await submit(headers, `click-${click}`)).status);
    }

    assert.equal(linksAsked(), 30);
    assert.deepEqual(statuses.slice(29, 31), [422, 429]);
    assert.match(JSON.stringify(log), /customer_limit/);
  });
});
