import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { callApi, linkUrl, requestLink, visit } from "../spherepay-call.js";
import { aControl, aCustomer } from "./control-call.js";

describe("the control interface", () => {
  it("lists its routes, and each of them exists", async () => {
    const { get, call } = aControl();
    const { status, headers, json } = await get("/");
    assert.equal(status, 200);
    assert.equal(headers.get("cache-control"), "no-store");
    assert.ok(json.routes.length > 20);
    for (const { method, path } of json.routes) {
      const response = await call(method, path.replace("{id}", "customer_none"));
      assert.notEqual(response.status, 405, path);
      assert.ok(
        response.status !== 404 || ["customer", "document"].includes(response.json.field),
        path,
      );
    }
  });

  it("also responds without the last slash", async () => {
    const { call } = aControl();
    assert.equal((await call("GET", "/control")).status, 200);
  });

  it("lists and plays the scenarios", async () => {
    const { simulator, get, post } = aControl();
    const { scenarios } = (await get("/scenarios")).json;
    assert.ok(scenarios.some(({ name }: { name: string }) => name === "rejected"));
    const { status, json } = await post("/scenarios/rejected");
    assert.equal(status, 201);
    assert.deepEqual(json.customer, simulator.customer(json.customerId));
    assert.equal(json.customer.verificationProfiles[0].status, "rejected");
  });
});

describe("customers under control", () => {
  it("are created in a state", async () => {
    const { simulator, post, get } = aControl();
    const { status, json } = await post("/customers", {
      preset: "ready",
      type: "business",
      email: "firm@example.com",
      tosStatus: "incomplete",
      status: "pending",
    });
    assert.equal(status, 201);
    assert.deepEqual(json.customer, simulator.customer(json.customerId));
    assert.equal(json.customer.verificationProfiles[0].status, "pending");
    assert.equal(json.customer.email, "firm@example.com");
    assert.deepEqual((await get("/customers")).json.customers, [json.customer]);
    assert.deepEqual((await get(`/customers/${json.customerId}`)).json, json.customer);
  });

  it("are created approved with nothing left to do, or from an empty body", async () => {
    const { post } = aControl();
    const { json } = await post("/customers", { status: "approved" });
    assert.deepEqual(json.customer.verificationProfiles[0].criteria.required, []);
    assert.equal((await post("/customers")).status, 201);
  });

  it("are created with chosen profiles", async () => {
    const { post } = aControl();
    const profile = {
      name: "kyc_profile_z",
      status: "incomplete",
      criteria: {
        complete: ["a"],
        pending: [],
        required: ["b"],
        errors: [{ name: "b", detail: "no" }],
      },
    };
    const { criteria, ...rest } = profile;
    const { json } = await post("/customers", { profiles: [{ ...rest, ...criteria }] });
    assert.deepEqual(json.customer.verificationProfiles, [profile]);
  });

  it("have requirements completed, held, required and failed", async () => {
    const { act, criteria } = aCustomer();
    const { json } = await act("/complete", { requirement: "terms_of_service" });
    assert.ok(json.customer.verificationProfiles[0].criteria.complete.includes("terms_of_service"));
    await act("/hold", { requirement: "identity_document" });
    assert.deepEqual(criteria()?.pending, ["identity_document"]);
    await act("/require", { requirement: "source_of_funds" });
    assert.ok(criteria()?.required.includes("source_of_funds"));
    await act("/fail", { requirement: "liveness_check", detail: "No face." });
    assert.deepEqual(criteria()?.errors, [{ name: "liveness_check", detail: "No face." }]);
  });

  it("are approved, rejected, finished and given a status", async () => {
    const { act, id, simulator } = aCustomer("ready");
    const status = () => simulator.customer(id)?.verificationProfiles[0]?.status;
    await act("/finish");
    assert.equal(status(), "pending");
    await act("/reject", { profile: "kyc_profile_a" });
    assert.equal(status(), "rejected");
    await act("/approve");
    assert.equal(status(), "approved");
    await act("/status", { status: "somethingNew" });
    assert.equal(status(), "somethingNew");
  });

  it("lose their links", async () => {
    const { act, id, simulator } = aCustomer("ready");
    const url = await linkUrl(simulator, id);
    assert.equal((await visit(simulator, url)).state, "open");
    await act("/expire-links");
    assert.equal((await visit(simulator, url)).state, "expired");
  });

  it("return chosen JSON until it is removed", async () => {
    const { act, id, simulator } = aCustomer();
    const path = `/v2/customer/${id}`;
    await act("/replace", { json: { id, odd: true } });
    assert.deepEqual((await callApi(simulator, "GET", path)).json, { id, odd: true });
    await act("/replace");
    assert.equal((await callApi(simulator, "GET", path)).json["type"], "individual");
  });
});

