import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createMemoryStore, type Store } from "../../../src/host/index.js";
import { type CrowdRun, runCrowd } from "../../bars/crowd.js";

const aThousand: CrowdRun = {
  watchers: 1_000,
  minutes: 3,
  arrivalMs: 30_000,
  stormsAtMs: [45_000],
  hasStreams: true,
};

describe("a crowd of watchers", () => {
  it("a thousand watchers stay under 80 calls a second, also when every customer changes at once", async () => {
    const { busiestSecond, behind, upstreamCalls, caughtUpAfterMs } = await runCrowd(aThousand);

    assert.ok(busiestSecond <= 80, `${busiestSecond}`);
    // A thousand reads at 80 a second take 12.5 seconds, however they are asked.
    assert.ok(caughtUpAfterMs <= 20_000, `${caughtUpAfterMs}`);
    assert.ok(upstreamCalls > 3_000, `${upstreamCalls}`);
    assert.equal(behind, 0);
  });

  it("a thousand watchers without streams stay under 80 calls a second too, and see the current status", async () => {
    const { busiestSecond, behind } = await runCrowd({ ...aThousand, hasStreams: false });

    assert.ok(busiestSecond <= 80, `${busiestSecond}`);
    assert.equal(behind, 0);
  });

  it("control: without the limit, a thousand changes make a thousand calls in a second", async () => {
    const { busiestSecond } = await runCrowd({
      ...aThousand,
      minutes: 1,
      options: () => ({ upstreamCallsPerSecond: 10_000 }),
    });

    assert.ok(busiestSecond > 500, `${busiestSecond}`);
  });

  /** A sliding window without slots: each refused customer may come back as soon as any call is a second old. */
  function aStoreWithoutSlots(now: () => number): Store {
    const calls: number[] = [];
    return {
      ...createMemoryStore({ now }),
      async requestCall({ callsPerSecond }) {
        while ((calls[0] ?? now()) <= now() - 1_000) calls.shift();
        const load = Math.min(1, calls.length / callsPerSecond);
        const blocking = calls.at(-callsPerSecond);
        if (blocking !== undefined) {
          const retryAfterMs = blocking + 1_000 - now();
          return { isAllowed: false, limit: "upstream", retryAfterMs, load };
        }
        calls.push(now());
        return { isAllowed: true, load };
      },
    };
  }

  it("control: without slots, the last watcher sees the change more than a minute later", async () => {
    const { busiestSecond, caughtUpAfterMs } = await runCrowd({
      ...aThousand,
      options: (now) => ({ store: aStoreWithoutSlots(now), events: true }),
    });

    assert.ok(busiestSecond <= 80, `${busiestSecond}`);
    assert.ok(caughtUpAfterMs > 60_000, `${caughtUpAfterMs}`);
  });
});
