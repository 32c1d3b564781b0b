import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createEventStream, type EventStream } from "../../../src/host/live/event-stream.js";
import { aHandTime } from "../hand-time.js";

/** How many chunks wait for a reader that has taken nothing, once the stream has ended. */
async function chunksWaiting({ body }: Pick<EventStream, "body">): Promise<number> {
  let chunks = 0;
  for await (const _ of body) chunks += 1;
  return chunks;
}

describe("an event stream that nobody reads", () => {
  it("a thousand notifications and an hour of heartbeats leave one chunk in the queue", async () => {
    const time = aHandTime();
    const settings = { lifeMs: 3_600_000, schedule: time.schedule, onEnd: () => {} };
    const stream = createEventStream(settings);

    for (let each = 0; each < 1_000; each += 1) stream.notify();
    time.advance(3_600_000);

    assert.equal(await chunksWaiting(stream), 1);
  });

  it("control: a stream without coalescing queues every chunk", async () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let each = 0; each < 1_000; each += 1) controller.enqueue(new Uint8Array(1));
        controller.close();
      },
    });

    assert.equal(await chunksWaiting({ body }), 1_000);
  });
});
