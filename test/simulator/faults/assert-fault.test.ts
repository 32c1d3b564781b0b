import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createSimulator, WrongInput } from "../../../src/simulator/index.js";
import { rawCall } from "../spherepay-call.js";

describe("an invalid fault", () => {
  const rows: readonly (readonly [field: string, json: object | null])[] = [
    ["fault", null],
    ["kind", {}],
    ["kind", { kind: "earthquake" }],
    ["kind", { kind: "toString" }],
    ["status", { kind: "status" }],
    ["status", { kind: "status", status: 200 }],
    ["status", { kind: "status", status: 600 }],
    ["status", { kind: "html", status: 204 }],
    ["status", { kind: "hang", status: 500 }],
    ["retryAfterSeconds", { kind: "status", status: 429, retryAfterSeconds: -1 }],
    ["retryAfterForm", { kind: "status", status: 429, retryAfterForm: "minutes" }],
    ["isCarriedOut", { kind: "hang", isCarriedOut: "yes" }],
    ["isEarly", { kind: "slow", delayMs: 1, isEarly: true }],
    ["isEarly", { kind: "cut", isEarly: true, isCarriedOut: true }],
    ["times", { kind: "hang", times: 0 }],
    ["times", { kind: "hang", times: 1.5 }],
    ["method", { kind: "hang", method: "PUT" }],
    ["path", { kind: "hang", path: "v2/customer" }],
    ["delayMs", { kind: "slow" }],
    ["delayMs", { kind: "slow", delayMs: "8" }],
    ["until", { kind: "slow", until: {} }],
    ["location", { kind: "redirect", location: "/login" }],
    ["colour", { kind: "hang", colour: "red" }],
    ["constructor", { kind: "hang", constructor: 1 }],
    ["__proto__", JSON.parse('{ "kind": "hang", "__proto__": 1 }')],
    ["delayMs", { kind: "slow", delayMs: 1e300 }],
    ["retryAfterSeconds", { kind: "status", status: 429, retryAfterSeconds: 1e300 }],
  ];
  for (const [field, json] of rows) {
    it(`${JSON.stringify(json)} is refused by its ${field}, and applies to no call`, async () => {
      const simulator = createSimulator();
      assert.throws(
        () => simulator.inject(JSON.parse(JSON.stringify(json))),
        (error) => error instanceof WrongInput && error.field === field,
      );
      assert.equal((await rawCall(simulator, "GET", "/v2/customer")).status, 200);
    });
  }
});

describe("an unusual fault", () => {
  it("applies to its path, however many parts are open", async () => {
    const simulator = createSimulator();
    simulator.inject({ kind: "status", status: 503, path: "/v2/{id}/{id}" });
    assert.equal((await rawCall(simulator, "GET", "/v2/customer")).status, 200);
    assert.equal((await rawCall(simulator, "GET", "/v2/customer/nobody")).status, 503);
  });

  it("redirects to an address without its line breaks", async () => {
    const simulator = createSimulator();
    simulator.inject({ kind: "redirect", location: "https://login\r\n.invalid/a" });
    const response = await rawCall(simulator, "GET", "/v2/customer");
    assert.equal(response.headers.get("location"), "https://login.invalid/a");
  });
});
