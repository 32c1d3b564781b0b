import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createControl } from "../../../src/simulator/index.js";
import { aControl, aCustomer } from "./control-call.js";

describe("an invalid control request", () => {
  const rows: readonly (readonly [path: string, body: unknown, status: number, field?: string])[] =
    [
      ["/customers", "[1]", 400, "body"],
      ["/customers", "{", 400, "body"],
      ["/customers", { type: "trust" }, 422, "type"],
      ["/customers", { preset: "toString" }, 422, "preset"],
      ["/customers", { email: "x" }, 422, "email"],
      ["/customers", { tosStatus: 1 }, 422, "tosStatus"],
      ["/customers", { status: "" }, 422, "status"],
      ["/customers", { colour: "red" }, 422, "colour"],
      ["/customers", { profiles: {} }, 422, "profiles"],
      ["/customers", { profiles: [1] }, 422, "profiles"],
      ["/customers", { profiles: [{}] }, 422, "name"],
      ["/customers", { profiles: [{ name: "a", required: "b" }] }, 422, "required"],
      ["/customers", { profiles: [{ name: "a", errors: [{ name: "b" }] }] }, 422, "detail"],
      ["/customers", { profiles: [{ name: "a", criteria: {} }] }, 422, "criteria"],
      ["/customers/customer_none/approve", {}, 404, "customer"],
      ["/customers/ID/complete", {}, 422, "requirement"],
      ["/customers/ID/complete", { requirement: "nowhere" }, 422, "requirement"],
      ["/customers/ID/complete", { requirement: "liveness_check", detail: "x" }, 422, "detail"],
      ["/customers/ID/hold", { requirement: 7 }, 422, "requirement"],
      ["/customers/ID/fail", { requirement: "liveness_check", detail: 7 }, 422, "detail"],
      ["/customers/ID/status", {}, 422, "status"],
      ["/customers/ID/approve", { profile: "nowhere" }, 422, "profile"],
      ["/customers/ID/finish", { now: true }, 422, "now"],
      ["/clock", {}, 422, "advanceMs"],
      ["/clock", { set: "2027-01-01", advanceMs: 1 }, 422, "advanceMs"],
      ["/clock", { advanceMs: "1" }, 422, "advanceMs"],
      ["/clock", { set: "tomorrow" }, 422, "set"],
      ["/clock", { set: "2027-01-01T00:00:00" }, 422, "set"],
      ["/clock", { set: "2027-13-01" }, 422, "set"],
      ["/clock", { advanceMs: 1e300 }, 422, "advanceMs"],
      ["/clock", { advanceMs: 1e15 }, 422, "advanceMs"],
      ["/behaviour", { linkTtlMs: 1e300 }, 422, "linkTtlMs"],
      ["/behaviour", { skewMs: null }, 422, "skewMs"],
      ["/webhooks", { copies: 1e9 }, 422, "copies"],
      ["/faults", { kind: "hang", constructor: 1 }, 422, "constructor"],
      ["/behaviour", { gate: "ajar" }, 422, "gate"],
      ["/webhooks", { copies: 0 }, 422, "copies"],
      ["/faults", { kind: "earthquake" }, 422, "kind"],
      ["/faults", { kind: "hang", times: 0 }, 422, "times"],
      ["/scenarios/nowhere", {}, 422, "scenario"],
      ["/scenarios/ready", { x: 1 }, 422, "x"],
      ["/nowhere", {}, 404],
    ];
  for (const [path, body, status, field] of rows) {
    it(`${path} ${JSON.stringify(body)} is ${status}, about ${field}, and changes nothing`, async () => {
      const { simulator, id, post } = aCustomer();
      const before = JSON.stringify([simulator.ids(), simulator.customer(id), simulator.behaviour]);
      const response = await post(path.replace("ID", id), body);
      assert.equal(response.status, status);
      assert.equal(response.headers.get("content-type"), "application/problem+json");
      assert.equal(response.json.status, status);
      assert.equal(response.json.field, field);
      assert.equal(typeof response.json.detail, "string");
      const after = JSON.stringify([simulator.ids(), simulator.customer(id), simulator.behaviour]);
      assert.equal(after, before);
    });
  }

  it("an unknown preset or scenario is refused with a list of the known ones", async () => {
    const { post } = aControl();
    const preset = await post("/customers", { preset: "nowhere" });
    assert.match(preset.json.detail, /individual, business, two-profiles, ready/);
    const scenario = await post("/scenarios/nowhere");
    assert.match(scenario.json.detail, /GET \/control\/scenarios/);
  });

  it("another method is 405 and lists the allowed ones", async () => {
    const { call } = aControl();
    const response = await call("DELETE", "/control/customers");
    assert.equal(response.status, 405);
    assert.equal(response.headers.get("allow"), "GET, POST");
  });

  it("a page of another site is refused; this machine and requests without a page are accepted", async () => {
    const { simulator } = aControl();
    const control = createControl(simulator);
    for (const [site, status] of [
      ["cross-site", 403],
      ["same-origin", 201],
      ["same-site", 201],
      [undefined, 201],
    ] as const) {
      const headers: Record<string, string> = site ? { "Sec-Fetch-Site": site } : {};
      const address = "http://127.0.0.1:4180/control/customers";
      const response = await control(new Request(address, { method: "POST", headers }));
      assert.equal(response.status, status);
    }
  });
});
