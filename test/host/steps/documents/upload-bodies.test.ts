import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { aDocumentHost, aSlowBody, files, idCard, until } from "./document-host.js";

const big = (length: number) => {
  const bytes = new Uint8Array(length);
  bytes.set(files.jpeg);
  return bytes;
};
const announced = (length: number) => ({ "Content-Length": String(length) });

describe("the body of a document", () => {
  it("may have exactly as many bytes as SpherePay takes, and not one more", async () => {
    const { send, simulator } = await aDocumentHost({}, "document-stays-required");

    assert.equal((await send({ body: big(15_000_000) })).status, 201);
    const answer = await send({ body: big(15_000_001) });

    assert.deepEqual([answer.status, answer.body["code"]], [413, "document_too_large"]);
    assert.equal(answer.body["maxBytes"], 15_000_000);
    assert.equal(simulator.documents.length, 1);
  });

  it("without a length is cut at the first chunk too many", async () => {
    const { send, uploads } = await aDocumentHost({ maxDocumentBytes: 1_000_000 });
    const { body, state, push } = aSlowBody();
    push(files.jpeg);
    for (let chunk = 0; chunk < 20; chunk += 1) push(new Uint8Array(100_000));

    const answer = await send({ body });
    await until(() => state.isCancelled);

    assert.deepEqual(
      [answer.body["code"], state.isCancelled, uploads.length],
      ["document_too_large", true, 0],
    );
  });

  it("arrives chunk by chunk, without a length", async () => {
    const { send, simulator } = await aDocumentHost();
    const { body, push, end } = aSlowBody();
    const answered = send({ body });
    for (const byte of files.pdf) push(Uint8Array.of(byte));
    end();

    assert.equal((await answered).status, 201);
    assert.equal(simulator.documents[0]?.sizeBytes, files.pdf.byteLength);
  });

  const wrong: readonly [
    what: string,
    body: BodyInit,
    headers: object,
    status: number,
    code: string,
  ][] = [
    ["is empty", new Uint8Array(), {}, 422, "document_refused"],
    ["is empty and says so", "", announced(0), 422, "document_refused"],
    ["is shorter than it says", files.jpeg, announced(99), 400, "bad_request"],
    ["is longer than it says", files.jpeg, announced(5), 400, "bad_request"],
    ["is a page named .jpg", "<!doctype html><p>%PDF", {}, 415, "document_type_refused"],
    ["is a drawing", "<svg xmlns='http://www.w3.org/2000/svg'/>", {}, 415, "document_type_refused"],
    ["is WebP", "RIFF\0\0\0\0WEBPVP8 ", {}, 415, "document_type_refused"],
    ["is AVIF", "\0\0\0\x1cftypavif", {}, 415, "document_type_refused"],
    ["is a video", "\0\0\0\x1cftypqt  ", {}, 415, "document_type_refused"],
    ["has a PDF's mark too late", `${"x".repeat(1020)}%PDF-1.7`, {}, 415, "document_type_refused"],
    ["is one byte", "x", {}, 415, "document_type_refused"],
  ];
  for (const [what, body, headers, status, code] of wrong) {
    it(`that ${what} is ${status} ${code}`, async () => {
      const host = await aDocumentHost();
      const answer = await host.send({ body, headers: { ...headers } });
      assert.deepEqual([answer.status, answer.body["code"]], [status, code]);
      assert.ok(answer.body["title"]);
      assert.equal(host.uploads.length, 0);
      // The next one is not held up.
      assert.equal((await host.send()).status, 201);
    });
  }

  const odd: readonly [what: string, body: string][] = [
    ["a PDF with a kilobyte before its mark", `${"x".repeat(1019)}%PDF-1.7`],
    ["a TIFF of the other byte order", "MM\0* a TIFF"],
    ["a HEIC of another brand", "\0\0\0\x1cftypmif1"],
  ];
  for (const [what, body] of odd) {
    it(`may be ${what}`, async () => {
      const { send } = await aDocumentHost();
      const latin1 = Uint8Array.from(body, (letter) => letter.charCodeAt(0));
      assert.equal((await send({ body: latin1 })).status, 201);
    });
  }

  it("that breaks off is not sent on, and the same key may send it again", async () => {
    const { send, uploads } = await aDocumentHost();
    const { body, state, push, fail } = aSlowBody();
    const answered = send({ body, key: "one" });
    push(files.jpeg);
    await until(() => state.pulls > 0);
    fail();

    assert.equal((await answered).body["code"], "bad_request");
    assert.equal(uploads.length, 0);
    assert.equal((await send({ key: "one" })).status, 201);
  });

  it("whose sender goes away is not waited for", async () => {
    const { send, uploads } = await aDocumentHost();
    const { body, state, push } = aSlowBody();
    const gone = new AbortController();
    const answered = send({ body, signal: gone.signal });
    push(files.jpeg);
    await until(() => state.pulls > 0);
    gone.abort();

    assert.equal((await answered).body["code"], "bad_request");
    assert.equal(uploads.length, 0);
  });

  it("that stops arriving ends after 30 seconds, and one that trickles after ten minutes", async () => {
    const { send, time, uploads, log } = await aDocumentHost();
    const stalled = aSlowBody();
    const first = send({ body: stalled.body });
    stalled.push(files.jpeg);
    await until(() => stalled.state.pulls > 0);
    time.advance(29_999);
    stalled.push(Uint8Array.of(0));
    await until(() => stalled.state.pulls > 1);
    time.advance(29_999);
    assert.ok(!stalled.state.isCancelled);
    time.advance(1);
    assert.equal((await first).body["code"], "bad_request");

    const trickling = aSlowBody();
    const second = send({ body: trickling.body });
    trickling.push(files.jpeg);
    for (let pulls = 1; pulls < 30; pulls += 1) {
      await until(() => trickling.state.pulls === pulls);
      time.advance(20_000);
      trickling.push(Uint8Array.of(0));
    }
    await until(() => trickling.state.pulls === 30);
    time.advance(19_999);
    assert.ok(!trickling.state.isCancelled);
    time.advance(1);

    assert.equal((await second).body["code"], "bad_request");
    await until(() => trickling.state.isCancelled);
    assert.equal(uploads.length, 0);
    const reasons = log.map((entry) => ("reason" in entry ? entry.reason : ""));
    assert.equal(reasons.filter((reason) => reason === "document_stalled").length, 2);
  });
});

