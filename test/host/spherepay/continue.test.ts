import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createMemoryStore, StoreBusy } from "../../../src/host/index.js";
import { aHost } from "../host-under-test.js";

describe("a customer who continues after a submit", () => {
  it("a submit is stored with the expiry of its link, and continuing renews only the expiry", async () => {
    const { ask, session, submit, simulator, customerId: id } = aHost({}, { linkTtlMs: 60_000 });
    const headers = await session();

    await submit(headers, "a-key");
    const noted = await ask("GET", "/kyc/customer", headers);
    simulator.setStatus(id, "pending");
    simulator.clock.advance(30_000);
    await ask("POST", "/kyc/links/identity_verification", headers);
    const renewed = await ask("GET", "/kyc/customer", headers);

    const startedAt = "2026-11-21T19:42:00.000Z";
    assert.deepEqual(noted.body["submission"], {
      startedAt,
      linkExpiresAt: "2026-11-21T19:43:00.000Z",
    });
    assert.deepEqual(renewed.body["submission"], {
      startedAt,
      linkExpiresAt: "2026-11-21T19:43:30.000Z",
    });
  });

  it("a failed submit is not stored", async () => {
    const { ask, session, submit, simulator, customerId: id } = aHost();
    simulator.require(id, "identity_document");
    const headers = await session();

    await submit(headers, "a-key");
    const { body } = await ask("GET", "/kyc/customer", headers);

    assert.equal("submission" in body, false);
  });

  it("continuing requests a link as a submit does, and shares a recent one", async () => {
    const { ask, session, submit, linksAsked } = aHost();
    const headers = await session();

    const submitted = await submit(headers, "a-key");
    const continued = await ask("POST", "/kyc/links/identity_verification", headers);

    assert.equal(continued.status, 201);
    assert.equal(continued.body["url"], submitted.body["url"]);
    assert.equal(linksAsked(), 1);
  });

  for (const status of ["incomplete", "approved", "rejected"] as const) {
    it(`a customer who is ${status} cannot continue: no call is made and nobody is notified`, async () => {
      const store = createMemoryStore();
      store.listen(() => assert.fail("nothing has changed"));
      const { ask, session, simulator, customerId: id, linksAsked } = aHost({ store });
      simulator.setStatus(id, status);
      const headers = await session();

      const { status: answered, body } = await ask(
        "POST",
        "/kyc/links/identity_verification",
        headers,
      );

      assert.deepEqual([answered, body["code"]], [404, "no_such_requirement"]);
      assert.equal(linksAsked(), 0);
    });
  }

  it("a submit succeeds while another tab continues", async () => {
    const memory = createMemoryStore();
    const shared = [() => {}, () => {}];
    const [first, second] = shared.map((_, index) => {
      return new Promise<void>((resolve) => {
        shared[index] = resolve;
      });
    });
    const shareLink: typeof memory.shareLink = (...args) => {
      const outcome = memory.shareLink(...args);
      shared.shift()?.();
      return outcome;
    };
    let read: Promise<void> | undefined;
    const { ask, session, submit, simulator, linksAsked } = aHost({
      store: { ...memory, shareLink },
      fetch: async (input, init) => {
        if (init?.method === "GET") await read;
        return simulator.api(new Request(input, init));
      },
    });
    const headers = await session();
    read = second;

    const continuing = ask("POST", "/kyc/links/identity_verification", headers);
    await first;
    const [continued, submitted] = await Promise.all([continuing, submit(headers, "a-key")]);

    assert.deepEqual([continued.status, submitted.status], [404, 201]);
    assert.equal(linksAsked(), 1);
  });

  for (const name of [
    "identity_document",
    "kyc_a_approval",
    "liveness_report_document",
    "__proto__",
    "constructor",
    "%69dentity_verification",
  ]) {
    it(`there is no link for ${name}`, async () => {
      const { ask, session, linksAsked } = aHost();

      const { status, body } = await ask("POST", `/kyc/links/${name}`, await session());

      assert.deepEqual([status, body["code"]], [404, "no_such_requirement"]);
      assert.equal(linksAsked(), 0);
    });
  }

  for (const method of ["shareLink", "beginKey"] as const) {
    it(`a store whose ${method} fails is a retryable failure`, async () => {
      const failing = () => Promise.reject(new Error("the store's own words"));
      const { session, submit, log } = aHost({
        store: { ...createMemoryStore(), [method]: failing },
      });

      const { status, body, text } = await submit(await session(), "a-key");

      assert.deepEqual([status, body["code"]], [500, "host_failed"]);
      assert.match(JSON.stringify(log), /store_failed/);
      assert.doesNotMatch(text + JSON.stringify(log), /own words/);
    });
  }

  for (const method of ["shareLink", "beginKey"] as const) {
    it(`a store whose ${method} is busy asks to come back, and SpherePay is not called`, async () => {
      const busy = () => Promise.reject(new StoreBusy(2_000));
      const { session, submit, log, linksAsked } = aHost({
        store: { ...createMemoryStore(), [method]: busy },
      });

      const { status, body, headers } = await submit(await session(), "a-key");

      assert.deepEqual([status, body["code"]], [429, "rate_limited"]);
      assert.equal(headers.get("Retry-After"), "2");
      assert.match(JSON.stringify(log), /store_busy/);
      assert.equal(linksAsked(), 0);
    });
  }

  it("a customer gets their link even when the store forgets", async () => {
    const failing = () => Promise.reject(new Error("away"));
    const { session, submit } = aHost({
      store: {
        ...createMemoryStore(),
        endKey: failing,
        noteSubmission: failing,
        submissionOf: failing,
      },
    });

    const { status } = await submit(await session(), "a-key");

    assert.equal(status, 201);
  });
});
