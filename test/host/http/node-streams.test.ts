import assert from "node:assert/strict";
import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { describe, it } from "node:test";
import type { FetchHandler } from "../../../src/host/index.js";
import { type NodeListener, toNodeListener } from "../../../src/host/node.js";
import { aHandTime } from "../hand-time.js";
import { aHost } from "../host-under-test.js";
import { serving } from "../served.js";
import { readStream } from "../stream-reader.js";
import { anEvent, aWebhook, webhookSecret } from "../webhooks.js";

function aServedHost() {
  const time = aHandTime();
  const host = aHost({ webhookSecret, schedule: time.schedule });
  let events = 0;
  const notify = async () => {
    events += 1;
    await host.handler(aWebhook(anEvent(String(events), host.customerId)));
  };
  return { ...host, time, notify };
}

/** Fulfilled as soon as it holds; looked at in every round of the event loop. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

describe("a stream in Node", () => {
  it("a webhook to a real server notifies an open stream at once", async () => {
    const { handler, session, customerId } = aServedHost();
    await serving(toNodeListener(handler), async ({ origin }) => {
      const headers = await session();
      const response = await fetch(`${origin}/kyc/events`, { headers });
      const stream = readStream(response.body);
      assert.equal(await stream.next(), "comment");

      for (const id of ["1", "2", "3"]) {
        const webhook = aWebhook(anEvent(id, customerId));
        const body = await webhook.text();
        const { signature = "" } = Object.fromEntries(webhook.headers);
        const init = { method: "POST", headers: { signature }, body };
        assert.equal((await fetch(`${origin}/kyc/webhook`, init)).status, 204);
        assert.equal(await stream.next(), "nudge");
      }

      assert.equal(response.headers.get("Content-Type"), "text/event-stream");
      assert.equal(response.headers.get("Cache-Control"), "no-store, no-transform");
      assert.equal(response.headers.get("X-Accel-Buffering"), "no");
      await stream.leave();
    });
  });

  it("browsers that disconnect in any way leave nothing behind", async () => {
    const { handler, session, time } = aServedHost();
    await serving(toNodeListener(handler), async ({ origin, port }) => {
      const headers = await session();
      for (let visit = 0; visit < 10; visit += 1) {
        const leaving = new AbortController();
        const init = { headers, signal: leaving.signal };
        const { body } = await fetch(`${origin}/kyc/events`, init);
        await readStream(body).next();
        leaving.abort();

        const socket = connect(port, "127.0.0.1");
        const head = `GET /kyc/events HTTP/1.1\r\nHost: a\r\nAuthorization: ${headers["Authorization"]}`;
        socket.write(`${head}\r\n\r\n`);
        await once(socket, "data");
        socket.destroy();
      }

      await until(() => time.waiting() === 0);
    });
  });

  it("a stream that the host ends is a complete response", async () => {
    const { handler, session, time } = aServedHost();
    await serving(toNodeListener(handler), async ({ origin }) => {
      const response = await fetch(`${origin}/kyc/events`, { headers: await session() });
      const stream = readStream(response.body);
      await stream.next();

      time.advance(600_000);

      assert.equal(await stream.nextEvent(), "end");
    });
  });

  it("a stream is read no faster than the browser reads", async () => {
    const chunk = new Uint8Array(64 * 1024);
    let taken = 0;
    let cancelled = false;
    const pouring: FetchHandler = async () =>
      new Response(
        new ReadableStream<Uint8Array>({
          pull(controller) {
            taken += chunk.byteLength;
            controller.enqueue(chunk);
          },
          cancel() {
            cancelled = true;
          },
        }),
        { headers: { "Content-Type": "text/event-stream" } },
      );

    await serving(toNodeListener(pouring), async ({ port }) => {
      const asking = httpRequest({ port, host: "127.0.0.1", path: "/" }).on("error", () => {});
      const answered = once(asking, "response");
      asking.end();
      const [message] = (await answered) as [IncomingMessage];
      message.pause();
      // It stops by itself once the buffers between the two are full.
      let before = -1;
      for (let still = 0; still < 200; still = taken === before ? still + 1 : 0) {
        before = taken;
        await new Promise((resolve) => setImmediate(resolve));
      }
      const stoppedAt = taken;
      message.resume();
      await until(() => taken > stoppedAt + 10 * chunk.byteLength);
      message.destroy();

      await until(() => cancelled);
      assert.ok(stoppedAt < 64 * 1024 * 1024, `${stoppedAt} bytes`);
    });
  });

  it("buffering middleware is flushed after every chunk", async () => {
    const { handler, session, notify } = aServedHost();
    const listener = toNodeListener(handler);
    let flushed = 0;
    const compressing: NodeListener = (request, response) => {
      const flush = () => {
        flushed += 1;
      };
      listener(request, Object.assign(response, { flush }));
    };
    await serving(compressing, async ({ origin }) => {
      const { body } = await fetch(`${origin}/kyc/events`, { headers: await session() });
      const stream = readStream(body);
      await stream.next();
      await notify();
      await stream.next();

      assert.equal(flushed, 2);
      await stream.leave();
    });
  });

  it("a stream that the handler returns after the browser has left is cancelled", async () => {
    let begin: () => void = () => {};
    const began = new Promise<void>((resolve) => {
      begin = resolve;
    });
    let cancelled: () => void = () => {};
    const ended = new Promise<void>((resolve) => {
      cancelled = resolve;
    });
    const late: FetchHandler = async ({ signal }) => {
      begin();
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      return new Response(new ReadableStream({ cancel: () => cancelled() }));
    };
    await serving(toNodeListener(late), async ({ port }) => {
      const socket = connect(port, "127.0.0.1");
      socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      await began;
      socket.destroy();

      await ended;
    });
  });
});
