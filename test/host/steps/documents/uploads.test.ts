import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { aDocumentHost, files, idCard, passport } from "./document-host.js";

const dayMs = 24 * 3_600_000;
type DocumentHost = Awaited<ReturnType<typeof aDocumentHost>>;

/** What a page is shown, as `type side`, in order. */
async function shown({ customer }: DocumentHost): Promise<readonly string[]> {
  const { identity_document: list = [] } = Object((await customer())["uploads"]);
  return list.map(({ type, side = "" }: Record<string, string>) => `${type} ${side}`.trim());
}

describe("what a page is shown of documents", () => {
  it("is nothing before one was received, and after it what, which side and when", async () => {
    const host = await aDocumentHost();
    assert.equal((await host.customer())["uploads"], undefined);
    const at = new Date(host.time.now()).toISOString();

    await host.send({ query: idCard("front") });

    assert.deepEqual((await host.customer())["uploads"], {
      identity_document: [{ type: "id_card", side: "front", country: "ESP", receivedAt: at }],
    });
  });

  it("is the latest of each side, and of a kind those of the latest country alone", async () => {
    const host = await aDocumentHost({}, "document-stays-required");
    const at = async (query: string) => {
      host.time.advance(1_000);
      assert.equal((await host.send({ query })).status, 201);
    };

    await at(passport);
    await at(idCard("front"));
    await at(idCard("back"));
    await at(idCard("front"));
    assert.deepEqual(await shown(host), ["passport", "id_card back", "id_card front"]);
    await at(idCard("front").replace("ESP", "FRA"));
    assert.deepEqual(await shown(host), ["passport", "id_card front"]);
  });

  it("is nothing while SpherePay shows the item as pending or complete: its word is newer", async () => {
    const host = await aDocumentHost();
    await host.send();

    assert.deepEqual(await shown(host), []);
    host.simulator.complete(host.id, "identity_document");
    assert.deepEqual(await shown(host), []);
  });

  it("is nothing of a document that SpherePay has refused since", async () => {
    const host = await aDocumentHost({}, "document-stays-required");
    await host.send();
    assert.deepEqual(await shown(host), ["passport"]);

    host.simulator.fail(host.id, "identity_document", "blurred");

    assert.deepEqual(await shown(host), []);
  });

  it("is nothing of a document that was complete and is refused days later", async () => {
    const host = await aDocumentHost();
    await host.send();
    assert.deepEqual(await shown(host), []);
    await host.pass(3 * dayMs);
    host.simulator.fail(host.id, "identity_document", "expired");
    host.simulator.require(host.id, "identity_document");

    assert.deepEqual(await shown(host), []);
  });

  it("is what is to repair an error, while SpherePay has not looked at it, for a day", async () => {
    const host = await aDocumentHost();
    host.simulator.fail(host.id, "identity_document", "blurred");
    await host.send({ query: idCard("front") });
    assert.deepEqual(await shown(host), ["id_card front"]);

    await host.pass(dayMs);

    assert.deepEqual(await shown(host), []);
  });

  it("is nothing of what was repaired, accepted, and refused again", async () => {
    const host = await aDocumentHost();
    host.simulator.fail(host.id, "identity_document", "blurred");
    await host.send();
    assert.deepEqual(await shown(host), []);
    host.simulator.fail(host.id, "identity_document", "expired");

    assert.deepEqual(await shown(host), []);
  });

  it("is kept in the store: another process knows the same", async () => {
    const store = (await import("../../../../src/host/index.js")).createMemoryStore();
    const one = await aDocumentHost({ store });
    await one.send({ query: idCard("front") });
    const text = await store.noteOf(one.id, "document.identity_document");

    assert.match(text ?? "", /"side":"front"/);
    assert.ok(!text?.includes("click-1"));
  });

  it("costs no answer when the store fails: the note alone is missing", async () => {
    const { createMemoryStore } = await import("../../../../src/host/index.js");
    const store = createMemoryStore();
    let isDown = false;
    const failing = {
      ...store,
      noteOf: async (...given: Parameters<typeof store.noteOf>) => {
        if (isDown) throw new Error("down");
        return store.noteOf(...given);
      },
    };
    const host = await aDocumentHost({ store: failing });
    await host.send({ query: idCard("front") });
    isDown = true;

    assert.equal((await host.customer())["uploads"], undefined);
    assert.equal((await host.send({ query: idCard("back"), body: files.png })).status, 500);
    assert.equal(host.uploads.length, 1);
  });
});
