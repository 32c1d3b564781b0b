import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { aDetailsHost, address, incomplete, reviewed, tax } from "./details-host.js";

describe("details", () => {
  const wrong: readonly [what: string, details: unknown, code: string, pointers: string[]][] = [
    ["no JSON", "{", "bad_request", []],
    ["a list", "[]", "bad_request", []],
    ["nothing", {}, "bad_request", []],
    ["null parts", { address: null, tax: null }, "bad_request", []],
    ["a text for an address", { address: "here" }, "bad_request", []],
    ["a number for a text", { address: { ...address, city: 7 } }, "bad_request", []],
    ["more than 16 kB", { address: { ...address, city: "x".repeat(20_000) } }, "bad_request", []],
    [
      "an empty address",
      { address: {} },
      "details_refused",
      ["/address/line1", "/address/city", "/address/country"],
    ],
    [
      "two letters for a country",
      { address: { ...address, country: "ES" } },
      "details_refused",
      ["/address/country"],
    ],
    [
      "a control character",
      { address: { ...address, line1: "a\u0000b" } },
      "details_refused",
      ["/address/line1"],
    ],
    [
      "`other` without a description",
      { address, tax: { ...tax, type: "other" } },
      "details_refused",
      ["/tax/description"],
    ],
    [
      "a kind in capitals",
      { address, tax: { ...tax, type: "SSN" } },
      "details_refused",
      ["/tax/type"],
    ],
  ];
  for (const [what, details, code, pointers] of wrong) {
    it(`that are ${what} are ${code}, and SpherePay is not asked`, async () => {
      const { save, patches } = await aDetailsHost();

      const answer = await save(details);

      assert.deepEqual([answer.code, answer.pointers, patches.length], [code, pointers, 0]);
    });
  }

  it("that SpherePay refuses point at the customer's fields, and nothing else is passed on", async () => {
    const { save, upstream } = await aDetailsHost();
    const pointers = [
      ...["/address/postalCode", "/personalInformation/taxIdentificationNumber", "/meta"],
      ...["/taxIdentificationNumberType", "/address/canary", "/personalInformation/firstName"],
      ...["/address/city/canary", "/address/__proto__", "canary"],
    ];
    const errors = pointers.map((pointer) => ({ pointer, detail: "Calle Canaria 7 canary" }));
    upstream.patch = () => Response.json({ errors }, { status: 422 });

    const answer = await save({ address, tax });

    assert.deepEqual([answer.status, answer.code], [422, "details_refused"]);
    assert.deepEqual(answer.pointers, ["/address/postalCode", "/tax/number", "/tax/type"]);
    assert.doesNotMatch(answer.text, /canari?a?|CANARY/i);
  });

  const refusals: readonly [status: number, customer: object, code: string, pointers: string[]][] =
    [
      [400, incomplete, "details_refused", ["/address"]],
      [422, incomplete, "details_refused", ["/address"]],
      [400, reviewed, "details_locked", []],
      [409, incomplete, "details_locked", []],
      [401, incomplete, "host_misconfigured", []],
      [429, incomplete, "rate_limited", []],
      [500, incomplete, "upstream_failed", []],
    ];
  for (const [status, customer, code, pointers] of refusals) {
    const state = customer === reviewed ? "in review" : "incomplete";
    it(`that SpherePay refuses with ${status} while ${state} are ${code}`, async () => {
      const { save, upstream } = await aDetailsHost();
      upstream.customer = customer;
      upstream.patch = () => Response.json({}, { status });

      const answer = await save({ address });

      assert.deepEqual([answer.code, answer.pointers], [code, pointers]);
    });
  }
});
