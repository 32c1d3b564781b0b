import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { describe, it } from "node:test";
import { createSimulator } from "../../../src/simulator/index.js";
import { callApi } from "../spherepay-call.js";
import { aHost, names } from "./webhook-host.js";

describe("webhook events", () => {
  it("are sent at the next tick, and not before", async () => {
    const { simulator, received } = aHost();
    simulator.createCustomer();
    assert.deepEqual(received, []);
    await simulator.tick();
    assert.deepEqual(names(received), ["customer.create"]);
    await simulator.tick();
    assert.equal(received.length, 1);
  });

  it("report every change, and statuses under their own names", async () => {
    const { simulator, received } = aHost();
    const id = simulator.createCustomer({ preset: "ready", tosStatus: "incomplete" });
    simulator.complete(id, "terms_of_service");
    simulator.finishProvider(id);
    simulator.setStatus(id, "additionalReviewRequired");
    simulator.approve(id);
    simulator.reject(id);
    simulator.setStatus(id, "somethingNew");
    await simulator.tick();
    assert.deepEqual(names(received), [
      "customer.create",
      ...["customer.update", "customer.tos.successful"],
      ...["customer.update", "customer.kyc.pending"],
      ...["customer.update", "customer.kyc.additionalReviewRequired"],
      ...["customer.update", "customer.kyc.successful"],
      ...["customer.update", "customer.kyc.rejected"],
      "customer.update",
    ]);
  });

  it("are also caused by changes through the API", async () => {
    const { simulator, received } = aHost();
    const id = simulator.createCustomer({ preset: "ready" });
    simulator.behave({ release: "2025-12" });
    await callApi(simulator, "POST", `/v2/customer/${id}/submit-verification`);
    await simulator.tick();
    assert.equal(names(received).at(-1), "customer.kyc.pending");
  });

  it("the old style has name and the customer as it was then", async () => {
    const { simulator, received } = aHost();
    const id = simulator.createCustomer();
    const before = simulator.customer(id);
    simulator.approve(id);
    await simulator.tick();
    const { id: eventId, data, ...rest } = received[0]?.json ?? {};
    assert.match(String(eventId), /^event_[0-9a-f]{32}$/);
    assert.deepEqual(data, { customer: before });
    assert.deepEqual(rest, {
      name: "customer.create",
      webhookRecords: [],
      mock: true,
      updated: "2026-11-21T19:42:00.000Z",
      created: "2026-11-21T19:42:00.000Z",
    });
  });

  it("the new style has type, and nothing personal", async () => {
    const { simulator, received } = aHost({ style: "type" });
    const id = simulator.createCustomer();
    await simulator.tick();
    const { id: eventId, ...rest } = received[0]?.json ?? {};
    assert.match(String(eventId), /^evt_[0-9a-f]{32}$/);
    assert.deepEqual(rest, {
      type: "customer.create",
      createdAt: "2026-11-21T19:42:00.000Z",
      data: { id, status: "incomplete", customerId: id },
    });
  });

  it("go to the chosen address as JSON", async () => {
    const { simulator, received } = aHost({ url: "http://127.0.0.1:3000/hooks" });
    simulator.createCustomer();
    await simulator.tick();
    const { request } = received[0] ?? {};
    assert.equal(request?.url, "http://127.0.0.1:3000/hooks");
    assert.equal(request?.method, "POST");
    assert.equal(request?.headers.get("content-type"), "application/json");
  });

  it("without webhooks nothing is sent and nothing is stored", async () => {
    const simulator = createSimulator();
    simulator.createCustomer();
    await simulator.tick();
    assert.deepEqual(simulator.deliveries, []);
  });
});

describe("the signature", () => {
  const secret = "secret_00112233445566778899aabbccddeeff";
  const hmac = (message: string) => createHmac("sha256", secret).update(message).digest("hex");

  it("raw signs the bytes of the body, not its reserialised JSON", async () => {
    const { simulator, received } = aHost({ secret, signature: "raw" });
    simulator.createCustomer();
    await simulator.tick();
    const { body = "", signature } = received[0] ?? {};
    assert.equal(signature, hmac(body));
    assert.notEqual(signature, hmac(JSON.stringify(JSON.parse(body))));
  });

  it("reserialised signs the reserialised JSON, not the bytes", async () => {
    const { simulator, received } = aHost({ secret });
    simulator.createCustomer();
    await simulator.tick();
    const { body = "", signature } = received[0] ?? {};
    assert.equal(signature, hmac(JSON.stringify(JSON.parse(body))));
    assert.notEqual(signature, hmac(body));
  });
});

describe("webhook storms", () => {
  it("copies have one id", async () => {
    const { simulator, received } = aHost({ copies: 3 });
    simulator.createCustomer();
    await simulator.tick();
    assert.equal(received.length, 3);
    assert.equal(new Set(received.map(({ json }) => json["id"])).size, 1);
  });

  it("reversed sends the newest first, in order the oldest", async () => {
    for (const order of ["reversed", "in-order"] as const) {
      const { simulator, received } = aHost({ order });
      const id = simulator.createCustomer({ preset: "ready" });
      simulator.approve(id);
      await simulator.tick();
      const inOrder = ["customer.create", "customer.update", "customer.kyc.successful"];
      assert.deepEqual(names(received), order === "reversed" ? inOrder.reverse() : inOrder);
    }
  });

  it("the settings can be changed at any moment; a wrong one is named", async () => {
    const { simulator, received } = aHost();
    simulator.configureWebhooks({ style: "type", copies: 2 });
    simulator.createCustomer();
    await simulator.tick();
    assert.equal(received.length, 2);
    assert.equal(received[0]?.json["type"], "customer.create");
    assert.throws(() => simulator.configureWebhooks({ copies: 0 }), /"copies" must be/);
    assert.throws(() => aHost(JSON.parse('{ "signature": "md5" }')), /"signature" must be/);
    assert.throws(
      () => simulator.configureWebhooks(JSON.parse('{ "colour": 1 }')),
      /"colour" is not/,
    );
  });
});
