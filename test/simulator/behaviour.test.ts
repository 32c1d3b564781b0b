import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createHandClock, createSimulator, WrongInput } from "../../src/simulator/index.js";
import { aReadyCustomer, callApi, linkUrl, rawCall, requestLink, visit } from "./spherepay-call.js";

describe("behaviour", () => {
  it("is shown as it is, and as a copy", () => {
    const simulator = createSimulator({ gate: "none" });
    assert.equal(simulator.behaviour.gate, "none");
    assert.equal(simulator.behaviour.release, "2026-05");
    Object.assign(simulator.behaviour, { gate: "strict" });
    assert.equal(simulator.behaviour.gate, "none");
  });

  it("changes take effect with the next call", async () => {
    const { simulator, id } = aReadyCustomer();
    simulator.behave({ gate: "strict", authFailure: 401 });
    assert.equal((await requestLink(simulator, id)).status, 422);
    assert.equal((await requestLink(simulator, id, { authorization: null })).status, 401);
    simulator.behave({ gate: "none" });
    assert.equal((await requestLink(simulator, id)).status, 201);
    assert.equal((await requestLink(simulator, id, { authorization: null })).status, 401);
  });

  for (const [field, value] of [
    ["release", "2024-01"],
    ["gate", "ajar"],
    ["mintWhilePending", "yes"],
    ["authFailure", 404],
    ["skewMs", Number.NaN],
    ["linkTtlMs", "7"],
    ["linkTtlMs", 1e300],
    ["skewMs", -1e300],
    ["toString", true],
    ["codeTtlMs", "600000"],
    ["maxDocumentBytes", 15_000_001],
    ["decidedUpload", 500],
    ["disabledDocuments", "id_card:USA"],
    ["disabledDocuments", ["id_card:US"]],
  ] as const) {
    it(`a wrong ${field} is named, and nothing changes`, () => {
      const simulator = createSimulator();
      const before = simulator.behaviour;
      const changes = JSON.parse(JSON.stringify({ gate: "none", [field]: value }));
      assert.throws(
        () => simulator.behave(changes),
        (error) => error instanceof WrongInput && error.field === field,
      );
      assert.deepEqual(simulator.behaviour, before);
    });
  }

  it("undefined restores the default lifetime of links", async () => {
    const { simulator, id } = aReadyCustomer({ linkTtlMs: 0 });
    simulator.behave({ linkTtlMs: undefined });
    const { json } = await requestLink(simulator, id);
    assert.equal(json["expiresAt"], "2026-11-28T19:42:00.000Z");
  });

  it("computes with the largest allowed numbers", async () => {
    const simulator = createSimulator({ skewMs: 1e15, linkTtlMs: 1e15 });
    simulator.clock.set(1e15);
    const id = simulator.createCustomer({ preset: "ready" });
    const { status, json } = await requestLink(simulator, id);
    assert.equal(status, 201);
    assert.equal(Date.parse(String(json["expiresAt"])), 3e15);
  });

  it("a wrong option is named when the simulator is made", () => {
    const options = JSON.parse('{ "release": "2024-01" }');
    assert.throws(() => createSimulator(options), /"release" must be one of "2025-12"/);
    assert.throws(() => createSimulator({ linkTtlMs: Number.NaN }), TypeError);
  });
});

describe("the text of an error", () => {
  for (const word of ["detail", "message"] as const) {
    it(`is called ${word} in every response with a customer`, async () => {
      const simulator = createSimulator({ criterionErrorText: word });
      const id = simulator.createCustomer();
      simulator.fail(id, "identity_document", "blurred");
      const path = `/v2/customer/${id}`;
      const responses = [
        await callApi(simulator, "GET", path),
        await callApi(simulator, "GET", "/v2/customer"),
        await callApi(simulator, "PATCH", path, {}, "{}"),
      ];
      const expected = `"errors":[{"name":"identity_document","${word}":"blurred"}]`;
      for (const { json } of responses) {
        assert.ok(JSON.stringify(json).includes(expected));
      }
    });
  }
});

