import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readSubmit } from "../../../src/core/contract.js";
import { createMemoryStore, type Store } from "../../../src/host/index.js";
import { aHost } from "../host-under-test.js";
import { aLink, anUpstream, customerId, heldAnswers } from "../scripted-upstream.js";

const keys = (count: number) => Array.from({ length: count }, (_, index) => `key-${index}`);

describe("a submit", () => {
  it("a submit returns the provider's link and its lifetime", async () => {
    const { session, submit } = aHost();

    const { status, body } = await submit(await session(), "a-key");

    assert.equal(status, 201);
    assert.equal(readSubmit(body).url.startsWith("https://in.sumsub.com/websdk/p/"), true);
    assert.equal(body["expiresAt"], "2026-11-28T19:42:00.000Z");
    assert.equal(body["expiresInSeconds"], 7 * 24 * 3600);
  });

  it("a submit is a POST to SpherePay with the API key and no body, and follows no redirect", async () => {
    const { fetch, requests } = anUpstream(() => Response.json(aLink, { status: 201 }));
    const { session, submit } = aHost({ fetch, resolveCustomer: () => customerId });
    const headers = await session();
    requests.length = 0;

    await submit(headers, "not-for-spherepay");

    const [request] = requests;
    assert.equal(request?.method, "POST");
    assert.equal(request?.url, `https://api.spherepay.co/v2/customer/${customerId}/kyc-link`);
    assert.equal(request?.body, null);
    // Not "error", which Workers refuse; that a redirect is a failure is among the upstream faults.
    assert.equal(request?.redirect, "manual");
    assert.deepEqual(
      [...(request?.headers ?? [])],
      [
        ["accept", "application/json"],
        ["authorization", "Bearer sk_test_simulator_0123456789abcdef"],
      ],
    );
  });

  it("fifty submits at once with fifty keys make one call and get one link", async () => {
    const { session, submit, linksAsked } = aHost();
    const headers = await session();

    const answers = await Promise.all(keys(50).map((key) => submit(headers, key)));

    assert.equal(linksAsked(), 1);
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
    assert.equal(new Set(answers.map(({ body }) => body["url"])).size, 1);
  });

  it("fifty submits one after the other within ten seconds make one call", async () => {
    const { session, submit, linksAsked } = aHost();
    const headers = await session();

    for (const key of keys(50)) await submit(headers, key);

    assert.equal(linksAsked(), 1);
  });

  it("control: with a store that shares nothing, fifty submits make fifty calls", async () => {
    const store: Store = {
      ...createMemoryStore(),
      shareLink: (_customerId, _requirement, make) => make(),
    };
    const { session, submit, linksAsked } = aHost({ store, customerCallsPerMinute: 1_000 });
    const headers = await session();

    await Promise.all(keys(50).map((key) => submit(headers, key)));

    assert.equal(linksAsked(), 50);
  });

  it("a click ten seconds later gets a new link", async () => {
    const { session, submit, linksAsked, simulator } = aHost();
    const headers = await session();
    const first = await submit(headers, "first");

    simulator.clock.advance(10_000);
    const second = await submit(headers, "second");

    assert.equal(linksAsked(), 2);
    assert.notEqual(first.body["url"], second.body["url"]);
  });

  it("the same key returns the same link for ten minutes, with its remaining seconds", async () => {
    const { session, submit, linksAsked, simulator } = aHost();
    const first = await submit(await session(), "one-click");

    simulator.clock.advance(599_000);
    const again = await submit(await session(), "one-click");

    assert.equal(linksAsked(), 1);
    assert.equal(again.body["url"], first.body["url"]);
    assert.equal(again.body["expiresInSeconds"], 7 * 24 * 3600 - 599);
  });

  it("the same key is a new click after ten minutes", async () => {
    const { session, submit, linksAsked, simulator } = aHost();
    await submit(await session(), "one-click");

    simulator.clock.advance(600_000);
    await submit(await session(), "one-click");

    assert.equal(linksAsked(), 2);
  });

  it("the same key never returns an expired link", async () => {
    const { session, submit, linksAsked, simulator } = aHost({}, { linkTtlMs: 5_000 });
    const headers = await session();
    const first = await submit(headers, "one-click");

    simulator.clock.advance(5_000);
    const again = await submit(headers, "one-click");

    assert.equal(linksAsked(), 2);
    assert.notEqual(again.body["url"], first.body["url"]);
  });

  it("a link that arrives expired is passed on and not shared", async () => {
    const { session, submit, linksAsked } = aHost({}, { linkTtlMs: 0 });
    const headers = await session();

    const first = await submit(headers, "one-click");
    const again = await submit(headers, "one-click");

    assert.deepEqual([first.status, first.body["expiresInSeconds"]], [201, 0]);
    assert.equal(linksAsked(), 2);
    assert.notEqual(again.body["url"], first.body["url"]);
  });

  it("the same key is in_flight while the first request runs", async () => {
    const { script, nextAnswer } = heldAnswers();
    const { fetch } = anUpstream((request) =>
      request.method === "GET" ? new Response("", { status: 503 }) : script(request),
    );
    const { session, submit } = aHost({ fetch, resolveCustomer: () => customerId });
    const headers = await session();
    const first = submit(headers, "one-click");
    const answer = await nextAnswer();
    const second = await submit(headers, "one-click");
    answer(Response.json(aLink, { status: 201 }));

    assert.deepEqual([second.status, second.body["code"]], [409, "in_flight"]);
    assert.equal((await first).status, 201);
  });

  it("a failed submit frees its key", async () => {
    const statuses = [503, 201];
    const { fetch } = anUpstream(({ method }) =>
      method === "GET"
        ? new Response("", { status: 503 })
        : Response.json(aLink, { status: statuses.shift() ?? 500 }),
    );
    const { session, submit } = aHost({ fetch, resolveCustomer: () => customerId });
    const headers = await session();

    const first = await submit(headers, "one-click");
    const again = await submit(headers, "one-click");

    assert.deepEqual([first.status, again.status], [502, 201]);
  });

  for (const key of [undefined, "", "k".repeat(256), "with space", "caf\u00e9"]) {
    it(`the idempotency key ${JSON.stringify(key)?.slice(0, 12)} is a bad request`, async () => {
      const { ask, session, linksAsked } = aHost();
      const headers = await session();

      const { status, body } = await ask("POST", "/kyc/submit", {
        ...headers,
        ...(key !== undefined && { "Idempotency-Key": key }),
      });

      assert.deepEqual([status, body["code"]], [400, "bad_request"]);
      assert.equal(linksAsked(), 0);
    });
  }

  it("a 422 of SpherePay passes on the requirement names and nothing else", async () => {
    const { session, submit, simulator, customerId: id } = aHost();
    simulator.require(id, "identity_document");

    const { status, body, text } = await submit(await session(), "a-key");

    assert.equal(status, 422);
    assert.equal(body["code"], "requirements_outstanding");
    assert.deepEqual(body["errors"], [{ pointer: "/identity_document" }]);
    assert.doesNotMatch(text, /is outstanding/);
  });

  it("a 422 of SpherePay without names has no errors", async () => {
    const { session, submit, simulator, customerId: id } = aHost({}, { namesMissing: false });
    simulator.require(id, "identity_document");

    const { status, body } = await submit(await session(), "a-key");

    assert.equal(status, 422);
    assert.equal("errors" in body, false);
  });

  it("a 400 of SpherePay is wrong_state", async () => {
    const { session, submit, simulator, customerId: id } = aHost();
    simulator.approve(id);

    const { status, body } = await submit(await session(), "a-key");

    assert.deepEqual([status, body["code"]], [409, "wrong_state"]);
  });
});
