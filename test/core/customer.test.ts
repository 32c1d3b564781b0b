import assert from "node:assert/strict";
import { describe, it } from "node:test";
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
  it("reads the documented customer to the letter", () => {
    const customer = readCustomer({ id: "customer_1", ...JSON.parse(documented) });
    assert.equal(customer.id, "customer_1");
    assert.equal(customer.flow, "api");
    assert.deepEqual(customer.verificationProfiles, [
      {
        name: "kyc_profile_a",
        status: "incomplete",
        criteria: {
          complete: [
            "email_address",
            "phone_number",
            "residential_address",
            "tax_identification_number",
          ],
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

  it("names the id when it is missing", () => {
    assert.equal(refusal(JSON.parse(documented)).message, "id: expected string");
  });

  it("keeps four empty lists of an incomplete profile", () => {
    assert.deepEqual(oneProfile(aProfile("incomplete", {}))?.criteria, aCriteria());
  });

  it("keeps a name that is in two lists at once", () => {
    const lists = { pending: ["identity_document"], required: ["identity_document"] };
    assert.deepEqual(oneProfile(aProfile("incomplete", lists))?.criteria, aCriteria(lists));
  });

  it("reads a profile without criteria", () => {
    assert.deepEqual(oneProfile({ name: "kyc_profile_c", status: "approved" }), {
      name: "kyc_profile_c",
      status: "approved",
    });
  });

  it("reads lists that stand directly on the profile", () => {
    const lists = { complete: ["a"], pending: ["b"], required: ["c"], errors: [{ name: "d" }] };
    assert.deepEqual(oneProfile({ name: "kyc_profile_b", status: "incomplete", ...lists }), {
      name: "kyc_profile_b",
      status: "incomplete",
      criteria: lists,
    });
  });

  it("reads lists of which some are missing", () => {
    assert.deepEqual(
      oneProfile({ name: "a", status: "incomplete", criteria: { required: ["c"] } })?.criteria,
      aCriteria({ required: ["c"] }),
    );
  });

  it("reads `message` where an error has no `detail`", () => {
    const errors = [
      { name: "a", message: "blurred" },
      { name: "b", detail: "expired", message: "other" },
      { name: "in_no_list", message: "" },
      { name: "email_address", detail: "required" },
    ];
    const criteria = oneProfile(
      aProfile("incomplete", { complete: ["email_address"], errors }),
    )?.criteria;
    assert.deepEqual(criteria?.errors, [
      { name: "a", detail: "blurred" },
      { name: "b", detail: "expired" },
      { name: "in_no_list" },
      { name: "email_address", detail: "required" },
    ]);
  });

  it("ignores meta, new fields and personal data", () => {
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

  it("reads null as absent, everywhere", () => {
    const nothing = ["type", "tosStatus", "flow", "actions", "submission", "pollAfterSeconds"];
    const nulls = Object.fromEntries(nothing.map((name) => [name, null]));
    assert.deepEqual(readCustomer({ id: "a", ...nulls }), readCustomer({ id: "a" }));
    assert.deepEqual(
      readCustomer(aCustomerJson({ verificationProfiles: null })).verificationProfiles,
      [],
    );
    assert.equal(oneProfile({ ...aProfile(), criteria: null })?.criteria, undefined);
    const lists = { complete: null, pending: null, required: ["a"], errors: null };
    assert.deepEqual(
      oneProfile(aProfile("incomplete", lists))?.criteria,
      aCriteria({ required: ["a"] }),
    );
  });

  it("reads no profiles as an empty list", () => {
    assert.deepEqual(readCustomer({ id: "a" }).verificationProfiles, []);
  });

  it("keeps the known words of type and flow only", () => {
    for (const type of ["individual", "business"])
      assert.equal(readCustomer({ id: "a", type }).type, type);
    assert.ok(!("type" in readCustomer({ id: "a", type: "robot" })));
    assert.equal(readCustomer({ id: "a", flow: "hosted" }).flow, "hosted");
    assert.equal(readCustomer({ id: "a", flow: "Hosted" }).flow, "api");
  });

  it("keeps actions that can be carried out, and drops the others", () => {
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
    assert.deepEqual(Object.keys(actions), [
      "terms_of_service",
      "identity_document",
      "constructor",
    ]);
    assert.equal(Object.getPrototypeOf(actions), null);
    assert.ok(!("toString" in actions));
  });

  it("keeps the note of the last submit and a sensible wait", () => {
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
    [
      { id: "a", verificationProfiles: [{ name: "p" }] },
      "verificationProfiles.0.status: expected string",
    ],
    [
      { id: "a", verificationProfiles: [{ status: "approved" }] },
      "verificationProfiles.0.name: expected string",
    ],
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
    it(`names the field: ${message} (${typeof json})`, () => {
      const problem = refusal(json);
      assert.equal(problem.message, message);
      assert.doesNotMatch(problem.message, /secret/);
    });
  }
});
