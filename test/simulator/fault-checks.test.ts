import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createSimulator, WrongInput } from "../../src/simulator/index.js";
import { rawCall } from "./spherepay-call.js";

describe("a fault that cannot be", () => {
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
    ["times", { kind: "hang", times: 0 }],
    ["times", { kind: "hang", times: 1.5 }],
    ["method", { kind: "hang", method: "PUT" }],
    ["path", { kind: "hang", path: "v2/customer" }],
    ["delayMs", { kind: "slow" }],
    ["delayMs", { kind: "slow", delayMs: "8" }],
    ["until", { kind: "slow", until: {} }],
    ["location", { kind: "redirect", location: "/login" }],
    ["colour", { kind: "hang", colour: "red" }],
  ];
  for (const [field, json] of rows) {
    it(`${JSON.stringify(json)} is refused by its ${field}, and meets nobody`, async () => {
      const simulator = createSimulator();
      assert.throws(
        () => simulator.inject(JSON.parse(JSON.stringify(json))),
        (error) => error instanceof WrongInput && error.field === field,
      );
      assert.equal((await rawCall(simulator, "GET", "/v2/customer")).status, 200);
    });
  }
});
