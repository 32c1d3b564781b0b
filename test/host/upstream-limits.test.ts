import assert from "node:assert/strict";
import { test } from "node:test";
import { createCeiling } from "../../src/host/ceiling.js";
import { readRetryAfterSeconds } from "../../src/host/retry-after.js";
import { createHandClock } from "../../src/simulator/index.js";
import { aHost } from "./host-under-test.js";

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
for (const [header, seconds] of retryAfter) {
  test(`Retry-After ${JSON.stringify(header)} is ${seconds} seconds`, () => {
    assert.equal(readRetryAfterSeconds(header, nowMs), seconds);
  });
}

/** The busiest second of calls that are tried every 5 ms, after a pause. */
function busiestSecond(makeCeiling: (now: () => number) => () => boolean): number {
  const clock = createHandClock(0);
  const mayCall = makeCeiling(clock.now);
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

test("no second holds more calls than the ceiling, and the ceiling is reached", () => {
  assert.equal(
    busiestSecond((now) => createCeiling(80, now)),
    80,
  );
});

test("control: a token bucket lets a second hold more", () => {
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

test("a clock that is set back does not close the ceiling", () => {
  const clock = createHandClock(1_000_000);
  const mayCall = createCeiling(1, clock.now);
  mayCall();

  clock.advance(-500_000);

  assert.equal(mayCall(), true);
});

test("beyond the ceiling reads are rate_limited, and submits still pass", async () => {
  const { ask, session, submit, simulator } = aHost();
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
  assert.equal(submitted.status, 201);
});

test("an agreed ceiling of three allows three reads and three writes", async () => {
  const { ask, session, simulator } = aHost({ upstreamCallsPerSecond: 3 });
  const headers = await session();
  const link = "/kyc/links/identity_verification";

  const statuses = [];
  for (let reads = 0; reads < 3; reads += 1) {
    statuses.push((await ask("GET", "/kyc/customer", headers)).status);
  }
  const written = await ask("POST", link, headers);

  assert.deepEqual(statuses, [200, 200, 429]);
  assert.equal(written.status, 201);
  simulator.clock.advance(1000);
  assert.equal((await ask("GET", "/kyc/customer", headers)).status, 200);
});
