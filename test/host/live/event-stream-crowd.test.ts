import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createMemoryStore } from "../../../src/host/index.js";
import { createEventStreams } from "../../../src/host/live/event-streams.js";
import { aHandTime } from "../hand-time.js";
import { origin } from "../host-under-test.js";
import { readStream } from "../stream-reader.js";

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Fifty customers with an open stream each, who may all have missed a change. */
function aCrowd() {
  const time = aHandTime();
  const listeners: ((change: { everybody: true }) => void)[] = [];
  const listen = (listener: (typeof listeners)[number]) => {
    listeners.push(listener);
    return () => {};
  };
  const streams = createEventStreams({ store: { listen }, now: time.now, schedule: time.schedule });
  const expiresAtMs = time.now() + 600_000;
  const notified = new Set<number>();
  for (let index = 0; index < 50; index += 1) {
    const session = { customerId: `customer_${index}`, expiresAtMs };
    const { body } = streams.open(session, new AbortController());
    void readStream(body)
      .nextEvent()
      .then(() => notified.add(index));
  }
  const notifyAll = () => {
    for (const listener of listeners) listener({ everybody: true });
  };
  return { time, notified, notifyAll };
}

describe("many event streams", () => {
  it("all customers are notified, twenty a second, when changes may have been missed", async () => {
    const { time, notified, notifyAll } = aCrowd();

    const seen: number[] = [];
    notifyAll();
    for (let second = 0; second < 4; second += 1) {
      await settled();
      seen.push(notified.size);
      time.advance(1_000);
    }

    assert.deepEqual(seen, [20, 40, 50, 50]);
  });

  it("the last customer is notified even when changes are missed again and again", async () => {
    const { time, notified, notifyAll } = aCrowd();

    for (let second = 0; second < 3; second += 1) {
      notifyAll();
      await settled();
      time.advance(1_000);
    }
    await settled();

    assert.equal(notified.size, 50);
  });

  it("a reader that leaves after its request was garbage collected leaves nothing behind", async () => {
    setFlagsFromString("--expose-gc");
    const collect: () => void = runInNewContext("gc");
    const { schedule, now, waiting } = aHandTime();
    const streams = createEventStreams({ store: createMemoryStore(), schedule, now });
    const gone = new AbortController();
    const expiresAtMs = now() + 600_000;
    for (let index = 0; index < 50; index += 1) {
      const request = new Request(`${origin}/kyc/events`, { signal: gone.signal });
      streams.open({ customerId: `customer_${index}`, expiresAtMs }, request);
    }
    for (let round = 0; round < 5; round += 1) {
      collect();
      await settled();
    }

    gone.abort();

    assert.equal(waiting(), 0);
  });
});
