import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createMemoryStore, type Store } from "../../../../src/host/index.js";
import { aDocumentHost, files, idCard } from "./document-host.js";

const canary = "CANARY-EXIF-40.4168N-Ana-Reyes";
const photo = new Blob([files.jpeg, canary]);

/** A store that remembers every text it was given. */
function aTellingStore(): { store: Store; texts: string[] } {
  const store = createMemoryStore();
  const texts: string[] = [];
  const telling = {
    ...store,
    replaceNote: (...given: Parameters<Store["replaceNote"]>) => {
      texts.push(JSON.stringify(given));
      return store.replaceNote(...given);
    },
  };
  return { store: telling, texts };
}

describe("what is in a document, and what it is called", () => {
  it("is found in the one request that carries it, and nowhere else", async () => {
    const { store, texts } = aTellingStore();
    const errors: unknown[] = [];
    const host = await aDocumentHost({ store, onError: (error) => void errors.push(error) });
    const headers = {
      "Content-Disposition": `attachment; filename="${canary}.jpg"`,
      "Content-Type": `image/jpeg; name=${canary}`,
      "X-File-Name": canary,
    };

    const taken = await host.send({ query: idCard("front"), body: photo, headers });
    const refused = await host.send({ query: idCard("back"), body: new Blob([canary]), headers });
    const customer = await host.customer();

    assert.deepEqual([taken.status, refused.status], [201, 415]);
    const [sent, ...more] = host.uploads;
    assert.equal(more.length, 0);
    assert.equal(sent?.text.split(canary).length, 2, "once, in the bytes of the file");
    const elsewhere = [
      taken.text,
      refused.text,
      JSON.stringify(customer),
      JSON.stringify([...taken.headers, ...refused.headers]),
      JSON.stringify(host.log),
      ...errors.map(String),
      ...texts,
      ...host.simulator.calls.map(({ path }) => path),
    ].join("\n");
    assert.ok(texts.length > 0);
    assert.ok(!elsewhere.includes("CANARY"), elsewhere);
  });

  it("is found nowhere when SpherePay's own answer repeats it", async () => {
    const host = await aDocumentHost({}, "same-file-refused");
    const fetched = await host.send({ body: photo });
    const again = await host.send({ body: photo });

    assert.ok(!`${fetched.text}${again.text}${JSON.stringify(host.log)}`.includes("CANARY"));
  });
});

describe("the hook inspectDocument", () => {
  it("sees the whole file and what it is, and lets it through", async () => {
    const seen: unknown[] = [];
    const host = await aDocumentHost({
      inspectDocument: async (file, facts) => {
        seen.push(await file.text(), file.type, facts);
        return "accept";
      },
    });

    assert.equal((await host.send({ query: idCard("back"), body: photo })).status, 201);

    assert.ok(String(seen[0]).endsWith(canary));
    assert.deepEqual(seen.slice(1), [
      "image/jpeg",
      {
        customerId: host.id,
        requirement: "identity_document",
        type: "id_card",
        country: "ESP",
        side: "back",
        mediaType: "image/jpeg",
      },
    ]);
  });

  it("refuses a file, which is not sent on", async () => {
    const host = await aDocumentHost({ inspectDocument: async () => "refuse" });

    const answer = await host.send();

    assert.deepEqual([answer.status, answer.body["code"]], [422, "document_refused"]);
    assert.equal(host.uploads.length, 0);
  });

  const failing: readonly [what: string, hook: () => unknown][] = [
    [
      "throws",
      () => {
        throw new Error("scanner down");
      },
    ],
    ["rejects", () => Promise.reject(new Error("scanner down"))],
    ["says something else", () => true],
    ["says nothing", () => undefined],
    ["never ends", () => new Promise(() => {})],
  ];
  for (const [what, hook] of failing) {
    it(`that ${what} lets nothing through, and is the host's own failure`, async () => {
      const errors: unknown[] = [];
      const host = await aDocumentHost({
        inspectDocument: hook as () => Promise<"accept">,
        upstreamTimeoutMs: 20,
        onError: (error) => void errors.push(error),
      });

      const answer = await host.send();

      assert.deepEqual([answer.status, answer.body["code"]], [500, "host_failed"]);
      assert.ok(!answer.text.includes("scanner"));
      assert.equal(host.uploads.length, 0);
      assert.equal(errors.length, what.startsWith("says") ? 0 : 1);
    });
  }
});
