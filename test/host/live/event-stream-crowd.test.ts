import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createMemoryStore } from "../../../src/host/index.js";
import { createNudges } from "../../../src/host/live/event-streams.js";
import { aHandTime } from "../hand-time.js";
import { origin } from "../host-under-test.js";
import { readStream } from "../stream-reader.js";

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Fifty customers with an open stream each, who may all have missed news. */
function aCrowd() {
  const time = aHandTime();
  const listeners: ((change: { everybody: true }) => void)[] = [];
  const listen = (listener: (typeof listeners)[number]) => {
    listeners.push(listener);
    return () => {};
  };
  const nudges = createNudges({ store: { listen }, now: time.now, schedule: time.schedule });
  const expiresAtMs = time.now() + 600_000;
  const nudged = new Set<number>();
  for (let index = 0; index < 50; index += 1) {
    const session = { customerId: `customer_${index}`, expiresAtMs };
    const { body } = nudges.open(session, new AbortController());
    void readStream(body)
      .nextEvent()
      .then(() => nudged.add(index));
  }
  const tellEverybody = () => {
    for (const listener of listeners) listener({ everybody: true });
  };
  return { time, nudged, tellEverybody };
}

test("when news may have been missed everybody is nudged, twenty a second", async () => {
  const { time, nudged, tellEverybody } = aCrowd();

  const seen: number[] = [];
  tellEverybody();
  for (let second = 0; second < 4; second += 1) {
    await settled();
    seen.push(nudged.size);
    time.advance(1_000);
  }

  assert.deepEqual(seen, [20, 40, 50, 50]);
});

test("when it may have been missed again and again, the last of them has his turn as well", async () => {
  const { time, nudged, tellEverybody } = aCrowd();

  for (let second = 0; second < 3; second += 1) {
    tellEverybody();
    await settled();
    time.advance(1_000);
  }
  await settled();

  assert.equal(nudged.size, 50);
});

test("a reader who goes away after his request was collected leaves nothing behind", async () => {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  const { schedule, now, waiting } = aHandTime();
  const nudges = createNudges({ store: createMemoryStore(), schedule, now });
  const gone = new AbortController();
  const expiresAtMs = now() + 600_000;
  for (let index = 0; index < 50; index += 1) {
    const request = new Request(`${origin}/kyc/events`, { signal: gone.signal });
    nudges.open({ customerId: `customer_${index}`, expiresAtMs }, request);
  }
  for (let round = 0; round < 5; round += 1) {
    collect();
    await settled();
  }

  gone.abort();

  assert.equal(waiting(), 0);
});
