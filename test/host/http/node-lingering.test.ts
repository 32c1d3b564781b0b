import assert from "node:assert/strict";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import { describe, it } from "node:test";
import { discardRest } from "../../../src/host/node/request-body.js";
import { toNodeListener } from "../../../src/host/node.js";
import { aHandTime } from "../hand-time.js";
import { aHost } from "../host-under-test.js";
import { serving } from "../served.js";

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A request whose body never comes to an end. */
function begin(port: number, head: string): Socket {
  const socket = connect(port, "127.0.0.1").on("error", () => {});
  socket.write(`${head}\r\nHost: a\r\nContent-Length: 100\r\n\r\nx`);
  return socket;
}

const ended = (socket: Socket) => new Promise((resolve) => socket.on("close", resolve));

/** Answers without a look at the body, as the handler does for most routes. */
const answering =
  (time: ReturnType<typeof aHandTime>) => (request: IncomingMessage, response: ServerResponse) => {
    discardRest(request, response, time.schedule);
    response.end("answered");
  };

describe("a sender who goes on after the response", () => {
  it("drop by drop: loses the connection after a second", async () => {
    const time = aHandTime();
    await serving(answering(time), async ({ port }) => {
      const socket = begin(port, "POST / HTTP/1.1");
      const closed = ended(socket);
      const [answer] = await once(socket, "data");
      assert.match(String(answer), /^HTTP\/1\.1 200 /);
      while (time.waiting() === 0) await turn();

      time.advance(999);
      socket.write("x");
      assert.equal(time.waiting(), 1);
      time.advance(1);

      await closed;
    });
  });

  it("to its end: keeps the connection, and no timer is left", async () => {
    const time = aHandTime();
    await serving(answering(time), async ({ port }) => {
      const socket = begin(port, "POST / HTTP/1.1");
      await once(socket, "data");
      while (time.waiting() === 0) await turn();

      socket.write("x".repeat(99));
      while (time.waiting() > 0) await turn();
      socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      const [second] = await once(socket, "data");

      assert.match(String(second), /^HTTP\/1\.1 200 /);
      socket.destroy();
    });
  });

  it("control: a server that discards without an end keeps the connection", async () => {
    const time = aHandTime();
    const endless = (request: IncomingMessage, response: ServerResponse) => {
      request.resume();
      response.end("answered");
    };
    await serving(endless, async ({ port }) => {
      const socket = begin(port, "POST / HTTP/1.1");
      await once(socket, "data");
      time.advance(60_000);
      socket.write("x");
      await turn();

      assert.equal(socket.destroyed, false);
      socket.destroy();
    });
  });

  it("the handler ends it after every kind of answer", async () => {
    const { handler } = aHost({ upstreamTimeoutMs: 20 });
    const unsigned = `POST /kyc/webhook HTTP/1.1\r\nsignature: ${"0".repeat(64)}`;
    const rejecting = (request: Request) =>
      request.headers.has("X-Fail") ? Promise.reject(new Error("own words")) : handler(request);
    await serving(toNodeListener(rejecting), async ({ port }) => {
      const statuses = [
        "POST /kyc/session HTTP/1.1",
        "PUT /kyc/session HTTP/1.1",
        "POST http://a/ HTTP/1.1",
        "POST / HTTP/1.1\r\nX-Fail: 1",
        unsigned,
      ].map(async (head) => {
        const socket = begin(port, head);
        const closed = ended(socket);
        const [answer] = await once(socket, "data");
        await closed;
        return String(answer).slice(9, 12);
      });

      assert.deepEqual(await Promise.all(statuses), ["201", "405", "400", "500", "400"]);
    });
  });
});
