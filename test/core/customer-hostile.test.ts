import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { readCustomer } from "../../src/core/customer.js";
import { Problem } from "../../src/core/problem.js";
import { aCustomerJson } from "./builders.js";

describe("the customer reader, given something hostile", () => {
  const hostile = [
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "hasOwnProperty",
    "then",
    "",
    " ",
    "\0",
    "\ud800",
    "\u202eevil\u202c",
    "\u2066x",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "../../etc",
    "名前",
    "x".repeat(10_000),
  ];
  it("carries hostile names as plain text, wherever a name may stand", () => {
    for (const name of hostile) {
      const json: unknown = JSON.parse(
        JSON.stringify({
          id: name,
          tosStatus: name,
          verificationProfiles: [
            {
              name,
              status: name,
              criteria: { complete: [name], required: [name], errors: [{ name, detail: name }] },
            },
          ],
        }),
      );
      const [profile] = readCustomer(json).verificationProfiles;
      assert.equal(profile?.name, name);
      assert.equal(profile.status, name);
      assert.deepEqual(profile.criteria?.complete, [name]);
      assert.deepEqual(profile.criteria?.required, [name]);
      assert.equal(profile.criteria?.errors[0]?.name, name);
    }
    assert.equal(Object.hasOwn(Object.prototype, "kind"), false);
  });

  it("lets no field reach a prototype", () => {
    const json: unknown = JSON.parse(
      '{"id":"a","__proto__":{"flow":"hosted","polluted":1},"actions":{"__proto__":{"kind":"link"},"constructor":{"prototype":{"polluted":1}}},"verificationProfiles":[{"name":"p","status":"incomplete","__proto__":{"required":[]}}]}',
    );
    const customer = readCustomer(json);
    assert.equal(customer.flow, "api");
    assert.equal("polluted" in {}, false);
    assert.equal("polluted" in customer, false);
    assert.equal(Object.getPrototypeOf(customer.actions), null);
    assert.equal(customer.verificationProfiles[0]?.criteria, undefined);
  });

  const oddities = [
    '{"id":"a","id":"b"}',
    '{"id":"\\u0000"}',
    '{"id":"\\ud800"}',
    '{"id":1e999}',
    '{"id":-0}',
    '{"":0}',
    "[]",
    "[[]]",
    '[{"id":"a"}]',
    '"id"',
    "0",
    "-0",
    "1e-400",
    "true",
    "false",
    "null",
    "{}",
    '{"id":null}',
    '{"id":{"id":"a"}}',
    '{"ID":"a"}',
    '{"id":"a","verificationProfiles":[[]]}',
    '{"id":"a","verificationProfiles":[null]}',
    '{"id":"a","actions":[]}',
    '{"id":"a","actions":1}',
    '{"id":"a","pollAfterSeconds":1e999}',
    '{"id":"a","pollAfterSeconds":"x"}',
    `{"id":"a","deep":${"[".repeat(500)}${"]".repeat(500)}}`,
    `{"id":"a","deep":${'{"a":'.repeat(500)}1${"}".repeat(500)}}`,
    `{"id":"a","deep":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
  ];
  it("reads or refuses every oddity of JSON, and throws nothing else", () => {
    for (const text of oddities) {
      const json: unknown = JSON.parse(text);
      try {
        assert.ok(readCustomer(json).id.length >= 0);
      } catch (error) {
        assert.ok(error instanceof Problem, `${text.slice(0, 60)}: ${String(error)}`);
        assert.equal(error.code, "answer_unreadable");
      }
    }
  });

  it("reads or refuses any JSON, and never changes what it was given", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (criteria, actions) => {
        const json = {
          id: "a",
          actions,
          verificationProfiles: [{ name: "p", status: "s", criteria }],
        };
        const before = JSON.stringify(json);
        try {
          readCustomer(json);
        } catch (error) {
          assert.ok(error instanceof Problem, String(error));
        }
        assert.equal(JSON.stringify(json), before);
      }),
      { numRuns: 3_000, seed: 1 },
    );
  });

  it("gives a frozen customer, and leaves the given JSON alone", () => {
    const json = aCustomerJson({
      actions: { a: { kind: "link" } },
      submission: { startedAt: "2026" },
    });
    const frozen = (value: unknown): void => {
      if (!value || typeof value !== "object") return;
      assert.ok(Object.isFrozen(value));
      for (const inner of Object.values(value)) frozen(inner);
    };
    frozen(readCustomer(json));
    assert.ok(!Object.isFrozen(json));
  });
});
