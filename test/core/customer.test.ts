import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { readCustomer } from "../../src/core/customer.js";
import { Problem } from "../../src/core/problem.js";
import { aCriteria, aCustomerJson, aProfile } from "./builders.js";

/** The sample of SpherePay's documentation, to the letter. */
const documented =
  '{"verificationProfiles":[{"name":"kyc_profile_a","status":"incomplete","criteria":{"complete":["email_address","phone_number","residential_address","tax_identification_number"],"pending":[],"required":["terms_of_service","identity_document","liveness_check","identity_verification","kyc_a_approval"],"errors":[]}}]}';

function refusal(json: unknown): Problem {
  try {
    readCustomer(json);
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    assert.equal(error.code, "answer_unreadable");
    return error;
  }
  assert.fail("was read");
}

const oneProfile = (profile: unknown) =>
  readCustomer(aCustomerJson({ verificationProfiles: [profile] })).verificationProfiles[0];

describe("the customer reader", () => {
  test("reads the documented customer to the letter", () => {
    const customer = readCustomer({ id: "customer_1", ...JSON.parse(documented) });
    assert.equal(customer.id, "customer_1");
    assert.equal(customer.flow, "api");
    assert.deepEqual(customer.verificationProfiles, [
      {
        name: "kyc_profile_a",
        status: "incomplete",
        criteria: {
          complete: ["email_address", "phone_number", "residential_address", "tax_identification_number"],
          pending: [],
          required: [
            "terms_of_service",
            "identity_document",
            "liveness_check",
            "identity_verification",
            "kyc_a_approval",
          ],
          errors: [],
        },
      },
    ]);
  });

  test("says that the id is missing when there is none", () => {
    assert.equal(refusal(JSON.parse(documented)).message, "id: expected string");
  });

  test("keeps four empty lists of an incomplete profile", () => {
    assert.deepEqual(oneProfile(aProfile("incomplete", {}))?.criteria, aCriteria());
  });

  test("keeps a name that is in two lists at once", () => {
    const lists = { pending: ["identity_document"], required: ["identity_document"] };
    assert.deepEqual(oneProfile(aProfile("incomplete", lists))?.criteria, aCriteria(lists));
  });

  test("reads a profile without criteria", () => {
    assert.deepEqual(oneProfile({ name: "kyc_profile_c", status: "approved" }), {
      name: "kyc_profile_c",
      status: "approved",
    });
  });

  test("reads lists that stand directly on the profile", () => {
    const lists = { complete: ["a"], pending: ["b"], required: ["c"], errors: [{ name: "d" }] };
    assert.deepEqual(oneProfile({ name: "kyc_profile_b", status: "incomplete", ...lists }), {
      name: "kyc_profile_b",
      status: "incomplete",
      criteria: lists,
    });
  });

  test("reads lists of which some are missing", () => {
    assert.deepEqual(
      oneProfile({ name: "a", status: "incomplete", criteria: { required: ["c"] } })?.criteria,
      aCriteria({ required: ["c"] }),
    );
  });

  test("reads `message` where an error has no `detail`", () => {
    const errors = [
      { name: "a", message: "blurred" },
      { name: "b", detail: "expired", message: "other" },
      { name: "in_no_list", message: "" },
      { name: "email_address", detail: "required" },
    ];
    const criteria = oneProfile(aProfile("incomplete", { complete: ["email_address"], errors }))?.criteria;
    assert.deepEqual(criteria?.errors, [
      { name: "a", detail: "blurred" },
      { name: "b", detail: "expired" },
      { name: "in_no_list" },
      { name: "email_address", detail: "required" },
    ]);
  });

  test("ignores meta, new fields and personal data", () => {
    const plain = readCustomer(aCustomerJson());
    const rich = readCustomer(
      aCustomerJson({
        meta: { a: null, b: 1 },
        personalInformation: { firstName: "Ada" },
        email: "ada@example.com",
        createdAt: "2026-01-01T00:00:00Z",
        tomorrow: [[[]]],
      }),
    );
    assert.deepEqual(rich, plain);
    assert.doesNotMatch(JSON.stringify(rich), /Ada|ada@/);
  });

  test("reads null as absent, everywhere", () => {
    const nothing = ["type", "tosStatus", "flow", "actions", "submission", "pollAfterSeconds"];
    const nulls = Object.fromEntries(nothing.map((name) => [name, null]));
    assert.deepEqual(readCustomer({ id: "a", ...nulls }), readCustomer({ id: "a" }));
    assert.deepEqual(readCustomer(aCustomerJson({ verificationProfiles: null })).verificationProfiles, []);
    assert.equal(oneProfile({ ...aProfile(), criteria: null })?.criteria, undefined);
    const lists = { complete: null, pending: null, required: ["a"], errors: null };
    assert.deepEqual(oneProfile(aProfile("incomplete", lists))?.criteria, aCriteria({ required: ["a"] }));
  });

  test("reads no profiles as an empty list", () => {
    assert.deepEqual(readCustomer({ id: "a" }).verificationProfiles, []);
  });

  test("keeps the known words of type and flow only", () => {
    for (const type of ["individual", "business"]) assert.equal(readCustomer({ id: "a", type }).type, type);
    assert.ok(!("type" in readCustomer({ id: "a", type: "robot" })));
    assert.equal(readCustomer({ id: "a", flow: "hosted" }).flow, "hosted");
    assert.equal(readCustomer({ id: "a", flow: "Hosted" }).flow, "api");
  });

  test("keeps actions that can be carried out, and drops the others", () => {
    const { actions } = readCustomer({
      id: "a",
      actions: {
        terms_of_service: { kind: "link" },
        identity_document: { kind: "page", href: "/documents" },
        liveness_check: { kind: "page" },
        phone_verification: { kind: "teleport" },
        constructor: { kind: "link" },
      },
    });
    assert.deepEqual(Object.keys(actions), ["terms_of_service", "identity_document", "constructor"]);
    assert.equal(Object.getPrototypeOf(actions), null);
    assert.ok(!("toString" in actions));
  });

  test("keeps the note of the last submit and a sensible wait", () => {
    const submission = { startedAt: "2026-11-21T10:00:00Z", linkExpiresAt: "2026-11-28T10:00:00Z" };
    assert.deepEqual(readCustomer({ id: "a", submission }).submission, submission);
    assert.equal(readCustomer({ id: "a", pollAfterSeconds: 30 }).pollAfterSeconds, 30);
    for (const pollAfterSeconds of [0, -1]) {
      assert.ok(!("pollAfterSeconds" in readCustomer({ id: "a", pollAfterSeconds })));
    }
  });

  const wrong: readonly (readonly [unknown, string])[] = [
    [{ id: 7 }, "id: expected string"],
    [{ id: ["secret"] }, "id: expected string"],
    [{ id: "a", tosStatus: {} }, "tosStatus: expected string"],
    [{ id: "a", verificationProfiles: {} }, "verificationProfiles: expected array"],
    [{ id: "a", verificationProfiles: "secret" }, "verificationProfiles: expected array"],
    [{ id: "a", verificationProfiles: ["secret"] }, "verificationProfiles.0: expected object"],
    [{ id: "a", verificationProfiles: [{ name: "p" }] }, "verificationProfiles.0.status: expected string"],
    [{ id: "a", verificationProfiles: [{ status: "approved" }] }, "verificationProfiles.0.name: expected string"],
    [
      { id: "a", verificationProfiles: [aProfile("approved", { required: "secret" })] },
      "verificationProfiles.0.criteria.required: expected array",
    ],
    [
      { id: "a", verificationProfiles: [aProfile("approved", { required: ["a", 1] })] },
      "verificationProfiles.0.criteria.required.1: expected string",
    ],
    [
      { id: "a", verificationProfiles: [aProfile("approved", { errors: ["secret"] })] },
      "verificationProfiles.0.criteria.errors.0: expected object",
    ],
    [{ id: "a", submission: {} }, "submission.startedAt: expected string"],
    [undefined, "the answer: expected object"],
    [null, "the answer: expected object"],
    [[], "the answer: expected object"],
    ["secret", "the answer: expected object"],
    [42, "the answer: expected object"],
    [true, "the answer: expected object"],
  ];
  for (const [json, message] of wrong) {
    test(`names the field: ${message} (${typeof json})`, () => {
      const problem = refusal(json);
      assert.equal(problem.message, message);
      assert.doesNotMatch(problem.message, /secret/);
    });
  }

  const hostile = [
    "__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "then", "", " ", "\0", "\ud800",
    "\u202eevil\u202c", "\u2066x", "<script>alert(1)</script>", "${7*7}", "../../etc", "名前", "x".repeat(10_000),
  ];
  test("carries hostile names as plain text, wherever a name may stand", () => {
    for (const name of hostile) {
      const json: unknown = JSON.parse(
        JSON.stringify({
          id: name,
          tosStatus: name,
          verificationProfiles: [
            { name, status: name, criteria: { complete: [name], required: [name], errors: [{ name, detail: name }] } },
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

  test("lets no field reach a prototype", () => {
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
    '{"id":"a","id":"b"}', '{"id":"\\u0000"}', '{"id":"\\ud800"}', '{"id":1e999}', '{"id":-0}', '{"":0}', "[]", "[[]]",
    '[{"id":"a"}]', '"id"', "0", "-0", "1e-400", "true", "false", "null", "{}", '{"id":null}', '{"id":{"id":"a"}}',
    '{"ID":"a"}', '{"id":"a","verificationProfiles":[[]]}', '{"id":"a","verificationProfiles":[null]}', '{"id":"a","actions":[]}',
    '{"id":"a","actions":1}', '{"id":"a","pollAfterSeconds":1e999}', '{"id":"a","pollAfterSeconds":"x"}',
    `{"id":"a","deep":${"[".repeat(500)}${"]".repeat(500)}}`, `{"id":"a","deep":${'{"a":'.repeat(500)}1${"}".repeat(500)}}`,
    `{"id":"a","deep":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
  ];
  test("reads or refuses every oddity of JSON, and throws nothing else", () => {
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

  test("reads or refuses any JSON, and never changes what it was given", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (criteria, actions) => {
        const json = { id: "a", actions, verificationProfiles: [{ name: "p", status: "s", criteria }] };
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

  test("gives a frozen customer, and leaves the given JSON alone", () => {
    const json = aCustomerJson({ actions: { a: { kind: "link" } }, submission: { startedAt: "2026" } });
    const frozen = (value: unknown): void => {
      if (!value || typeof value !== "object") return;
      assert.ok(Object.isFrozen(value));
      for (const inner of Object.values(value)) frozen(inner);
    };
    frozen(readCustomer(json));
    assert.ok(!Object.isFrozen(json));
  });
});
