import assert from "node:assert/strict";
import { once } from "node:events";
import type { RequestListener, ServerResponse } from "node:http";
import { describe, it } from "node:test";
import express from "express";
import { files, until } from "./document-host.js";
import { answered, onLoopback } from "./loopback-host.js";

const size = 3_000_000;

describe("a document in Node", () => {
  it("is streamed under a known length: SpherePay has its beginning before the page has sent the end", async () => {
    await onLoopback({}, async ({ sessionOf, begin, arrivals }) => {
      const session = await sessionOf("customer_a");
      const upload = begin({ ...session, "Content-Length": size });
      upload.write(files.jpeg);
      upload.write(Buffer.alloc(1_000_000));
      await until(() => Boolean(arrivals[0]?.bytes));
      const { headers, text, state } = arrivals[0] ?? assert.fail();

      assert.equal(state, "arriving");
      assert.ok(Number(headers["content-length"]) > size);
      assert.equal(headers["transfer-encoding"], undefined);
      assert.match(text, /filename="identity_document.jpg"/);
      upload.end(Buffer.alloc(size - 1_000_000 - files.jpeg.byteLength));

      assert.equal((await answered(upload)).status, 201);
      assert.equal(arrivals[0]?.bytes, Number(headers["content-length"]));
      assert.equal(arrivals[0]?.state, "whole");
    });
  });

  it("takes the key nowhere when SpherePay redirects", async () => {
    let followed = 0;
    const answer: RequestListener = (request, response) => {
      request.resume();
      request.on("end", () => {
        followed += 1;
        response.writeHead(307, { Location: "/v2/document" }).end();
      });
    };
    await onLoopback({ answer }, async ({ sessionOf, begin }) => {
      const length = files.jpeg.byteLength;
      const upload = begin({ ...(await sessionOf("customer_a")), "Content-Length": length });
      upload.end(files.jpeg);

      const { status, body } = await answered(upload);
      assert.deepEqual([status, body["code"], followed], [502, "upstream_failed", 1]);
    });
  });

  it("without a length is sent whole, with one", async () => {
    await onLoopback({}, async ({ sessionOf, begin, arrivals }) => {
      const upload = begin({ ...(await sessionOf("customer_a")), "Transfer-Encoding": "chunked" });
      upload.write(files.jpeg);
      upload.end(Buffer.alloc(size));

      assert.equal((await answered(upload)).status, 201);
      assert.ok(Number(arrivals[0]?.headers["content-length"]) > size);
    });
  });

  it("that breaks off never arrives as a whole, and may be sent again", async () => {
    await onLoopback({}, async ({ sessionOf, begin, arrivals, log }) => {
      const session = { ...(await sessionOf("customer_a")), "Idempotency-Key": "one" };
      const upload = begin({ ...session, "Content-Length": size });
      upload.write(files.jpeg);
      upload.write(Buffer.alloc(100_000));
      await until(() => Boolean(arrivals[0]?.bytes));
      upload.destroy();
      await until(() => arrivals[0]?.state !== "arriving");
      assert.equal(arrivals[0]?.state, "broken");
      await until(() =>
        log.some((entry) => "reason" in entry && entry.reason === "document_broken_off"),
      );

      const again = begin({ ...session, "Content-Length": files.jpeg.byteLength });
      again.end(files.jpeg);
      assert.equal((await answered(again)).status, 201);
      assert.equal(arrivals.length, 2);
    });
  });

  it("that SpherePay refuses half way ends there", async () => {
    const answer = (_: unknown, response: ServerResponse) => {
      response.writeHead(413, { "Content-Type": "text/html", Connection: "close" });
      response.end("<h1>413</h1>");
    };
    await onLoopback({ answer }, async ({ sessionOf, begin }) => {
      const upload = begin({ ...(await sessionOf("customer_a")), "Content-Length": size });
      upload.write(files.jpeg);
      upload.write(Buffer.alloc(2_000));

      const { status, body } = await answered(upload);
      upload.destroy();
      assert.deepEqual([status, body["code"]], [413, "document_too_large"]);
      assert.equal(body["maxBytes"], undefined);
    });
  });

  it("is sent whole after SpherePay has refused one for want of a length", async () => {
    let refusals = 0;
    const answer: RequestListener = (request, response) => {
      request.resume();
      request.on("end", () => {
        refusals += 1;
        response.writeHead(refusals === 1 ? 411 : 201);
        response.end(JSON.stringify({ targetId: "customer_a" }));
      });
    };
    await onLoopback({ answer }, async ({ sessionOf, begin, arrivals, origin }) => {
      const session = await sessionOf("customer_a");
      const send = async () => {
        const upload = begin({ ...session, "Content-Length": size });
        upload.write(files.jpeg);
        upload.end(Buffer.alloc(size - files.jpeg.byteLength));
        return (await answered(upload)).status;
      };
      assert.equal(await send(), 502);

      const upload = begin({ ...session, "Content-Length": size });
      upload.write(files.jpeg);
      upload.write(Buffer.alloc(size / 2));
      await fetch(`${origin}/kyc/customer`, { headers: session });
      assert.equal(arrivals.length, 1);
      upload.end(Buffer.alloc(size / 2 - files.jpeg.byteLength));
      assert.equal((await answered(upload)).status, 201);
    });
  });

  it("that is refused before it is read can be sent to its end, and its sender reads why", async () => {
    await onLoopback({ maxDocumentBytes: 1_000_000 }, async ({ sessionOf, begin, arrivals }) => {
      const upload = begin({ ...(await sessionOf("customer_a")), "Content-Length": size });
      upload.write(files.jpeg);
      const response = answered(upload);
      await new Promise<void>((resolve) =>
        upload.end(Buffer.alloc(size - files.jpeg.byteLength), resolve),
      );

      const { status, body } = await response;
      assert.deepEqual([status, body["maxBytes"], arrivals.length], [413, 1_000_000, 0]);
    });
  });

  it("with 500 half open at 250 customers: most are refused at once, the rest of the handler serves on", async () => {
    await onLoopback({}, async ({ sessionOf, begin, origin, arrivals }) => {
      const customers = Array.from({ length: 250 }, (_, index) => `customer_${index}`);
      const sessions: Record<string, string>[] = [];
      for (const id of customers) sessions.push(await sessionOf(id));
      const uploads = [...sessions, ...sessions].map((session) => {
        const upload = begin({ ...session, "Content-Length": 15_000_000 });
        upload.write(files.jpeg);
        return upload;
      });
      const refused = uploads.map((upload) => once(upload, "response"));
      const refusedFirst = 500 - 64;
      let answers = 0;
      for (const each of refused) {
        each.then(
          () => {
            answers += 1;
          },
          () => undefined,
        );
      }
      await until(() => answers >= refusedFirst);

      assert.equal(answers, refusedFirst);
      assert.equal(arrivals.length, 0, "a file of 10 bytes has not said its kind yet");
      const headers = sessions[7] ?? {};
      const served = await fetch(`${origin}/kyc/customer`, { headers });
      assert.equal(served.status, 200);
      for (const upload of uploads) upload.destroy();
    });
  });
});

