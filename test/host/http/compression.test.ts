import assert from "node:assert/strict";
import { describe, it } from "node:test";
import compression from "compression";
import express from "express";
import { Hono } from "hono";
import { compress } from "hono/compress";
import { toNodeListener } from "../../../src/host/node.js";
import { aHost, origin } from "../host-under-test.js";
import { serving } from "../served.js";
import { readStream } from "../stream-reader.js";
import { anEvent, aWebhook } from "../webhooks.js";

type Fetch = (request: Request) => Response | Promise<Response>;

/** An event stream as some other handler sends it. */
const plainStream = (cacheControl: string) =>
  new Response(
    new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array([58, 10, 10])) }),
    { headers: { "Content-Type": "text/event-stream", "Cache-Control": cacheControl } },
  );

const packed = (fetch: Fetch): Fetch => {
  const app = new Hono();
  app.use(compress());
  app.all("*", ({ req }) => fetch(req.raw));
  return (request) => app.fetch(request);
};

/** A Fetch middleware that compresses whatever it may. */
const packsEverything =
  (fetch: Fetch): Fetch =>
  async (request) => {
    const response = await fetch(request);
    if (!response.body || /no-transform/.test(response.headers.get("Cache-Control") ?? "")) {
      return response;
    }
    const headers = new Headers(response.headers);
    headers.set("Content-Encoding", "gzip");
    return new Response(response.body.pipeThrough(new CompressionStream("gzip")), { headers });
  };

const accepting = { "Accept-Encoding": "gzip" };

describe("middleware that compresses", () => {
  for (const [what, wrap] of [
    ["Hono's", packed],
    ["one that takes everything", packsEverything],
  ] as const) {
    it(`${what} passes the event stream on as it comes`, async () => {
      const { handler, session, customerId } = aHost();
      const headers = { ...(await session()), ...accepting };
      const response = await wrap(handler)(new Request(`${origin}/kyc/events`, { headers }));
      const stream = readStream(response.body);
      assert.equal(await stream.next(), "comment");

      await handler(aWebhook(anEvent("1", customerId)));

      assert.equal(await stream.next(), "nudge");
      assert.equal(response.headers.get("Content-Encoding"), null);
      await stream.leave();
    });
  }

  it("control: without no-transform the stream would be packed", async () => {
    const request = () => new Request(origin, { headers: accepting });
    const answers = await Promise.all(
      ["no-store", "no-store, no-transform"].map((value) =>
        packsEverything(() => plainStream(value))(request()),
      ),
    );

    assert.deepEqual(
      answers.map(({ headers }) => headers.get("Content-Encoding")),
      ["gzip", null],
    );
    await Promise.all(answers.map(({ body }) => body?.cancel()));
  });

  it("Express's passes the event stream on as it comes, and packs nothing", async () => {
    const { handler, session, customerId } = aHost();
    const app = express();
    app.use(compression({ threshold: 0, filter: () => true }));
    app.use("/kyc", toNodeListener(handler));
    await serving(app, async (served) => {
      const headers = { ...(await session()), ...accepting };
      const read = await fetch(`${served.origin}/kyc/customer`, { headers });
      const response = await fetch(`${served.origin}/kyc/events`, { headers });
      const stream = readStream(response.body);
      assert.equal(await stream.next(), "comment");

      await handler(aWebhook(anEvent("1", customerId)));

      assert.equal(await stream.next(), "nudge");
      const encodings = [read, response].map((each) => each.headers.get("Content-Encoding"));
      assert.deepEqual(encodings, [null, null]);
      await stream.leave();
    });
  });
});
