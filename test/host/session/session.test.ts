import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readSession } from "../../../src/core/contract.js";
import type { ResolvedCustomer } from "../../../src/host/index.js";
import { aHost } from "../host-under-test.js";
import { anUpstream } from "../scripted-upstream.js";

describe("a session", () => {
  it("a session has a token for ten minutes and the customer", async () => {
    const { ask, customerId } = aHost();

    const { status, body } = await ask("POST", "/kyc/session");

    assert.equal(status, 201);
    assert.equal(body["expiresAt"], "2026-11-21T19:52:00.000Z");
    assert.equal(readSession(body).customer?.id, customerId);
  });

  it("the customer in a session equals the body of GET /customer", async () => {
    const { ask, session } = aHost();

    const opened = await ask("POST", "/kyc/session");
    const read = await ask("GET", "/kyc/customer", await session());

    assert.deepEqual(opened.body["customer"], read.body);
  });

  const loginAnswers: readonly [what: string, answer: unknown, status: number, code: string][] = [
    ["null", null, 401, "login_required"],
    ["undefined", undefined, 401, "login_required"],
    ["an id of null", { id: null }, 404, "customer_not_found"],
    ["an id that SpherePay does not know", "customer_00", 404, "customer_not_found"],
    ["an id of another form", "customer_../../x", 502, "host_misconfigured"],
    ["an empty id", "", 502, "host_misconfigured"],
    ["an object without id", {}, 502, "host_misconfigured"],
    ["a number", 7, 502, "host_misconfigured"],
    ["an unknown flow", { id: "customer_00", flow: "other" }, 502, "host_misconfigured"],
  ];
  for (const [what, answer, status, code] of loginAnswers) {
    it(`a login that returns ${what} is ${code}`, async () => {
      const { ask } = aHost({ resolveCustomer: () => answer as ResolvedCustomer });

      const opened = await ask("POST", "/kyc/session");

      assert.deepEqual([opened.status, opened.body["code"]], [status, code]);
      assert.equal(opened.body["token"], undefined);
    });
  }

  for (const [what, resolveCustomer] of [
    [
      "throws",
      () => {
        throw new Error("the login's own words");
      },
    ],
    ["rejects", () => Promise.reject(new Error("the login's own words"))],
  ] as const) {
    it(`a login that ${what} is a retryable failure that hides the error's message`, async () => {
      const { ask, log } = aHost({ resolveCustomer });

      const { status, body, text } = await ask("POST", "/kyc/session");

      assert.deepEqual([status, body["code"]], [500, "host_failed"]);
      assert.doesNotMatch(text + JSON.stringify(log), /own words/);
      assert.match(JSON.stringify(log), /resolve_customer_threw/);
    });
  }

  it("a login that never returns is a retryable failure", async () => {
    const { ask } = aHost({ resolveCustomer: () => new Promise(() => {}), upstreamTimeoutMs: 5 });

    const { status, body } = await ask("POST", "/kyc/session");

    assert.deepEqual([status, body["code"]], [500, "host_failed"]);
  });

  it("the login receives the original request", async () => {
    const seen: (string | null)[] = [];
    const { ask } = aHost({
      resolveCustomer: (request) => {
        seen.push(request.headers.get("Cookie"));
        return null;
      },
    });

    await ask("POST", "/kyc/session", { Cookie: "login=42" });

    assert.deepEqual(seen, ["login=42"]);
  });

  for (const [what, script] of [
    ["answers 503", () => new Response("", { status: 503 })],
    ["answers 429", () => new Response("", { status: 429 })],
    ["cannot be reached", () => Promise.reject(new TypeError("no route"))],
    ["never answers", () => new Promise<Response>(() => {})],
  ] as const) {
    it(`a session opens without the customer when SpherePay ${what}`, async () => {
      const { ask } = aHost({ fetch: anUpstream(script).fetch, upstreamTimeoutMs: 10 });

      const { status, body } = await ask("POST", "/kyc/session");

      assert.equal(status, 201);
      assert.equal("customer" in body, false);
      assert.equal(readSession(body).customer, undefined);
    });
  }

  it("a session does not open when SpherePay refuses the host's key", async () => {
    const { ask } = aHost({ apiKey: "sk_wrong" });

    const { status, body } = await ask("POST", "/kyc/session");

    assert.deepEqual([status, body["code"]], [502, "host_misconfigured"]);
  });

  it("the session keeps the flow of the login", async () => {
    const host = aHost();
    const { ask, session } = aHost({
      resolveCustomer: () => ({ id: host.customerId, flow: "hosted" }),
    });

    const { body } = await ask("GET", "/kyc/customer", await session());

    assert.equal(body["flow"], "hosted");
  });
});