describe("a body parser before the handler", () => {
  const mounted = (parser: express.RequestHandler) => ({
    mount: (listener: express.RequestHandler) => {
      const app = express();
      app.use(parser);
      app.use(listener);
      return app;
    },
  });

  const working: readonly [name: string, parser: express.RequestHandler][] = [
    ["express.json()", express.json()],
    ["express.urlencoded()", express.urlencoded({ extended: false })],
    ["express.raw()", express.raw({ type: "*/*", limit: "20mb" })],
  ];
  for (const [name, parser] of working) {
    it(`${name} leaves a document as it is`, async () => {
      await onLoopback(mounted(parser), async ({ sessionOf, begin, arrivals }) => {
        const body = Buffer.concat([files.jpeg, Buffer.alloc(400_000, 0xfe)]);
        const headers = { "Content-Type": "image/jpeg", "Content-Length": body.byteLength };
        const upload = begin({ ...(await sessionOf("customer_a")), ...headers });
        upload.end(body);

        assert.equal((await answered(upload)).status, 201);
        assert.ok((arrivals[0]?.bytes ?? 0) > body.byteLength);
      });
    });
  }

  it("express.text() for every type breaks it, and the problem says what to do", async () => {
    const text = express.text({ type: "*/*", limit: "20mb" });
    await onLoopback(mounted(text), async ({ sessionOf, begin, arrivals }) => {
      const upload = begin({
        ...(await sessionOf("customer_a")),
        "Content-Type": "image/jpeg",
        "Content-Length": files.jpeg.byteLength,
      });
      upload.end(files.jpeg);

      const { status, body } = await answered(upload);
      assert.deepEqual([status, body["code"]], [400, "bad_request"]);
      assert.match(String(body["title"]), /mount the handler before/);
      assert.equal(arrivals.length, 0);
    });
  });
});
