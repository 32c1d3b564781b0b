import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createSimulator } from "../../../src/simulator/index.js";
import { aReadyCustomer, callApi, requestLink } from "../spherepay-call.js";

describe("access to the API", () => {
  const wrongKeys = {
    "no key": null,
    "another key": "Bearer sk_test_other",
    "another scheme": "Basic sk_test_simulator_0123456789abcdef",
    "two spaces before the key": "Bearer  sk_test_simulator_0123456789abcdef",
    "a key in another case": "Bearer SK_TEST_SIMULATOR_0123456789ABCDEF",
  };
  for (const [what, authorization] of Object.entries(wrongKeys)) {
    it(`${what} is refused with 403, without a code`, async () => {
      const simulator = createSimulator();
      const id = simulator.createCustomer();
      const response = await callApi(simulator, "GET", `/v2/customer/${id}`, { authorization });
      assert.equal(response.status, 403);
      const { correlationId, ...rest } = response.json;
      assert.deepEqual(rest, { status: 403, detail: "Forbidden resource" });
      assert.match(String(correlationId), /^[0-9a-f]{32}$/);
    });
  }

  it("authFailure 401 refuses a wrong key in the staging style", async () => {
    const simulator = createSimulator({ authFailure: 401 });
    const response = await requestLink(simulator, simulator.createCustomer(), {
      authorization: null,
    });
    assert.equal(response.status, 401);
    assert.deepEqual(response.json, {
      status: 401,
      code: "unauthorized",
      detail: "Invalid or missing API key.",
    });
  });

  it("the key is checked before the customer is looked up", async () => {
    const response = await requestLink(createSimulator(), "customer_none", { authorization: null });
    assert.equal(response.status, 403);
  });

  it("a chosen key replaces the default key", async () => {
    const simulator = createSimulator({ apiKey: "sk_test_mine" });
    const id = simulator.createCustomer();
    assert.equal(simulator.apiKey, "sk_test_mine");
    assert.equal((await callApi(simulator, "GET", `/v2/customer/${id}`)).status, 200);
    const authorization = `Bearer ${createSimulator().apiKey}`;
    const old = await callApi(simulator, "GET", `/v2/customer/${id}`, { authorization });
    assert.equal(old.status, 403);
  });

  it("the host of the address does not matter", async () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer();
    const response = await simulator.api(
      new Request(`http://127.0.0.1:4010/v2/customer/${id}`, {
        headers: { authorization: `Bearer ${simulator.apiKey}` },
      }),
    );
    assert.equal(response.status, 200);
  });

  const strangers: readonly (readonly [method: string, path: string])[] = [
    ["GET", "/"],
    ["GET", "/v1/customer"],
    ["GET", "/v2/customer/"],
    ["PUT", "/v2/customer"],
    ["GET", "/v2/customer/customer_none/kyc-link"],
    ["POST", "/v2/customer/customer_none/submit-verification"],
  ];
  for (const [method, path] of strangers) {
    it(`${method} ${path} is not found`, async () => {
      const response = await callApi(createSimulator(), method, path);
      assert.equal(response.status, 404);
      assert.equal(response.json["code"], "resource/not-found");
      assert.equal(response.contentType, "application/json; charset=utf-8");
    });
  }
});

describe("idempotency keys", () => {
  const key = { "idempotency-key": "key-1" };

  it("a key used again is an error, not a replay", async () => {
    const { simulator, id } = aReadyCustomer();
    assert.equal((await requestLink(simulator, id, key)).status, 201);
    const again = await requestLink(simulator, id, key);
    assert.equal(again.status, 400);
    assert.equal(again.json["url"], undefined);
    assert.equal(again.json["code"], undefined);
  });

  it("a key is used up even by a call that failed", async () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer({ preset: "individual" });
    assert.equal((await requestLink(simulator, id, key)).status, 422);
    assert.equal((await requestLink(simulator, id, key)).status, 400);
  });

  it("another key, or none, makes another call", async () => {
    const { simulator, id } = aReadyCustomer();
    await requestLink(simulator, id, key);
    assert.equal((await requestLink(simulator, id, { "idempotency-key": "key-2" })).status, 201);
    assert.equal((await requestLink(simulator, id)).status, 201);
  });

  it("a wrong API key does not use the idempotency key up", async () => {
    const { simulator, id } = aReadyCustomer();
    await requestLink(simulator, id, { ...key, authorization: null });
    assert.equal((await requestLink(simulator, id, key)).status, 201);
  });

  it("a key may have 255 characters and no more", async () => {
    const { simulator, id } = aReadyCustomer();
    const longest = { "idempotency-key": "k".repeat(255) };
    const tooLong = { "idempotency-key": "k".repeat(256) };
    assert.equal((await requestLink(simulator, id, longest)).status, 201);
    assert.equal((await requestLink(simulator, id, tooLong)).status, 400);
  });

  it("reading ignores the key", async () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer();
    await callApi(simulator, "GET", `/v2/customer/${id}`, key);
    assert.equal((await callApi(simulator, "GET", `/v2/customer/${id}`, key)).status, 200);
  });
});

describe("the record of calls", () => {
  it("contains requests and statuses, and never the API key", async () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer();
    await callApi(simulator, "GET", `/v2/customer/${id}?page=1`);
    simulator.clock.advance(1_000);
    await callApi(simulator, "POST", "/v2/customer", { "idempotency-key": "key-1" }, "{}");
    const startMs = Date.parse("2026-11-21T19:42:00.000Z");
    assert.deepEqual(simulator.calls, [
      { method: "GET", path: `/v2/customer/${id}`, status: 200, atMs: startMs, hasBody: false },
      {
        method: "POST",
        path: "/v2/customer",
        status: 422,
        atMs: startMs + 1_000,
        hasBody: true,
        idempotencyKey: "key-1",
      },
    ]);
    assert.ok(!JSON.stringify(simulator.calls).includes(simulator.apiKey));
  });
});