describe("the simulator under control", () => {
  it("has a clock that is set and advanced", async () => {
    const { post, get, simulator } = aControl();
    assert.deepEqual((await get("/clock")).json, { now: "2026-11-21T19:42:00.000Z" });
    await post("/clock", { set: "2027-01-01T00:00:00Z" });
    const { json } = await post("/clock", { advanceMs: 1_500 });
    assert.deepEqual(json, { now: "2027-01-01T00:00:01.500Z" });
    assert.equal(simulator.clock.now(), Date.parse(json.now));
  });

  it("changes its behaviour on request", async () => {
    const { post, get, simulator } = aControl();
    const { json } = await post("/behaviour", { release: "2026-07", linkTtlMs: 1_000 });
    assert.equal(json.release, "2026-07");
    assert.deepEqual((await get("/behaviour")).json, simulator.behaviour);
    await post("/behaviour", { linkTtlMs: null });
    assert.equal(simulator.behaviour.linkTtlMs, undefined);
  });

  it("applies faults, some of them always, until they are cleared", async () => {
    const { post, call, simulator } = aControl();
    const id = simulator.createCustomer({ preset: "ready" });
    assert.equal((await post("/faults", { kind: "status", status: 503 })).status, 201);
    assert.equal((await requestLink(simulator, id)).status, 503);
    assert.equal((await requestLink(simulator, id)).status, 201);
    await post("/faults", { kind: "status", status: 503, times: "always" });
    assert.equal((await requestLink(simulator, id)).status, 503);
    assert.equal((await requestLink(simulator, id)).status, 503);
    await call("DELETE", "/control/faults");
    assert.equal((await requestLink(simulator, id)).status, 201);
  });

  it("shows calls, visits and deliveries", async () => {
    const webhooks = { deliver: async () => 204 };
    const { simulator, get, post } = aControl({ webhooks });
    const { json } = await post("/customers", { preset: "ready" });
    await visit(simulator, await linkUrl(simulator, json.customerId));
    assert.deepEqual((await get("/calls")).json.calls, simulator.calls);
    assert.deepEqual((await get("/visits")).json.visits, simulator.visits);
    assert.deepEqual((await get("/deliveries")).json.deliveries, simulator.deliveries);
    assert.equal(simulator.calls.length + simulator.visits.length, 2);
    assert.equal(simulator.deliveries.length, 1);
  });

  it("sends what is due before it responds to a change, and nothing on a read", async () => {
    const { simulator, get, post } = aControl({ webhooks: { deliver: async () => 204 } });
    await post("/webhooks", { copies: 2 });
    simulator.createCustomer();
    await get("/customers");
    assert.equal(simulator.deliveries.length, 0);
    await post("/tick");
    assert.equal(simulator.deliveries.length, 2);
  });

  it("starts again", async () => {
    const { simulator, post } = aControl();
    simulator.createCustomer();
    assert.equal((await post("/reset")).status, 200);
    assert.deepEqual(simulator.ids(), []);
  });
});
