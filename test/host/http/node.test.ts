import assert from "node:assert/strict";
import { connect } from "node:net";
import { describe, it } from "node:test";
import type { FetchHandler } from "../../../src/host/index.js";
import {
  type NodeListener,
  type NodeListenerOptions,
  toNodeListener,
} from "../../../src/host/node.js";
import { aHost } from "../host-under-test.js";
import { serving } from "../served.js";

/** Answers what the handler saw of the request. */
const mirror: FetchHandler = async (request) =>
  Response.json({
    url: request.url,
    method: request.method,
    headers: Object.fromEntries(request.headers),
    body: await request.text().catch(() => "unreadable"),
  });

describe("the Node listener", () => {
  it("the whole journey runs over a real server", async () => {
    const { handler } = aHost();

    await serving(toNodeListener(handler), async ({ origin }) => {
      const opened = await fetch(`${origin}/kyc/session`, { method: "POST" });
      const { token } = (await opened.json()) as { token: string };
      const headers = { Authorization: `Bearer ${token}`, "Idempotency-Key": "a-key" };
      const read = await fetch(`${origin}/kyc/customer`, { headers });
      const submitted = await fetch(`${origin}/kyc/submit`, { method: "POST", headers });

      assert.deepEqual([opened.status, read.status, submitted.status], [201, 200, 201]);
      assert.equal(submitted.headers.get("Date"), "Sat, 21 Nov 2026 19:42:00 GMT");
      assert.equal(submitted.headers.get("Cache-Control"), "no-store, no-transform");
      assert.match(await submitted.text(), /in\.sumsub\.com/);
    });
  });

  it("method, address, headers and body arrive as they were sent", async () => {
    await serving(toNodeListener(mirror), async ({ origin, port }) => {
      const response = await fetch(`${origin}/a%20b/../c?d=e%2f`, {
        method: "PUT",
        headers: { "X-One": "1" },
        body: "caf\u00e9",
      });

      const { headers, ...seen } = (await response.json()) as { headers: Record<string, string> };
      assert.deepEqual(seen, {
        url: `http://127.0.0.1:${port}/c?d=e%2f`,
        method: "PUT",
        body: "caf\u00e9",
      });
      assert.equal(headers["x-one"], "1");
    });
  });

  it("the handler sees the origin that the host configures", async () => {
    await serving(toNodeListener(mirror, { origin: "https://app.example" }), async ({ origin }) => {
      const response = await fetch(`${origin}//elsewhere.example/kyc`, {
        headers: { "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "ftp" },
      });

      const { url } = (await response.json()) as { url: string };
      assert.equal(url, "https://app.example//elsewhere.example/kyc");
    });
  });

  it("a browser that disconnects aborts the request", async () => {
    let begin: () => void = () => {};
    const began = new Promise<void>((resolve) => {
      begin = resolve;
    });
    let end: () => void = () => {};
    const aborted = new Promise<void>((resolve) => {
      end = resolve;
    });
    const waiting: FetchHandler = async ({ signal }) => {
      signal.addEventListener("abort", end);
      begin();
      await aborted;
      return new Response("too late");
    };

    await serving(toNodeListener(waiting), async ({ port }) => {
      const socket = connect(port, "127.0.0.1");
      socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      await began;
      socket.destroy();

      await aborted;
    });
  });

  it("a completed request is not aborted", async () => {
    const signals: AbortSignal[] = [];
    const noting: FetchHandler = async ({ signal }) => {
      signals.push(signal);
      return new Response("done");
    };

    await serving(toNodeListener(noting), async ({ origin }) => {
      await (await fetch(origin)).text();
    });

    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [false],
    );
  });

  it("a handler that rejects is a 500 without details, or goes to Express's next", async () => {
    const failing: FetchHandler = () => Promise.reject(new Error("own words"));
    const passed: unknown[] = [];
    const listener = toNodeListener(failing);
    const mounted: NodeListener = (request, response) =>
      listener(request, response, (error) => {
        passed.push(error);
        response.end();
      });

    await serving(listener, async ({ origin }) => {
      const response = await fetch(origin);
      assert.deepEqual([response.status, await response.text()], [500, ""]);
    });
    await serving(mounted, async ({ origin }) => {
      await fetch(origin);
    });

    assert.match(String(passed), /own words/);
  });

  it("a stream that breaks ends the connection", async () => {
    const breaking: FetchHandler = async () =>
      new Response(
        new ReadableStream({
          start: (controller) => controller.enqueue(new Uint8Array([120])),
          pull: (controller) => controller.error(new Error("broken")),
        }),
      );

    await serving(toNodeListener(breaking), async ({ origin }) => {
      await assert.rejects(async () => (await fetch(origin)).text());
    });
  });

  it("JSON that breaks off is a 500 without a body or a type", async () => {
    const breaking: FetchHandler = async () =>
      new Response(
        new ReadableStream({ pull: (controller) => controller.error(new Error("broken")) }),
        { headers: { "Content-Type": "application/json" } },
      );

    await serving(toNodeListener(breaking), async ({ origin }) => {
      const response = await fetch(origin);

      assert.deepEqual([response.status, await response.text()], [500, ""]);
      assert.equal(response.headers.get("Content-Type"), null);
    });
  });

  it("a JSON response has a Content-Length", async () => {
    await serving(toNodeListener(mirror), async ({ origin }) => {
      const response = await fetch(origin);

      const length = (await response.arrayBuffer()).byteLength;
      assert.equal(response.headers.get("Content-Length"), String(length));
    });
  });

  const both = { origin: "https://app.example", trustForwarded: true };
  for (const [options, expected] of [
    [{ origin: "app.example" }, /option "origin" must be/],
    [{ origin: "https://app.example/" }, /option "origin" must be/],
    [{ origin: "https://app.example/kyc" }, /option "origin" must be/],
    [{ trustForwarded: "yes" }, /option "trustForwarded" must be/],
    [{ trustProxy: true }, /no option "trustProxy"; there are: origin, trustForwarded/],
    [both, /either "origin" or "trustForwarded"/],
  ] as const) {
    it(`${JSON.stringify(options)} is refused`, () => {
      assert.throws(() => toNodeListener(mirror, options as NodeListenerOptions), expected);
    });
  }
});
