import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { RedisStore } from "../../src/host/redis.js";
import { aDetailsHost } from "../host/steps/details-host.js";
import { aDocumentHost, files, idCard } from "../host/steps/documents/document-host.js";
import { type RedisServer, startRedis } from "./redis-server.js";
import { connected } from "./two-stores.js";

const canaries = {
  bytes: "CANARY-BYTES-40.4168N",
  name: "CANARY-NAME-Ana-Reyes.jpg",
  line: "CANARY-LANE-7",
  number: "CANARY-4711",
  key: "CANARY-KEY-1",
} as const;

describe("what Redis holds of steps", () => {
  let redis: RedisServer;
  let store: RedisStore;
  before(async () => {
    redis = await startRedis();
    store = (await connected(redis)).store;
  });
  after(async () => {
    store.close();
    await redis.stop();
  });
  const found = async () => {
    const dump = await redis.dump();
    return Object.values(canaries).filter((each) => dump.includes(each));
  };

  it("is notes, and nothing of files, their names, addresses, numbers and keys", async () => {
    const reports: unknown[] = [];
    const onError = (error: unknown) => void reports.push(String(error));
    const documents = await aDocumentHost({ store, onError });
    const headers = {
      "Content-Disposition": `attachment; filename="${canaries.name}"`,
      "Content-Type": `image/jpeg; name=${canaries.name}`,
    };
    const body = new Blob([files.jpeg, canaries.bytes]);
    const query = idCard("front");
    const { status } = await documents.send({ body, headers, query, key: canaries.key });
    const wrong = new Blob([canaries.bytes]);
    const refused = await documents.send({ body: wrong, headers, query: idCard("back") });

    const details = await aDetailsHost({ store, onError });
    const address = { line1: canaries.line, city: "Madrid", country: "ESP" };
    const tax = { number: canaries.number, type: "national_id", country: "ESP" };
    const saved = await details.save({ address, tax }, canaries.key);
    details.upstream.patch = () =>
      Response.json({ errors: [{ detail: canaries.number }] }, { status: 422 });
    const unsaved = await details.save({ address, tax });
    details.upstream.patch = () => Response.json({}, { status: 500 });
    const lost = await details.save({ address, tax });

    assert.deepEqual(
      [status, refused.status, saved.status, unsaved.status, lost.status],
      [201, 415, 204, 422, 502],
    );
    assert.ok(documents.uploads[0]?.text.includes(canaries.bytes));
    assert.match(JSON.stringify(details.patches), new RegExp(canaries.number));
    const dump = await redis.dump();
    assert.match(dump, /document\.identity_document/);
    assert.deepEqual(await found(), []);
    const said = JSON.stringify([
      [documents.log, details.log, reports],
      [refused.text, saved.text, unsaved.text, lost.text],
    ]);
    assert.ok(!said.includes("CANARY"), said);
  });

  it("is searched by this test: what a note holds is found", async () => {
    await store.replaceNote("customer_control", "document.x", undefined, canaries.line, 60_000);
    assert.deepEqual(await found(), [canaries.line]);
  });
});