describe("the gate of documents", () => {
  it("lets two of a customer through at once; others learn when to come again", async () => {
    const { send } = await aDocumentHost({}, "document-stays-required");
    const slow = [aSlowBody(), aSlowBody()];
    const running = slow.map(({ body }) => send({ body, query: idCard("front") }));
    await until(() => slow.every(({ state }) => state.pulls > 0));

    const third = aSlowBody();
    const answer = await send({ body: third.body, query: idCard("back") });
    assert.deepEqual([answer.status, answer.body["code"]], [429, "rate_limited"]);
    assert.equal(answer.headers.get("Retry-After"), "5");
    assert.equal(third.state.pulls, 0);

    for (const { push, end } of slow) {
      push(files.jpeg);
      end();
    }
    for (const each of await Promise.all(running)) assert.equal(each.status, 201);
    assert.equal((await send({ query: idCard("back") })).status, 201);
  });

  it("holds no more bytes than the host allows, and lets a single large one through", async () => {
    const { send } = await aDocumentHost(
      { maxUploadMemoryBytes: 1_000 },
      "document-stays-required",
    );
    const slow = aSlowBody();
    const running = send({ body: slow.body });
    await until(() => slow.state.pulls > 0);

    assert.equal((await send()).status, 429);

    slow.push(files.jpeg);
    slow.end();
    assert.equal((await running).status, 201);
    assert.equal((await send({ body: big(100_000) })).status, 201);
  });
});
