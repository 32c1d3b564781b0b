import assert from "node:assert/strict";
import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { describe, it } from "node:test";
import type { FetchHandler } from "../../../src/host/index.js";
import { type NodeListener, toNodeListener } from "../../../src/host/node.js";
import { aHost } from "../host-under-test.js";
import { serving } from "../served.js";
import { anEvent, signatureOf } from "../webhooks.js";

function upload(port: number, path: string, headers: Record<string, string | number>) {
  const upstream = httpRequest({ port, host: "127.0.0.1", path, method: "POST", headers });
  upstream.on("error", () => {});
  return upstream;
}

async function statusOf(response: Promise<unknown[]>): Promise<number | undefined> {
  const [message] = (await response) as [IncomingMessage];
  message.resume();
  return message.statusCode;
}

describe("a request body in Node", () => {
  it("a body with too large a Content-Length is refused before it is sent", async () => {
    const { handler } = aHost();

    await serving(toNodeListener(handler), async ({ port }) => {
      const sending = upload(port, "/kyc/session", { "Content-Length": 10_000_000 });
      const answered = once(sending, "response");
      sending.write("x");

      assert.equal(await statusOf(answered), 400);
      sending.destroy();
    });
  });

  it("a body of 256 kB can be read, a larger one cannot", async () => {
    const bodies: string[] = [];
    const reading: FetchHandler = async (request) => {
      bodies.push(await request.text().then(String, (error: Error) => error.name));
      return new Response();
    };

    await serving(toNodeListener(reading), async ({ port }) => {
      for (const size of [256 * 1024, 256 * 1024 + 1]) {
        const sending = upload(port, "/", { "Transfer-Encoding": "chunked" });
        const answered = once(sending, "response");
        sending.end("x".repeat(size));
        await statusOf(answered);
      }
    });

    assert.deepEqual(
      bodies.map((body) => (body.startsWith("x") ? body.length : body)),
      [256 * 1024, "RangeError"],
    );
  });

  it("a request whose body nobody reads gets its response at once, and an endless body is cut off", async () => {
    const { handler } = aHost();

    await serving(toNodeListener(handler), async ({ port }) => {
      const socket = connect(port, "127.0.0.1");
      socket.on("error", () => {});
      const answered = once(socket, "data");
      // Cut off in the middle of writing, the socket may end with an error; it has to end.
      const closed = new Promise((resolve) => socket.on("close", resolve));
      socket.write("POST /kyc/session HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
      const [answer] = (await answered) as [Uint8Array];
      assert.match(String(answer), /^HTTP\/1\.1 201 /);

      const chunk = `4000\r\n${"x".repeat(0x4000)}\r\n`;
      const pour = () => {
        while (!socket.destroyed && socket.write(chunk));
      };
      socket.on("drain", pour);
      pour();

      await closed;
    });
  });

  /** What middleware does before the handler: reads the body, and keeps its bytes or does not. */
  const parsedBefore =
    (listener: NodeListener, keepsBytes: boolean): NodeListener =>
    async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      if (keepsBytes) Object.assign(request, { rawBody: Buffer.concat(chunks) });
      listener(request, response);
    };

  for (const [keepsBytes, expected] of [
    [false, "400 bad_request body_unreadable"],
    [true, "204  "],
  ] as const) {
    it(`a webhook behind a body parser that ${keepsBytes ? "keeps" : "eats"} its bytes: ${expected}`, async () => {
      const { handler, log } = aHost();
      const body = JSON.stringify(anEvent("1", "customer_a"));
      const headers = { signature: signatureOf(body) };

      await serving(parsedBefore(toNodeListener(handler), keepsBytes), async ({ origin }) => {
        await fetch(`${origin}/kyc/webhook`, { method: "POST", headers, body });
      });

      const answered = log.find((entry) => entry.kind === "answered");
      assert.ok(answered);
      const { status, code = "", reason = "" } = answered;
      assert.equal(`${status} ${code} ${reason}`, expected);
    });
  }
});
