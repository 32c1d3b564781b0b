import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { type ClientHttp2Session, connect, createServer } from "node:http2";
import type { AddressInfo } from "node:net";
import { describe, it } from "node:test";
import inject from "light-my-request";
import mocks from "node-mocks-http";
import serverless from "serverless-http";
import { type NodeListener, toNodeListener } from "../../../src/host/node.js";
import { aHost } from "../host-under-test.js";
import { anEvent, signatureOf } from "../webhooks.js";

interface Asked {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

interface Answered {
  readonly status: number;
  readonly text: string;
}

/** Sends one request to a listener, in the way of an adapter or a test tool. */
type Adapter = (listener: NodeListener, asked: Asked) => Promise<Answered>;

/** AWS Lambda behind API Gateway: `headers` is filled and `rawHeaders` empty. */
function lambda(event: (asked: Asked) => object): Adapter {
  return async (listener, asked) => {
    const answer = await serverless(listener)(event(asked), {});
    const { statusCode, body } = answer as { statusCode: number; body: string };
    return { status: statusCode, text: body };
  };
}

const restEvent = ({ method, path, headers, body = "" }: Asked) => ({
  httpMethod: method,
  path,
  headers,
  body,
  requestContext: { identity: { sourceIp: "192.0.2.1" } },
});

/** As a load balancer sends it: every value in a list, and names as they were written. */
const multiValueEvent = (asked: Asked) => ({
  ...restEvent(asked),
  headers: {},
  multiValueHeaders: Object.fromEntries(
    Object.entries(asked.headers).map(([name, value]) => [name.toUpperCase(), [value]]),
  ),
});

const httpEvent = ({ method, path, headers, body = "" }: Asked) => ({
  version: "2.0",
  rawPath: path,
  rawQueryString: "",
  headers,
  body: Buffer.from(body).toString("base64"),
  isBase64Encoded: true,
  requestContext: { http: { method, sourceIp: "192.0.2.1" } },
});

const viaInject: Adapter = async (listener, { path, body, ...asked }) => {
  const sent = { ...asked, url: path, ...(body !== undefined && { payload: body }) };
  const { statusCode, payload } = await inject(listener, sent);
  return { status: statusCode, text: payload };
};

const viaMocks: Adapter = async (listener, { path, body, ...asked }) => {
  const request = mocks.createRequest({
    ...asked,
    url: path,
    ...(body && { body: Buffer.from(body) }),
  });
  const response = mocks.createResponse({ eventEmitter: EventEmitter });
  const ended = once(response, "end");
  listener(request, response);
  await ended;
  return {
    status: response.statusCode,
    text: response._getData() || String(response._getBuffer()),
  };
};

const viaHttp2: Adapter = async (listener, { method, path, headers, body }) => {
  // Its compatibility layer is made to be taken for the classes of `node:http`.
  const server = createServer((request, response) =>
    Reflect.apply(listener, undefined, [request, response]),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const session: ClientHttp2Session = connect(`http://127.0.0.1:${port}`);
  try {
    const lower = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const stream = session.request({ ":method": method, ":path": path, ...lower });
    stream.end(body);
    const [head] = await once(stream, "response");
    let text = "";
    for await (const chunk of stream) text += String(chunk);
    return { status: Number(head[":status"]), text };
  } finally {
    session.close();
    server.close();
  }
};

async function walked(adapter: Adapter): Promise<readonly number[]> {
  const { handler, customerId } = aHost();
  const listener = toNodeListener(handler);
  const opened = await adapter(listener, { method: "POST", path: "/kyc/session", headers: {} });
  const { token } = JSON.parse(opened.text) as { token: string };
  const headers = { Authorization: `Bearer ${token}`, "Idempotency-Key": "a-key" };
  const read = await adapter(listener, { method: "GET", path: "/kyc/customer", headers });
  const sent = await adapter(listener, { method: "POST", path: "/kyc/submit", headers });
  const body = JSON.stringify({ ...anEvent("1", customerId), note: "caf\u00e9" });
  const signed = { signature: signatureOf(body), "Content-Type": "application/json" };
  const heard = await adapter(listener, {
    method: "POST",
    path: "/kyc/webhook",
    headers: signed,
    body,
  });
  assert.equal((JSON.parse(read.text) as { id: string }).id, customerId);
  return [opened, read, sent, heard].map(({ status }) => status);
}

/** The least that a request and a response of an adapter can be. */
function bare(given: object): Promise<Answered> {
  return new Promise((resolve) => {
    const headers = new Map<string, unknown>();
    const request = { method: "POST", url: "/", headers: {}, ...given };
    const response = {
      statusCode: 0,
      once: () => response,
      setHeader: (name: string, value: unknown) => headers.set(name, value),
      end(bytes: Uint8Array) {
        resolve({ status: response.statusCode, text: Buffer.from(bytes).toString() });
      },
    };
    const mirror = async (received: Request) =>
      Response.json({
        url: received.url,
        headers: Object.fromEntries(received.headers),
        body: await received.text().catch(String),
      });
    Reflect.apply(toNodeListener(mirror), undefined, [request, response]);
  });
}

describe("a server that only looks like node:http", () => {
  for (const [what, adapter] of [
    ["serverless-http with an event of a REST API", lambda(restEvent)],
    ["serverless-http with lists of values", lambda(multiValueEvent)],
    ["serverless-http with an event of an HTTP API", lambda(httpEvent)],
    ["light-my-request", viaInject],
    ["node-mocks-http", viaMocks],
    ["HTTP/2", viaHttp2],
  ] as const) {
    it(`${what}: session, customer, submit and webhook`, async () => {
      assert.deepEqual(await walked(adapter), [201, 200, 201, 204]);
    });
  }

  for (const [what, given, expected] of [
    ["no headers at all", { headers: undefined }, {}],
    ["names in capitals", { headers: { "X-ONE": "1" } }, { "x-one": "1" }],
    [
      "lists",
      { headers: { "x-one": ["1", "2"], cookie: ["a=1", "b=2"] } },
      { "x-one": "1, 2", cookie: "a=1; b=2" },
    ],
    ["numbers and nothing", { headers: { "x-one": 1, "x-two": undefined } }, { "x-one": "1" }],
    [
      "the raw list alone",
      { headers: {}, rawHeaders: ["X-One", "1", "X-Two", "2"] },
      { "x-one": "1", "x-two": "2" },
    ],
    [
      "what middleware has taken away",
      { headers: { a: "1" }, rawHeaders: ["a", "1", "x-user", "evil"] },
      { a: "1" },
    ],
    ["text beyond one byte", { headers: { "x-one": "\u0141" } }, { "x-one": "\u00c5\u0081" }],
  ] as const) {
    it(`headers: ${what}`, async () => {
      const { headers } = JSON.parse((await bare(given)).text) as { headers: object };

      assert.deepEqual(headers, expected);
    });
  }

  it("control: the raw list alone sees none of Lambda's headers, and what middleware took away", () => {
    const pairs = ({ rawHeaders = [] as readonly string[] }) => rawHeaders.length / 2;

    assert.equal(pairs({}), 0);
    assert.equal(pairs({ rawHeaders: ["a", "1", "x-user", "evil"] }), 2);
  });

  for (const [what, given, url] of [
    ["no socket", {}, "http://localhost/"],
    ["a socket that says nothing", { socket: {} }, "http://localhost/"],
    ["a socket without TLS", { socket: { encrypted: false } }, "http://localhost/"],
    ["a socket with TLS", { socket: { encrypted: true } }, "https://localhost/"],
  ] as const) {
    it(`${what} means ${url}`, async () => {
      assert.equal((JSON.parse((await bare(given)).text) as { url: string }).url, url);
    });
  }
});
