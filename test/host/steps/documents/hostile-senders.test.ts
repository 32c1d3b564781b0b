import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { origin } from "../../host-under-test.js";
import { aDocumentHost, aSlowBody, files, idCard, passport, until } from "./document-host.js";

const documents = "/kyc/documents";
const path = `${documents}/identity_document?${passport}`;

type Host = Awaited<ReturnType<typeof aDocumentHost>>;

/** Sends a request as it is, with a body of which nothing may be read. */
async function sendRaw(host: Host, method: string, target: string, headers = {}) {
  const { body, state } = aSlowBody();
  const hasBody = method !== "GET" && method !== "HEAD";
  const response = await host.handler(
    new Request(`${origin}${target}`, {
      method,
      headers: { ...(await host.session()), "Idempotency-Key": "one", ...headers },
      ...(hasBody && { body, duplex: "half" }),
    }),
  );
  const text = await response.text();
  const json: Record<string, unknown> = text ? JSON.parse(text) : {};
  return { status: response.status, code: json["code"], text, pulls: state.pulls };
}

const requests: readonly [
  what: string,
  method: string,
  target: string,
  status: number,
  headers?: Record<string, string>,
][] = [
  ["HEAD", "HEAD", path, 405],
  ["GET", "GET", path, 405],
  ["PUT", "PUT", path, 405],
  ["DELETE", "DELETE", path, 405],
  ["OPTIONS without an origin", "OPTIONS", path, 405],
  ["OPTIONS of another site", "OPTIONS", path, 403, { Origin: "https://evil.example" }],
  ["no requirement", "POST", `${documents}/?${passport}`, 404],
  ["a requirement that objects have", "POST", `${documents}/constructor?${passport}`, 404],
  ["a requirement of prototypes", "POST", `${documents}/__proto__?${passport}`, 404],
  ["an encoded requirement", "POST", `${documents}/%69dentity_document?${passport}`, 404],
  ["a requirement with a null", "POST", `${documents}/identity_document%00?${passport}`, 404],
  ["a requirement with a slash", "POST", `${documents}/x%2fidentity_document?${passport}`, 404],
  ["a way up", "POST", `${documents}/identity_document/..%2f..%2fsubmit?${passport}`, 404],
  ["another case", "POST", `${documents}/Identity_Document?${passport}`, 404],
  ["a requirement of a code", "POST", `${documents}/email_verification?${passport}`, 404],
  ["a requirement of a link", "POST", `${documents}/liveness_check?${passport}`, 404],
  [
    "one that the host has not on",
    "POST",
    `${documents}/liveness_report_document?${passport}`,
    404,
  ],
  ["a header in the country", "POST", `${path}%0d%0aX-Evil:1`, 422],
  ["a line after the country", "POST", `${path}%0a`, 422],
  ["a part's end in the kind", "POST", path.replace("passport", "passport%22%0d%0a--"), 422],
  ["a header in the side", "POST", `${path}&side=front%0d%0aX-Evil:1`, 422],
  ["a kind that objects have", "POST", path.replace("passport", "__proto__"), 422],
  ["two countries", "POST", `${path}&country=FRA`, 400],
  ["a key of 256 characters", "POST", path, 400, { "Idempotency-Key": "k".repeat(256) }],
  ["a length beyond the limit", "POST", path, 413, { "Content-Length": "15000001" }],
  ["a length that no number holds", "POST", path, 413, { "Content-Length": "9".repeat(15) }],
];

describe("a request for a document that is none", () => {
  for (const [what, method, target, status, headers] of requests) {
    it(`is refused unread: ${what}`, async () => {
      const host = await aDocumentHost();
      const answer = await sendRaw(host, method, target, headers);
      assert.equal(answer.status, status, answer.text);
      assert.deepEqual([answer.pulls, host.uploads.length], [0, 0]);
      assert.ok(!/evil/i.test(answer.text + JSON.stringify(host.log)));
      assert.equal((await host.send()).status, 201, "the next one is served");
    });
  }

  it("is read where nothing is wrong with it", async () => {
    const host = await aDocumentHost();
    const { body, state, push, end } = aSlowBody();
    const answer = host.send({ body });
    await until(() => state.pulls > 0);
    push(files.jpeg);
    end();
    assert.equal((await answer).status, 201);
  });
});

