import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ScenarioName } from "../../../../src/simulator/index.js";
import { aDocumentHost, files, idCard, passport } from "./document-host.js";

interface Row {
  readonly scenario: ScenarioName;
  /** What the first click gets, and the second, with a new key. */
  readonly first: string;
  readonly second: string;
  /** How many documents SpherePay has after both. */
  readonly documents: number;
  readonly query?: string;
  readonly pointer?: string;
}

const taken = "201";
const rows: readonly Row[] = [
  // It has the file, and the customer shows it: a success, although the answer was lost.
  { scenario: "upload-response-lost", first: taken, second: "wrong_state", documents: 1 },
  { scenario: "upload-cut-after-success", first: taken, second: "wrong_state", documents: 1 },
  { scenario: "upload-half-response", first: taken, second: "wrong_state", documents: 1 },
  // It may have the file and nothing shows it: a click sends it again.
  { scenario: "upload-cut", first: "upload_unknown", second: taken, documents: 1 },
  { scenario: "upload-hangs", first: "upload_unknown", second: taken, documents: 1 },
  {
    scenario: "upload-too-large-for-a-proxy",
    first: "document_too_large",
    second: taken,
    documents: 1,
  },
  {
    scenario: "upload-refused-while-sending",
    first: "document_too_large",
    second: taken,
    documents: 1,
  },
  { scenario: "upload-key-refused", first: "host_misconfigured", second: taken, documents: 1 },
  { scenario: "upload-rate-limited", first: "rate_limited", second: taken, documents: 1 },
  {
    scenario: "document-not-enabled",
    query: "type=id_card&country=USA&side=front",
    first: "document_refused",
    second: "document_refused",
    documents: 0,
    pointer: "/type",
  },
  { scenario: "document-stays-required", first: taken, second: taken, documents: 2 },
  { scenario: "document-pending-and-required", first: taken, second: taken, documents: 2 },
  { scenario: "document-complete-at-once", first: taken, second: "wrong_state", documents: 1 },
  { scenario: "document-refused-days-later", first: taken, second: "wrong_state", documents: 1 },
  {
    scenario: "decided-before-the-document",
    first: "wrong_state",
    second: "wrong_state",
    documents: 0,
  },
];

describe("a document and SpherePay's irregular answers", () => {
  for (const { scenario, first, second, documents, query = passport, pointer } of rows) {
    it(`${scenario}: ${first}, then ${second}`, async () => {
      const host = await aDocumentHost({ upstreamTimeoutMs: 20 }, scenario);
      const outcome = async (key: string) => {
        const { status, body, text } = await host.send({ query, key });
        assert.ok(!/enabled|html|detail/i.test(text), text);
        const reason = host.log.at(-1);
        const isUnknown = reason?.kind === "answered" && reason.reason === "document_send_unknown";
        if (isUnknown) assert.equal(body["code"], "upload_failed".replace("upload", "upstream"));
        return { word: isUnknown ? "upload_unknown" : String(body["code"] ?? status), body };
      };

      const one = await outcome("one");
      assert.equal(one.word, first);
      if (pointer) assert.deepEqual(one.body["errors"], [{ pointer }]);
      const sent = host.uploads.length;
      // The same key again gets the same, and never sends twice what may have arrived.
      if (first === taken || first === "upload_unknown") {
        assert.equal((await outcome("one")).word, first);
        assert.equal(host.uploads.length, sent);
      }
      assert.equal((await outcome("two")).word, second);
      assert.equal(host.simulator.documents.length, documents);
    });
  }

  it("400 means the document while SpherePay asks for it, and the state when it does not any more", async () => {
    const wrong = await aDocumentHost({}, "document-not-enabled");
    wrong.simulator.behave({ documentRefusal: 400 });
    const query = "type=id_card&country=USA&side=front";
    assert.equal((await wrong.send({ query })).body["code"], "document_refused");

    let approve = () => {};
    const inspectDocument = async () => {
      approve();
      return "accept" as const;
    };
    const closed = await aDocumentHost({ inspectDocument });
    closed.simulator.behave({ decidedUpload: 400 });
    approve = () => closed.simulator.approve(closed.id);
    assert.equal((await closed.send()).body["code"], "wrong_state");
  });

  it("a key that is unknown becomes a success once SpherePay shows the document", async () => {
    const host = await aDocumentHost({ upstreamTimeoutMs: 20 }, "upload-cut");
    assert.equal((await host.send({ key: "one" })).status, 502);
    host.simulator.hold(host.id, "identity_document");

    assert.equal((await host.send({ key: "one" })).status, 201);
    assert.equal(host.uploads.length, 1);
  });

  it("the same key with another side is another file", async () => {
    const host = await aDocumentHost();

    const front = await host.send({ key: "one", query: idCard("front") });
    const back = await host.send({ key: "one", query: idCard("back") });

    assert.deepEqual([front.status, back.status], [201, 201]);
    assert.deepEqual(
      host.simulator.documents.map(({ side }) => side),
      ["front", "back"],
    );
  });

  it("two requests with one key at once send one file", async () => {
    const host = await aDocumentHost({}, "document-stays-required");

    const both = await Promise.all([host.send({ key: "one" }), host.send({ key: "one" })]);

    assert.deepEqual(both.map(({ status }) => status).sort(), [201, 409]);
    assert.equal(host.simulator.documents.length, 1);
  });

  it("the back follows where the front alone made the requirement pending", async () => {
    const host = await aDocumentHost({}, "one-side-suffices");
    assert.equal((await host.send({ query: idCard("front") })).status, 201);

    const otherCountry = idCard("back").replace("ESP", "FRA");
    assert.equal((await host.send({ query: otherCountry })).body["code"], "wrong_state");
    assert.equal((await host.send({ query: idCard("front") })).body["code"], "wrong_state");
    const back = await host.send({ query: idCard("back"), body: files.png });
    assert.equal(back.status, 201);
    assert.equal((await host.send({ query: idCard("back") })).body["code"], "wrong_state");
  });
});
