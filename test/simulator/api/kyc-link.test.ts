import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  type CustomerInit,
  createSimulator,
  type SimulatorOptions,
} from "../../../src/simulator/index.js";
import {
  aReadyCustomer,
  callApi,
  linkUrl,
  pointers,
  requestLink,
  visit,
} from "../spherepay-call.js";

const dayMs = 86_400_000;

/** Requests a link for a new customer in a status. */
async function answerTo(init: CustomerInit, options: SimulatorOptions = {}, status?: string) {
  const simulator = createSimulator(options);
  const id = simulator.createCustomer(init);
  if (status !== undefined) {
    simulator.setStatus(id, status);
  }
  return requestLink(simulator, id);
}

describe("POST /v2/customer/{id}/kyc-link", () => {
  it("a ready customer gets a link of the provider that lives seven days", async () => {
    const { status, contentType, json } = await answerTo({ preset: "ready" });
    assert.equal(status, 201);
    assert.equal(contentType, "application/json; charset=utf-8");
    assert.deepEqual(Object.keys(json), ["url", "expiresAt"]);
    assert.match(
      String(json["url"]),
      /^https:\/\/in\.sumsub\.com\/websdk\/p\/sbx_[A-Za-z0-9]{16}$/,
    );
    assert.equal(json["expiresAt"], "2026-11-28T19:42:00.000Z");
  });

  it("making a link changes nothing about the customer", async () => {
    const { simulator, id } = aReadyCustomer();
    const before = simulator.customer(id);
    simulator.clock.advance(1_000);
    await linkUrl(simulator, id);
    assert.deepEqual(simulator.customer(id), before);
  });

  it("an unknown customer is 404", async () => {
    const { status, json } = await requestLink(createSimulator(), "customer_none");
    assert.equal(status, 404);
    assert.equal(json["code"], "resource/not-found");
  });

  it("a GET of the path is not served", async () => {
    const { simulator, id } = aReadyCustomer();
    assert.equal((await callApi(simulator, "GET", `/v2/customer/${id}/kyc-link`)).status, 404);
  });

  for (const word of ["approved", "rejected", "additionalReviewRequired"]) {
    it(`a customer who is ${word} is in the wrong state, 400`, async () => {
      const { status, json } = await answerTo({ preset: "ready" }, {}, word);
      assert.equal(status, 400);
      assert.equal(json["status"], 400);
      assert.equal(json["url"], undefined);
    });
  }

  it("a customer without profiles is in the wrong state, 400", async () => {
    assert.equal((await answerTo({ profiles: [] })).status, 400);
  });

  it("mintWhilePending decides about pending profiles", async () => {
    assert.equal((await answerTo({ preset: "ready" }, {}, "pending")).status, 201);
    const strict = { mintWhilePending: false };
    assert.equal((await answerTo({ preset: "ready" }, strict, "pending")).status, 400);
    assert.equal((await answerTo({ preset: "ready" }, strict)).status, 201);
  });

  it("one incomplete profile among decided ones is enough", async () => {
    const simulator = createSimulator({ gate: "none" });
    const id = simulator.createCustomer({ preset: "two-profiles" });
    simulator.approve(id, "kyc_profile_a");
    assert.equal((await requestLink(simulator, id)).status, 201);
    simulator.reject(id, "kyc_profile_b");
    assert.equal((await requestLink(simulator, id)).status, 400);
  });
});

