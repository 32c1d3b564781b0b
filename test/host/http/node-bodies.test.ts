import assert from "node:assert/strict";
import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { describe, it } from "node:test";
import { runInNewContext } from "node:vm";
import express, { type RequestHandler } from "express";
import type { FetchHandler } from "../../../src/host/index.js";
import { toNodeListener } from "../../../src/host/node.js";
import { aHost } from "../host-under-test.js";
import { serving } from "../served.js";
import { anEvent, aWebhook, signatureOf } from "../webhooks.js";

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

  /** Puts members on the request, as middleware does that has read its body. */
  const keeping =
    (members: (bytes: Buffer) => object): RequestHandler =>
    async (request, _response, next) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const kept = members(Buffer.concat(chunks));
      Object.defineProperties(request, Object.getOwnPropertyDescriptors(kept));
      next();
    };

  const keepRaw = (request: IncomingMessage, _response: unknown, rawBody: Buffer) =>
    void Object.assign(request, { rawBody });
  const otherRealm = (bytes: Buffer): unknown =>
    runInNewContext("Uint8Array.from(bytes)", { bytes: [...bytes] });
  const throwing = () => ({
    get body() {
      throw new SyntaxError("Invalid JSON");
    },
  });
  const taken = "204  ";
  const parsed = "400 bad_request body_parsed_before";

  for (const [what, middleware, expected] of [
    ["nothing", [], taken],
    ["express.raw() for every type", [express.raw({ type: () => true })], taken],
    ["express.raw() for another type", [express.raw({ type: "a/b" })], taken],
    ["express.text() for every type", [express.text({ type: () => true })], taken],
    ["express.json() that keeps rawBody", [express.json({ verify: keepRaw })], taken],
    ["rawBody as text", [keeping((bytes) => ({ rawBody: String(bytes), body: {} }))], taken],
    ["rawBody of another realm", [keeping((bytes) => ({ rawBody: otherRealm(bytes) }))], taken],
    ["rawBody beside a text", [keeping((rawBody) => ({ rawBody, body: "other" }))], taken],
    ["express.json()", [express.json()], parsed],
    ["express.urlencoded() after express.json()", [express.json(), express.urlencoded()], parsed],
    ["a body that was thrown away", [keeping(() => ({}))], parsed],
    ["a body that cannot be looked at", [keeping(throwing)], parsed],
    ["a rawBody that is no bytes", [keeping(() => ({ rawBody: { a: 1 } }))], parsed],
  ] as const) {
    it(`a webhook behind ${what}: ${expected}`, async () => {
      const { handler, log } = aHost();
      const body = JSON.stringify({ ...anEvent("1", "customer_a"), note: "caf\u00e9" });
      const headers = { "Content-Type": "application/json", signature: signatureOf(body) };
      const app = express();
      for (const each of middleware) app.use(each);
      app.use("/kyc", toNodeListener(handler));

      await serving(app, async ({ origin }) => {
        await fetch(`${origin}/kyc/webhook`, { method: "POST", headers, body });
      });

      const answered = log.find((entry) => entry.kind === "answered");
      assert.ok(answered);
      const { status, code = "", reason = "" } = answered;
      assert.equal(`${status} ${code} ${reason}`, expected);
    });
  }

  it("a webhook whose Request was read before is refused for the same reason, in any runtime", async () => {
    const { handler, log } = aHost();
    const webhook = aWebhook(anEvent("1", "customer_a"));
    await webhook.json();

    const response = await handler(webhook);

    const { title } = (await response.json()) as { title: string };
    assert.match(title, /before the body parser/);
    assert.deepEqual(
      log.map((entry) => entry.kind === "answered" && entry.reason),
      ["body_parsed_before"],
    );
  });

  it("a webhook without a body is refused for its signature, not for a parser", async () => {
    const { handler, log } = aHost();
    const headers = { signature: "0".repeat(64) };

    await serving(toNodeListener(handler), async ({ origin }) => {
      await fetch(`${origin}/kyc/webhook`, { method: "POST", headers });
    });

    const reasons = log.map((entry) => entry.kind === "answered" && entry.reason);
    assert.deepEqual(reasons, ["signature_refused"]);
  });
});
