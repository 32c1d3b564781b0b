import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { Readable } from "node:stream";
import { describe, it } from "node:test";
import { createContext, runInContext } from "node:vm";
import nodeFetch from "node-fetch";
import type { UpstreamFetch, UpstreamResponse } from "../../../src/host/index.js";
import { toNodeListener } from "../../../src/host/node.js";
import { createSimulator } from "../../../src/simulator/index.js";
import { aHost, type HostOptions } from "../host-under-test.js";
import { aCustomer, aLink, customerId } from "../scripted-upstream.js";

const text = (method: string) => JSON.stringify(method === "GET" ? aCustomer : aLink);
const bytes = (method: string) => new TextEncoder().encode(text(method));

async function* chunksOf(method: string): AsyncGenerator<Uint8Array> {
  for (const byte of bytes(method)) yield Uint8Array.of(byte);
}

function elsewhere(method: string): Uint8Array {
  const context = createContext({ text: text(method) });
  return runInContext("Uint8Array.from(text, (letter) => letter.charCodeAt(0))", context);
}

/** What the body of a response may be, beside a web stream. */
const bodies: Readonly<Record<string, (method: string) => Partial<UpstreamResponse>>> = {
  "a stream of Node's": (method) => ({ body: Readable.from([Buffer.from(text(method))]) }),
  "a stream of Node's that decodes": (method) => ({
    body: Readable.from([Buffer.from(text(method))]).setEncoding("utf8"),
  }),
  "an async iterable": (method) => ({ body: chunksOf(method) }),
  "chunks of another realm": (method) => ({ body: Readable.from([elsewhere(method)]) }),
  "chunks that are buffers": (method) => ({ body: Readable.from([bytes(method).buffer]) }),
  "a web stream of chunks of another realm": (method) => ({
    body: new ReadableStream({
      start(controller) {
        controller.enqueue(elsewhere(method));
        controller.close();
      },
    }),
  }),
  "no body, arrayBuffer()": (method) => ({ arrayBuffer: async () => bytes(method).buffer }),
  "no body, arrayBuffer() that returns a Buffer": (method) => ({
    arrayBuffer: async () => Buffer.from(text(method)) as unknown as ArrayBuffer,
  }),
  "no body, text()": (method) => ({ text: async () => text(method) }),
  "a body of no kind, text()": (method) => ({ body: { on() {} }, text: async () => text(method) }),
};

const answering =
  (answer: (method: string) => Partial<UpstreamResponse>): UpstreamFetch =>
  async (_, { method }) => ({ status: method === "GET" ? 200 : 201, ...answer(method) });

const aHostWith = (fetch: UpstreamFetch, options: HostOptions = {}) =>
  aHost({ fetch, resolveCustomer: () => customerId, ...options });

async function submitted(fetch: UpstreamFetch) {
  const host = aHostWith(fetch);
  return { ...(await host.submit(await host.session(), "a-key")), log: host.log };
}

describe("a fetch of the host's own", () => {
  for (const [what, answer] of Object.entries(bodies)) {
    it(`a response with ${what} is read`, async () => {
      const { status, body } = await submitted(answering(answer));

      assert.deepEqual([status, body["url"]], [201, aLink.url]);
    });
  }

  it("node-fetch takes a customer through a submit, and a refused key and a 429 say what they are", async () => {
    const simulator = createSimulator();
    const server = createServer(toNodeListener(simulator.api)).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const baseUrl = `http://127.0.0.1:${typeof address === "object" && address?.port}`;
    const id = simulator.createCustomer({ preset: "ready" });
    const options = { baseUrl, resolveCustomer: () => id, linkHosts: ["in.sumsub.com"] };
    try {
      const host = aHostWith(nodeFetch, { ...options, apiKey: simulator.apiKey });
      const session = await host.session();
      const clicked = await host.submit(session, "a-key");
      simulator.inject({ kind: "status", status: 429, retryAfterSeconds: 37 });
      const busy = await host.ask("GET", "/kyc/customer", session);
      const refused = await aHostWith(nodeFetch, { ...options, apiKey: "sk_wrong" }).ask(
        "POST",
        "/kyc/session",
      );

      assert.equal(clicked.status, 201);
      assert.deepEqual([busy.status, busy.headers.get("Retry-After")], [429, "37"]);
      assert.deepEqual([refused.status, refused.body["code"]], [502, "host_misconfigured"]);
    } finally {
      server.close();
    }
  });

  it("reading an endless stream of Node's stops after 256 kB, and destroys it", async () => {
    const streams: { body: Readable; taken: number }[] = [];
    const endless = () => {
      const stream = {
        taken: 0,
        body: new Readable({
          read() {
            stream.taken += 65_536;
            this.push(Buffer.alloc(65_536, 0x20));
          },
        }),
      };
      streams.push(stream);
      return stream;
    };
    const { ask, session, log } = aHostWith(answering(endless));

    await ask("GET", "/kyc/customer", await session());

    assert.match(JSON.stringify(log), /upstream_body_too_large/);
    assert.equal(streams.length, 2);
    for (const { body, taken } of streams) {
      assert.ok(taken <= 512 * 1024, `${taken}`);
      assert.equal(body.destroyed, true);
    }
  });

  it("a whole body that is too large is refused", async () => {
    const { body, log } = await submitted(answering(() => ({ text: async () => " ".repeat(3e5) })));

    assert.equal(body["code"], "upstream_failed");
    assert.match(JSON.stringify(log), /upstream_body_too_large/);
  });

  it("a plain object in the place of headers is read for Retry-After", async () => {
    const busy = { status: 429, headers: { "retry-after": "37" }, text: async () => "" };
    const { ask, session } = aHostWith(answering(() => busy));

    const { status, headers } = await ask("GET", "/kyc/customer", await session());

    assert.deepEqual([status, headers.get("Retry-After")], [429, "37"]);
  });

  const unreadable: Readonly<Record<string, UpstreamFetch>> = {
    "that has nothing to read": answering(() => ({})),
    "whose chunks are objects": answering(() => ({ body: Readable.from([{}]) })),
    "whose arrayBuffer() returns an object": answering(() => ({
      arrayBuffer: async () => ({}) as ArrayBuffer,
    })),
    "without a status": async () => ({}) as UpstreamResponse,
    "that is nothing": async () => undefined as unknown as UpstreamResponse,
  };
  for (const [what, fetch] of Object.entries(unreadable)) {
    it(`control: a response ${what} is the host's set-up, not SpherePay's failure`, async () => {
      const { ask, log } = aHostWith(fetch);

      const { status, body } = await ask("POST", "/kyc/session");

      assert.deepEqual([status, body["code"]], [502, "host_misconfigured"]);
      assert.match(JSON.stringify(log), /"reason":"fetch_answer"/);
    });
  }
});
