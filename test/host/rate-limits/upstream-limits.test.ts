import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createCallWindow } from "../../../src/host/rate-limits/call-window.js";
import { readRetryAfterSeconds } from "../../../src/host/spherepay/failure-of.js";
import { createHandClock } from "../../../src/simulator/index.js";
import { aHost } from "../host-under-test.js";

const nowMs = Date.parse("2026-11-21T19:42:00.000Z");

const retryAfter: readonly [header: string | null, seconds: number][] = [
  ["1", 1],
  ["120", 120],
  [" 7 ", 7],
  ["0", 1],
  ["3601", 3600],
  ["999999999", 3600],
  ["9999999999", 5],
  ["-1", 5],
  ["+1", 5],
  ["1.5", 5],
  ["1e3", 5],
  ["0x10", 5],
  ["NaN", 5],
  ["", 5],
  [null, 5],
  ["soon", 5],
  ["Sat, 21 Nov 2026 19:42:30 GMT", 30],
  ["Sat, 21 Nov 2026 19:41:00 GMT", 1],
  ["Sat, 21 Nov 2036 19:42:00 GMT", 3600],
  ["Sat, 99 Nov 2026 99:99:99 GMT", 5],
  ["2026-11-21T19:42:30Z", 5],
];
describe("the limit of calls to SpherePay", () => {
  for (const [header, seconds] of retryAfter) {
    it(`Retry-After ${JSON.stringify(header)} is ${seconds} seconds`, () => {
      assert.equal(readRetryAfterSeconds(header, nowMs), seconds);
    });
  }

  type MayCall = () => boolean;

  /** The busiest second of calls that are tried every 5 ms, after a pause. */
  function busiestSecond(make: (now: () => number) => MayCall): number {
    const clock = createHandClock(0);
    const mayCall = make(clock.now);
    const calls: number[] = [];
    clock.advance(60_000);
    for (let tries = 0; tries < 1000; tries += 1) {
      if (mayCall()) calls.push(clock.now());
      clock.advance(5);
    }
    return Math.max(
      ...calls.map((start) => calls.filter((at) => at >= start && at < start + 1000).length),
    );
  }

  it("any second has at most the limit of calls, and reaches it", () => {
    const callWindow = (now: () => number): MayCall => {
      const { request } = createCallWindow(80, now);
      return () => request("customer_a") === 0;
    };

    assert.equal(busiestSecond(callWindow), 80);
  });

  it("control: a token bucket allows more calls in a second", () => {
    const bucket = (now: () => number) => {
      let tokens = 80;
      let at = now();
      return () => {
        tokens = Math.min(80, tokens + ((now() - at) / 1000) * 80);
        at = now();
        if (tokens < 1) return false;
        tokens -= 1;
        return true;
      };
    };

    assert.ok(busiestSecond(bucket) > 80);
  });

  it("calls still pass after the clock is set back", () => {
    const clock = createHandClock(1_000_000);
    const { request } = createCallWindow(1, clock.now);
    request("customer_a");

    clock.advance(-500_000);

    assert.equal(request("customer_a"), 0);
  });

  it("a thousand customers refused together return in slots, as many a second as the limit allows", () => {
    const clock = createHandClock(0);
    const { request } = createCallWindow(80, clock.now);
    for (let calls = 0; calls < 80; calls += 1) request("customer_a");

    const waits = Array.from({ length: 1_000 }, (_, each) => request(`customer_${each}`));

    const perSecond = new Map<number, number>();
    for (const retryAfterMs of waits) {
      const second = Math.ceil(retryAfterMs / 1000);
      perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
    }
    assert.deepEqual(
      [...perSecond.keys()],
      Array.from({ length: 13 }, (_, second) => second + 1),
    );
    assert.ok(Math.max(...perSecond.values()) <= 81);
    clock.advance(60_000);
    assert.equal(request("customer_a"), 0);
  });

  it("no customer waits longer than a minute", () => {
    const { request } = createCallWindow(1, createHandClock(0).now);

    const waits = Array.from({ length: 500 }, (_, each) => request(`customer_${each}`));

    assert.equal(Math.max(...waits), 60_000);
  });

  it("a customer who retries early keeps their slot and delays nobody else", () => {
    const clock = createHandClock(0);
    const { request } = createCallWindow(80, clock.now);
    for (let calls = 0; calls < 80; calls += 1) request("customer_a");

    const waits = Array.from({ length: 10_000 }, () => request("customer_impatient"));

    assert.deepEqual(new Set(waits), new Set([1_000]));
    assert.equal(request("customer_next"), 1_000);
  });

  it("slots of refused calls expire after a minute", () => {
    const clock = createHandClock(0);
    const { request } = createCallWindow(80, clock.now);
    for (let each = 0; each < 20_000; each += 1) request(`customer_${each}`);

    clock.advance(60_000);
    for (let calls = 0; calls < 80; calls += 1) request("customer_a");

    assert.equal(request("customer_later"), 1_000);
  });

  it("calls of other processes count towards the limit", () => {
    const clock = createHandClock(0);
    const { request, count } = createCallWindow(2, clock.now);
    for (const afterMs of [0, 100, 100, 100]) {
      clock.advance(afterMs);
      count();
    }

    assert.equal(request("customer_a"), 900);
    clock.advance(899);
    assert.notEqual(request("customer_a"), 0);
    clock.advance(1);
    assert.equal(request("customer_a"), 0);
  });

  it("above the limit reads are rate_limited and submits still pass", async () => {
    const { ask, session, submit, simulator, log } = aHost({ customerCallsPerMinute: 1_000 });
    const headers = await session();

    const answers = [];
    for (let reads = 0; reads < 100; reads += 1) {
      answers.push(await ask("GET", "/kyc/customer", headers));
    }
    const refused = answers.filter(({ status }) => status === 429);
    const submitted = await submit(headers, "a-key");

    assert.equal(simulator.calls.filter(({ method }) => method === "GET").length, 80);
    assert.equal(refused.length, 21);
    assert.deepEqual(
      [refused[0]?.body["code"], refused[0]?.headers.get("Retry-After")],
      ["rate_limited", "1"],
    );
    assert.match(JSON.stringify(log), /upstream_limit/);
    assert.equal(submitted.status, 201);
  });

  it("a limit of three allows three reads and three writes", async () => {
    const { ask, session, submit, simulator } = aHost({ upstreamCallsPerSecond: 3 });
    const headers = await session();

    const statuses = [];
    for (let reads = 0; reads < 3; reads += 1) {
      statuses.push((await ask("GET", "/kyc/customer", headers)).status);
    }
    const written = await submit(headers, "a-key");

    assert.deepEqual(statuses, [200, 200, 429]);
    assert.equal(written.status, 201);
    simulator.clock.advance(1000);
    assert.equal((await ask("GET", "/kyc/customer", headers)).status, 200);
  });

  for (const [calls, seconds] of [
    [1, undefined],
    [10, undefined],
    [40, 60],
    [80, 120],
  ] as const) {
    const patience = seconds ? `${seconds} seconds of patience` : "nothing";
    it(`when the last second held ${calls} of 80 reads, polling pages are asked for ${patience}`, async () => {
      const { ask, session } = aHost({ customerCallsPerMinute: 1_000 });
      const headers = await session();
      let body: Record<string, unknown> = {};
      for (let reads = 1; reads < Math.max(2, calls); reads += 1) {
        body = (await ask("GET", "/kyc/customer", headers)).body;
      }

      assert.equal(body["pollAfterSeconds"], seconds);
    });
  }
});