describe("a used idempotency key", () => {
  for (const [idempotencyReuse, expected] of [
    ["error", 400],
    ["ignored", 201],
  ] as const) {
    it(`is ${expected} when its reuse is "${idempotencyReuse}"`, async () => {
      const { simulator, id } = aReadyCustomer({ idempotencyReuse });
      const key = { "idempotency-key": "key-1" };
      assert.equal((await requestLink(simulator, id, key)).status, 201);
      assert.equal((await requestLink(simulator, id, key)).status, expected);
    });
  }
});

describe("SpherePay's own clock", () => {
  const tenMinutesMs = 600_000;

  it("dates responses and links", async () => {
    const { simulator, id } = aReadyCustomer({ skewMs: tenMinutesMs, linkTtlMs: 60_000 });
    assert.equal(simulator.customer(id)?.createdAt, "2026-11-21T19:52:00.000Z");
    const response = await rawCall(simulator, "GET", `/v2/customer/${id}`);
    assert.equal(response.headers.get("date"), "Sat, 21 Nov 2026 19:52:00 GMT");
    const { json } = await requestLink(simulator, id);
    assert.equal(json["expiresAt"], "2026-11-21T19:53:00.000Z");
    const url = String(json["url"]);
    simulator.clock.advance(59_999);
    assert.equal((await visit(simulator, url)).state, "open");
    simulator.clock.advance(1);
    assert.equal((await visit(simulator, url)).state, "expired");
  });

  it("makes links that look expired and are valid, when it is behind", async () => {
    const { simulator, id } = aReadyCustomer({ skewMs: -tenMinutesMs, linkTtlMs: 60_000 });
    const { json } = await requestLink(simulator, id);
    assert.ok(Date.parse(String(json["expiresAt"])) < simulator.clock.now());
    assert.equal((await visit(simulator, String(json["url"]))).state, "open");
  });

  it("agrees with the caller's clock without skew", async () => {
    const simulator = createSimulator();
    const response = await rawCall(simulator, "GET", "/v2/customer");
    assert.equal(response.headers.get("date"), new Date(simulator.clock.now()).toUTCString());
  });
});

describe("reset", () => {
  it("starts again: customers, links, calls, faults, keys, behaviour and clock", async () => {
    const simulator = createSimulator();
    const { api } = simulator;
    const id = simulator.createCustomer({ preset: "ready" });
    const key = { "idempotency-key": "key-1" };
    const url = await linkUrl(simulator, id);
    await requestLink(simulator, id, key);
    simulator.behave({ gate: "strict" });
    simulator.inject({ kind: "status", status: 500 });
    simulator.clock.advance(1_000);
    simulator.reset();
    assert.deepEqual([simulator.ids(), simulator.calls, simulator.visits], [[], [], []]);
    assert.equal(simulator.behaviour.gate, "spherepay-steps");
    assert.equal(simulator.clock.now(), Date.parse("2026-11-21T19:42:00.000Z"));
    assert.equal((await visit(simulator, url)).state, "unknown");
    const next = simulator.createCustomer({ preset: "ready" });
    assert.notEqual(next, id);
    assert.equal((await requestLink(simulator, next, key)).status, 201);
    assert.equal((await api(new Request("https://api.spherepay.co/"))).status, 403);
  });

  it("sets a running clock to real time, and does not move the caller's own clock", () => {
    const running = createSimulator({ clock: "running" });
    const own = createHandClock(0);
    const simulator = createSimulator({ clock: own });
    for (const each of [running, simulator]) {
      each.clock.advance(86_400_000);
      each.reset();
    }
    assert.ok(Math.abs(running.clock.now() - Date.now()) < 5_000);
    assert.equal(own.now(), 86_400_000);
  });

  it("plays the first scenario again", () => {
    const simulator = createSimulator({ scenario: "rejected" });
    const [first] = simulator.ids();
    simulator.approve(first ?? "");
    simulator.reset();
    const [again = "", ...others] = simulator.ids();
    assert.deepEqual(others, []);
    assert.notEqual(again, first);
    assert.equal(simulator.customer(again)?.verificationProfiles[0]?.status, "rejected");
  });
});