describe("a document of somebody who may not send it", () => {
  it("is refused in the hosted flow: SpherePay forbids mixing", async () => {
    const host = await aDocumentHost({}, undefined, "hosted");
    assert.equal((await host.send()).status, 404);
    assert.equal(host.uploads.length, 0);
  });

  it("is refused once the customer is approved, rejected, or has given it", async () => {
    for (const end of ["approve", "reject", "complete"] as const) {
      const host = await aDocumentHost();
      if (end === "complete") host.simulator.complete(host.id, "identity_document");
      else host.simulator[end](host.id);
      const { status, body } = await host.send();
      assert.deepEqual([status, body["code"]], [409, "wrong_state"], end);
      assert.equal(host.uploads.length, 0);
    }
  });

  it("goes to nobody but the customer of the session, also when another one is named beside it", async () => {
    const host = await aDocumentHost();
    const other = host.simulator.createCustomer({ preset: "ready" });
    host.simulator.require(other, "identity_document");
    const query = `${passport}&targetId=${other}&customerId=${other}&target=business_representative`;
    const headers = { "X-Customer-Id": other, "X-Http-Method-Override": "DELETE" };
    assert.equal((await host.send({ query, headers })).status, 201);
    assert.deepEqual(
      host.simulator.documents.map(({ targetId, target }) => [targetId, target]),
      [[host.id, "customer"]],
    );
  });

  it("is not taken of a customer who is asked for nothing, though another one is", async () => {
    const host = await aDocumentHost();
    const other = host.simulator.createCustomer({ preset: "ready" });
    const stranger = await aDocumentHost({
      resolveCustomer: () => ({ id: other, flow: "api" }),
      fetch: async (input, init) => host.simulator.api(new Request(input, init)),
    });
    const { status, body } = await stranger.send();
    assert.deepEqual([status, body["code"]], [409, "wrong_state"]);
    assert.equal((await host.send()).status, 201);
    assert.equal(host.simulator.documents.length, 1);
  });
});

describe("a body that is not what it says", () => {
  it("counts by its own bytes, whatever coding is named", async () => {
    const host = await aDocumentHost({}, "document-stays-required");
    for (const coding of ["gzip", "br", "identity", "gzip, gzip", "x".repeat(2_000)]) {
      const headers = { "Content-Encoding": coding };
      const packed = await host.send({ body: gzipSync(Buffer.alloc(5_000_000)), headers });
      assert.equal(packed.body["code"], "document_type_refused", coding);
      const plain = await host.send({ headers });
      assert.equal(plain.status, 201, coding);
    }
    assert.ok(host.uploads.every(({ text }) => !/content-encoding/i.test(text)));
  });

  it("under a key that was used gets what the first file got, and is not sent", async () => {
    const host = await aDocumentHost({}, "document-stays-required");
    const first = await host.send({ key: "one", query: idCard("front") });
    const { body, state } = aSlowBody();
    const again = await host.send({ key: "one", query: idCard("front"), body });
    assert.deepEqual([again.status, again.text], [first.status, first.text]);
    assert.deepEqual([state.pulls, host.uploads.length], [0, 1]);
  });

  it("cannot end the form that carries it", async () => {
    const host = await aDocumentHost();
    const part = '\r\n--x\r\nContent-Disposition: form-data; name="targetId"\r\n\r\ncustomer_b\r\n';
    const forged = new Blob([files.pdf, part, part.replace("--x", "----"), "\r\n--x--\r\n"]);
    assert.equal((await host.send({ body: forged })).status, 201);
    const [document] = host.simulator.documents;
    assert.deepEqual([document?.targetId, document?.sizeBytes], [host.id, forged.size]);
  });
});

describe("senders who send nothing", () => {
  it("take nobody's place, whatever length they have named", async () => {
    const host = await aDocumentHost({ maxUploadMemoryBytes: 8_000_000 });
    const customers = [1, 2, 3].map(() => host.simulator.createCustomer({ preset: "ready" }));
    const logins = [...customers, host.id];
    let login = host.id;
    const others = await aDocumentHost({
      maxUploadMemoryBytes: 8_000_000,
      resolveCustomer: () => ({ id: login, flow: "api" }),
      fetch: async (input, init) => host.simulator.api(new Request(input, init)),
    });
    for (const id of customers) host.simulator.require(id, "identity_document");
    const stalled: ReturnType<typeof aSlowBody>[] = [];
    for (const [index, id] of customers.entries()) {
      login = id;
      const authorised = await others.session();
      for (const length of ["15000000", undefined]) {
        const slow = aSlowBody();
        slow.push(files.jpeg);
        stalled.push(slow);
        void others.send({
          body: slow.body,
          key: `${index}-${length}`,
          headers: { ...authorised, ...(length && { "Content-Length": length }) },
        });
      }
    }
    await until(() => stalled.every(({ state }) => state.pulls > 0));
    login = logins.at(-1) ?? "";

    const served = await others.send({ headers: await others.session() });

    assert.equal(served.status, 201, served.text);
    for (const { fail } of stalled) fail();
  });

  it("are refused as soon as what they have sent is more than there is", async () => {
    const host = await aDocumentHost(
      { maxUploadMemoryBytes: 3_000_000 },
      "document-stays-required",
    );
    const slow = [aSlowBody(), aSlowBody()];
    const running = slow.map(({ body }) => host.send({ body }));
    for (const { push } of slow) push(files.jpeg);
    await until(() => slow.every(({ state }) => state.pulls > 0));
    const [one, two] = slow;
    one?.push(new Uint8Array(900_000));
    one?.push(new Uint8Array(200_000));

    const refused = await running[0];
    assert.deepEqual([refused?.status, refused?.body["code"]], [429, "rate_limited"]);
    assert.equal(one?.state.isCancelled, true);
    two?.push(new Uint8Array(2_000_000));
    two?.end();
    assert.equal((await running[1])?.status, 201, "the other one goes on");
  });
});
