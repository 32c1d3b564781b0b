import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { aDocumentHost, aSlowBody, files, idCard, passport } from "./document-host.js";

describe("a document", () => {
  it("goes to SpherePay with what its page has said, under a neutral name", async () => {
    const { send, simulator, id, time } = await aDocumentHost();

    const { status, body } = await send({ query: idCard("front") });

    const receivedAt = new Date(time.now()).toISOString();
    assert.deepEqual(
      [status, body],
      [201, { received: { type: "id_card", side: "front", country: "ESP", receivedAt } }],
    );
    const [document] = simulator.documents;
    assert.equal(document?.targetId, id);
    assert.equal(document?.target, "customer");
    assert.equal(document?.documentType, "id_card");
    assert.equal(document?.country, "ESP");
    assert.equal(document?.side, "front");
    assert.equal(document?.fileName, "identity_document-front.jpg");
    assert.equal(document?.mimeType, "image/jpeg");
    assert.equal(document?.sizeBytes, files.jpeg.byteLength);
  });

  it("is what its first bytes say, whatever its page has said of it", async () => {
    for (const [kind, body] of Object.entries(files)) {
      const { send, uploads } = await aDocumentHost();

      const { status } = await send({ body, headers: { "Content-Type": "text/html" } });

      assert.equal(status, 201, kind);
      const ending = { jpeg: "jpg" }[kind] ?? kind;
      assert.ok(uploads[0]?.text.includes(`filename="identity_document.${ending}"`), kind);
      assert.ok(uploads[0]?.text.includes(kind === "pdf" ? "application/pdf" : `image/${kind}`));
      assert.ok(!uploads[0]?.text.includes("text/html"));
    }
  });

  it("counts as taken with 200 too", async () => {
    const { send } = await aDocumentHost({}, "document-taken-with-200");
    assert.equal((await send()).status, 201);
  });

  it("has SpherePay's older word for a driving licence where the host says so", async () => {
    const steps = { identity_document: { driversType: "drivers_license" } } as const;
    const query = "type=drivers&country=ESP&side=front";
    const older = await aDocumentHost({ steps }, "drivers-license");
    const newer = await aDocumentHost({}, "drivers-license");

    assert.equal((await older.send({ query })).status, 201);
    assert.equal((await newer.send({ query })).body["code"], "document_refused");
  });

  it("may be another requirement's, where the host has turned it on", async () => {
    const steps = { proof_of_address_document: true };
    const host = await aDocumentHost({ steps }, "address-proof-taken");
    const name = "proof_of_address_document";

    const { status } = await host.send({ name, query: "type=proof_of_address&country=ESP" });

    assert.equal(status, 201);
    assert.equal(host.simulator.documents[0]?.country, undefined);
  });

  const refusedUnread: readonly [what: string, query: string, pointer: string][] = [
    ["no kind", "", "/type"],
    ["an unknown kind", "type=library_card&country=ESP", "/type"],
    ["a kind that is not listed", "type=drivers&country=ESP&side=front", "/type"],
    ["no country", "type=passport", "/country"],
    ["a country in two letters", "type=passport&country=ES", "/country"],
    ["a country that is not listed", "type=id_card&country=USA&side=front", "/country"],
    ["no side", "type=id_card&country=ESP", "/side"],
    ["an unknown side", "type=id_card&country=ESP&side=inside", "/side"],
    ["a passport with a side", `${passport}&side=front`, "/side"],
  ];
  for (const [what, query, pointer] of refusedUnread) {
    it(`with ${what} is refused before it is read`, async () => {
      const steps = { identity_document: { types: { passport: true, id_card: ["ESP"] } } } as const;
      const { send, uploads } = await aDocumentHost({ steps });
      const { body, state } = aSlowBody();

      const answer = await send({ query, body });

      assert.deepEqual([answer.status, answer.body["code"]], [422, "document_refused"]);
      assert.deepEqual(answer.body["errors"], [{ pointer }]);
      assert.deepEqual([state.pulls, uploads.length], [0, 0]);
    });
  }

  it("is refused unread without a session, without a key, and with a kind said twice", async () => {
    const { send } = await aDocumentHost();
    for (const [sending, status] of [
      [{ headers: { Authorization: "Bearer not-a-token-of-this-host" } }, 401],
      [{ headers: { "Idempotency-Key": "" } }, 400],
      [{ query: `${passport}&type=id_card` }, 400],
    ] as const) {
      const { body, state } = aSlowBody();
      assert.equal((await send({ ...sending, body })).status, status);
      assert.equal(state.pulls, 0);
    }
  });

  it("is refused unread where no step is on, in the hosted flow, and with a page of the host's", async () => {
    const hosts = [
      await aDocumentHost({ steps: { identity_document: false } }),
      await aDocumentHost({ pages: { identity_document: "/upload" } }),
      await aDocumentHost({}, undefined, "hosted"),
    ];
    for (const { send, uploads } of hosts) {
      const { body, state } = aSlowBody();
      const answer = await send({ body });
      assert.deepEqual([answer.status, answer.body["code"]], [404, "no_such_requirement"]);
      assert.deepEqual([state.pulls, uploads.length], [0, 0]);
    }
  });

  it("is refused unread when SpherePay does not ask for it", async () => {
    const complete = await aDocumentHost();
    complete.simulator.complete(complete.id, "identity_document");
    const decided = await aDocumentHost();
    decided.simulator.setStatus(decided.id, "rejected");
    const never = await aDocumentHost({ steps: { liveness_report_document: true } });

    for (const [host, code] of [
      [complete, "wrong_state"],
      [decided, "wrong_state"],
    ] as const) {
      const { body, state } = aSlowBody();
      assert.equal((await host.send({ body })).body["code"], code);
      assert.equal(state.pulls, 0);
    }
    const name = "liveness_report_document";
    const answer = await never.send({ name, query: "type=liveness_report" });
    assert.equal(answer.body["code"], "no_such_requirement");
  });

  it("is refused unread when it says that it is too large, with what it may have", async () => {
    const { send } = await aDocumentHost({ maxDocumentBytes: 4_500_000 });
    const { body, state } = aSlowBody();

    const answer = await send({ body, headers: { "Content-Length": "4500001" } });

    assert.deepEqual([answer.status, answer.body["code"]], [413, "document_too_large"]);
    assert.equal(answer.body["maxBytes"], 4_500_000);
    assert.equal(state.pulls, 0);
  });
});

describe("the action of a document", () => {
  it("names the kinds, their sides and countries, and a limit below SpherePay's", async () => {
    const all = await aDocumentHost();
    const some = await aDocumentHost({
      maxDocumentBytes: 4_500_000,
      steps: { identity_document: { types: { id_card: ["ESP", "FRA"], passport: true } } },
    });
    const sides = ["front", "back"];
    const actionOf = async ({ customer }: typeof all) =>
      Object((await customer())["actions"]).identity_document;

    assert.deepEqual(await actionOf(all), {
      kind: "document",
      types: [
        { type: "passport" },
        { type: "id_card", sides },
        { type: "drivers", sides },
        { type: "residence_permit", sides },
      ],
    });
    assert.deepEqual(await actionOf(some), {
      kind: "document",
      types: [{ type: "id_card", sides, countries: ["ESP", "FRA"] }, { type: "passport" }],
      maxBytes: 4_500_000,
    });
  });
});