describe("the gate of kyc-link", () => {
  it("outstanding requirements are refused with 422 and named", async () => {
    const { status, json } = await answerTo({ preset: "individual" });
    assert.equal(status, 422);
    assert.equal(json["code"], "validation/failed");
    assert.deepEqual(pointers(json), [
      "/terms_of_service",
      "/identity_document",
      "/liveness_check",
    ]);
  });

  it("namesMissing false refuses without names", async () => {
    const { status, json } = await answerTo({ preset: "individual" }, { namesMissing: false });
    assert.equal(status, 422);
    assert.equal("errors" in json, false);
  });

  it("opens when the last of the customer's own requirements is complete", async () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer();
    simulator.complete(id, "terms_of_service");
    simulator.complete(id, "identity_document");
    assert.deepEqual(pointers((await requestLink(simulator, id)).json), ["/liveness_check"]);
    simulator.complete(id, "liveness_check");
    assert.equal((await requestLink(simulator, id)).status, 201);
  });

  it("pending requirements and errors do not block", async () => {
    const { simulator, id } = aReadyCustomer();
    simulator.hold(id, "identity_document");
    simulator.fail(id, "liveness_check", "no face");
    assert.equal((await requestLink(simulator, id)).status, 201);
  });

  it("every incomplete profile counts, each name once; others do not count", async () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer({ preset: "two-profiles" });
    assert.equal(pointers((await requestLink(simulator, id)).json)?.length, 3);
    simulator.setStatus(id, "pending", "kyc_profile_a");
    simulator.setStatus(id, "approved", "kyc_profile_b");
    assert.equal((await requestLink(simulator, id)).status, 201);
  });

  it("empty lists leave nothing outstanding", async () => {
    assert.equal((await answerTo({ preset: "empty" })).status, 201);
  });

  it("strict refuses while even SpherePay's own steps are left", async () => {
    const { status, json } = await answerTo({ preset: "ready" }, { gate: "strict" });
    assert.equal(status, 422);
    assert.deepEqual(pointers(json), ["/identity_verification", "/kyc_a_approval"]);
  });

  it("none is open right after creation", async () => {
    assert.equal((await answerTo({ preset: "individual" }, { gate: "none" })).status, 201);
  });

  it("a link-created customer passes, except under the strict reading", async () => {
    assert.equal((await answerTo({ preset: "link-created" })).status, 201);
    assert.equal((await answerTo({ preset: "link-created" }, { gate: "strict" })).status, 422);
  });
});

describe("the life of links", () => {
  it("origin and time to live follow the options", async () => {
    const options = { providerOrigin: "http://127.0.0.1:4020", linkTtlMs: 60_000 };
    const { json } = await answerTo({ preset: "ready" }, options);
    assert.match(String(json["url"]), /^http:\/\/127\.0\.0\.1:4020\/websdk\/p\/sbx_/);
    assert.equal(json["expiresAt"], "2026-11-21T19:43:00.000Z");
  });

  it("a new time to live applies to links made afterwards", async () => {
    const { simulator, id } = aReadyCustomer();
    const old = await linkUrl(simulator, id);
    simulator.setTtl(60_000);
    const brief = await linkUrl(simulator, id);
    simulator.clock.advance(60_000);
    assert.equal((await visit(simulator, brief)).state, "expired");
    assert.equal((await visit(simulator, old)).state, "open");
    assert.throws(() => simulator.setTtl(Number.NaN), TypeError);
  });

  it("a time to live of 0 makes links that arrive expired", async () => {
    const { simulator, id } = aReadyCustomer({ linkTtlMs: 0 });
    assert.equal((await visit(simulator, await linkUrl(simulator, id))).state, "expired");
  });

  it("each call makes another link, and the old one stays valid", async () => {
    const { simulator, id } = aReadyCustomer();
    const first = await linkUrl(simulator, id);
    const second = await linkUrl(simulator, id);
    assert.notEqual(first, second);
    assert.equal((await visit(simulator, first)).state, "open");
    assert.equal((await visit(simulator, second)).state, "open");
  });

  it("newLinkKillsOld ends only the old link of the same customer", async () => {
    const { simulator, id } = aReadyCustomer({ newLinkKillsOld: true });
    const other = await linkUrl(simulator, simulator.createCustomer({ preset: "ready" }));
    const first = await linkUrl(simulator, id);
    const second = await linkUrl(simulator, id);
    assert.equal((await visit(simulator, first)).state, "expired");
    assert.equal((await visit(simulator, second)).state, "open");
    assert.equal((await visit(simulator, other)).state, "open");
  });

  it("links can be expired by hand; a link made afterwards is valid", async () => {
    const { simulator, id } = aReadyCustomer();
    const first = await linkUrl(simulator, id);
    simulator.expireLinks(id);
    assert.equal((await visit(simulator, first)).state, "expired");
    assert.equal((await visit(simulator, await linkUrl(simulator, id))).state, "open");
  });

  it("a link lives to the last millisecond and not longer", async () => {
    const simulator = createSimulator();
    const url = await linkUrl(simulator, simulator.createCustomer({ preset: "ready" }));
    simulator.clock.advance(7 * dayMs - 1);
    assert.equal((await visit(simulator, url)).state, "open");
    simulator.clock.advance(1);
    assert.equal((await visit(simulator, url)).state, "expired");
  });
});
