import assert from "node:assert/strict";
import { once } from "node:events";
import { describe, it } from "node:test";
import type { OnboardingHandlerOptions } from "../../../../src/host/index.js";
import { sendHead } from "../../raw-request.js";
import { files, until } from "./document-host.js";
import { answered, onLoopback } from "./loopback-host.js";

const path = "/kyc/documents/identity_document?type=passport&country=ESP";

describe("a body that does not end, in Node", () => {
  for (const held of [false, true]) {
    it(`is answered while it goes on, and the others are served${held ? ", where files are held whole" : ""}`, async () => {
      const inspected: Pick<OnboardingHandlerOptions, "inspectDocument"> = held
        ? { inspectDocument: async () => "accept" as const }
        : {};
      await onLoopback(
        { maxDocumentBytes: 1_000_000, ...inspected },
        async ({ sessionOf, begin, arrivals, origin }) => {
          const headers = await sessionOf("customer_a");
          // As browsers ask for; a connection that is to close does so with the response.
          const open = { Connection: "keep-alive", "Transfer-Encoding": "chunked" };
          const upload = begin({ ...headers, ...open });
          let sentBytes = 0;
          let isOver = false;
          const write = () => {
            if (isOver || upload.destroyed) return;
            sentBytes += 64_000;
            upload.write(Buffer.alloc(64_000), () => setImmediate(write));
          };
          upload.write(files.jpeg);
          write();
          const { status, body } = await answered(upload);
          isOver = true;

          assert.deepEqual([status, body["maxBytes"]], [413, 1_000_000]);
          assert.equal(arrivals.length, 0);
          assert.ok(sentBytes > 1_000_000);
          const other = await fetch(`${origin}/kyc/customer`, { headers });
          assert.equal(other.status, 200);
          upload.destroy();
        },
      );
    });
  }

  it("of 500 at 250 customers, without a length and held whole, leaves the rest served", async () => {
    await onLoopback(
      { inspectDocument: async () => "accept" },
      async ({ sessionOf, begin, origin, arrivals }) => {
        const sessions: Record<string, string>[] = [];
        for (let each = 0; each < 250; each += 1) {
          sessions.push(await sessionOf(`customer_${each}`));
        }
        const uploads = [...sessions, ...sessions].map((session) => {
          const upload = begin({ ...session, "Transfer-Encoding": "chunked" });
          upload.write(files.jpeg);
          return upload;
        });
        let answers = 0;
        for (const upload of uploads) {
          once(upload, "response").then(
            () => {
              answers += 1;
            },
            () => undefined,
          );
        }
        // 64 hold the least that one counts; the others are refused at once.
        await until(() => answers >= 500 - 64);
        assert.equal(answers, 500 - 64);
        assert.equal(arrivals.length, 0);
        const served = await fetch(`${origin}/kyc/customer`, { headers: sessions[3] ?? {} });
        assert.equal(served.status, 200);
        for (const upload of uploads) upload.destroy();
        // Those that are gone leave their places.
        const headers = { ...sessions[7], "Content-Length": files.jpeg.byteLength };
        let status: number | undefined = 429;
        while (status === 429) {
          const upload = begin(headers);
          upload.end(files.jpeg);
          status = (await answered(upload)).status;
        }
        assert.equal(status, 201);
      },
    );
  });
});

describe("a head that says two things of its body, in Node", () => {
  const heads: readonly [what: string, lines: readonly string[]][] = [
    ["two lengths", ["Content-Length: 10", "Content-Length: 12"]],
    ["a length and chunks", ["Content-Length: 10", "Transfer-Encoding: chunked"]],
    ["a length that is none", ["Content-Length: 1e3"]],
    ["a length below 0", ["Content-Length: -1"]],
  ];
  for (const [what, lines] of heads) {
    it(`is refused: ${what}`, async () => {
      await onLoopback({}, async ({ port, sessionOf, arrivals }) => {
        const { Authorization } = await sessionOf("customer_a");
        const head = [
          `POST ${path} HTTP/1.1`,
          "Host: 127.0.0.1",
          `Authorization: ${Authorization}`,
          "Idempotency-Key: one",
          ...lines,
        ].join("\r\n");
        assert.equal((await sendHead(port, head)).status, 400);
        assert.equal(arrivals.length, 0);
      });
    });
  }
});
