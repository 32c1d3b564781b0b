import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { checklist, fingerprint } from "../../src/core/checklist.js";
import { aCustomer, aCustomerIn, aProfile, type Json, ownSteps } from "./builders.js";

const named = (name: string, profile: Json): Json => ({ ...profile, name });
const withProfiles = (...verificationProfiles: readonly Json[]) =>
  aCustomer({ verificationProfiles });
const withRequired = (required: readonly string[], fields: Json = {}) =>
  aCustomer({ verificationProfiles: [aProfile("incomplete", { required })], ...fields });
const terms = "terms_of_service";

describe("items", () => {
  const names = fc.array(
    fc.constantFrom("a", "b", "email_address", "kyc_a_approval", "__proto__", "constructor"),
  );

  it("show each requirement once, as error before pending before required before complete", () => {
    fc.assert(
      fc.property(names, names, names, names, (complete, pending, required, failed) => {
        const errors = failed.map((name) => ({ name }));
        const [profile] = checklist(
          withProfiles(aProfile("incomplete", { complete, pending, required, errors })),
        ).profiles;
        assert.ok(profile);
        const expected = new Map<string, string>();
        for (const name of complete) expected.set(name, "complete");
        for (const name of required) expected.set(name, "required");
        for (const name of pending) expected.set(name, "pending");
        for (const name of failed) expected.set(name, "error");
        assert.equal(profile.items.length, expected.size);
        assert.deepEqual(new Map(profile.items.map(({ name, state }) => [name, state])), expected);
      }),
      { numRuns: 2_000, seed: 1 },
    );
  });

  it("put the customer's before SpherePay's, and what needs the customer first", () => {
    const lists = {
      complete: ["email_address"],
      pending: ["identity_document"],
      required: ["kyc_a_approval", "a_new_name", "liveness_check", "phone_number"],
      errors: [{ name: terms }],
    };
    const [profile] = checklist(withProfiles(aProfile("incomplete", lists))).profiles;
    assert.deepEqual(
      profile?.items.map(({ name }) => name),
      [
        terms,
        "phone_number",
        "liveness_check",
        "a_new_name",
        "identity_document",
        "email_address",
        "kyc_a_approval",
      ],
    );
  });

  it("carry the detail of an error, and the action of what is required or failed", () => {
    const { profiles, done, total } = checklist(
      aCustomer({
        verificationProfiles: [
          aProfile("incomplete", {
            complete: ["email_address"],
            pending: ["phone_number"],
            required: [terms, "constructor", ...ownSteps],
            errors: [{ name: "identity_document", detail: "blurred" }],
          }),
        ],
        actions: {
          [terms]: { kind: "link" },
          identity_document: { kind: "link" },
          email_address: { kind: "link" },
          phone_number: { kind: "link" },
        },
      }),
    );
    const item = (name: string) => profiles[0]?.items.find((each) => each.name === name);
    assert.equal(item("identity_document")?.detail, "blurred");
    assert.deepEqual(item(terms)?.action, { kind: "link" });
    assert.deepEqual(item("identity_document")?.action, { kind: "link" });
    for (const name of ["email_address", "phone_number", "constructor"])
      assert.equal(item(name)?.action, undefined);
    assert.deepEqual([done, total], [1, 5]);
  });

  it("are frozen", () => {
    const items = checklist(aCustomer()).profiles.flatMap((profile) => profile.items);
    assert.equal(items.length, ownSteps.length);
    assert.ok(items.every((item) => Object.isFrozen(item)));
  });

  it("show the terms once when tosStatus requires them, in the first incomplete profile", () => {
    const customer = aCustomer({
      tosStatus: "incomplete",
      verificationProfiles: [
        aProfile("approved", {}),
        named("b", aProfile()),
        named("c", aProfile()),
      ],
    });
    const shown = checklist(customer).profiles.map(
      ({ items }) => items.filter(({ name }) => name === terms).length,
    );
    assert.deepEqual(shown, [0, 1, 0]);
    const both = checklist(withRequired([terms, ...ownSteps], { tosStatus: "incomplete" }));
    assert.equal(both.profiles[0]?.items.filter(({ name }) => name === terms).length, 1);
    const pending = checklist(withRequired(ownSteps, { tosStatus: "pending" }));
    assert.equal(pending.profiles[0]?.items.find(({ name }) => name === terms)?.state, "pending");
    for (const fields of [
      { tosStatus: "approved" },
      { tosStatus: "incomplete", flow: "hosted" },
      {},
    ]) {
      const [profile] = checklist(withRequired(ownSteps, fields)).profiles;
      assert.ok(!profile?.items.some(({ name }) => name === terms));
    }
  });
});

describe("the overall status", () => {
  const words = ["incomplete", "pending", "approved", "rejected", "on_hold"] as const;
  const combinations = words.flatMap((a) =>
    words.flatMap((b) => [[a, b], ...words.map((c) => [a, b, c])]),
  );
  const leading: readonly (typeof words)[number][] = [
    "incomplete",
    "rejected",
    "pending",
    "on_hold",
    "approved",
  ];

  it("is approved only if every shown profile is (150 combinations)", () => {
    assert.equal(combinations.length, 150);
    for (const statuses of combinations) {
      const { status, profiles } = checklist(
        withProfiles(...statuses.map((each, index) => named(`p${index}`, aProfile(each)))),
      );
      const all = statuses.every((each) => each === "approved");
      assert.equal(status === "approved", all);
      const lead = leading.find((each) => statuses.includes(each));
      assert.equal(status, lead === "on_hold" ? "updating" : lead, statuses.join());
      assert.equal(profiles.length, statuses.length);
    }
  });

  it("is updating for every word that is not one of the four", () => {
    for (const word of [
      "Approved",
      "approved ",
      "APPROVED",
      "",
      "__proto__",
      "constructor",
      "additionalReviewRequired",
    ]) {
      const list = checklist(aCustomerIn(word));
      assert.equal(list.status, "updating", word);
      assert.ok(!list.ready);
    }
  });

  it("is preparing while nothing is listed", () => {
    for (const customer of [
      withProfiles(),
      withProfiles(aProfile("incomplete", {})),
      withProfiles({ name: "p", status: "incomplete" }),
    ]) {
      assert.equal(checklist(customer).status, "preparing");
    }
    assert.equal(
      checklist(withProfiles(aProfile("incomplete", {}), named("b", aProfile()))).status,
      "incomplete",
    );
    const hosted = aCustomer({
      flow: "hosted",
      verificationProfiles: [aProfile("incomplete", {})],
    });
    assert.equal(checklist(hosted).status, "incomplete");
  });

  it("depends only on the profile it is narrowed to", () => {
    const customer = withProfiles(aProfile("approved"), named("b", aProfile("rejected")));
    assert.equal(checklist(customer).status, "rejected");
    assert.equal(checklist(customer, "kyc_profile_a").status, "approved");
    assert.equal(checklist(customer, "b").profiles.length, 1);
    const none = checklist(customer, "kyc_profile_z");
    assert.equal(none.status, "preparing");
    assert.ok(!none.ready);
  });
});

describe("continue", () => {
  it("is offered in review while actions list identity_verification as a link, and not otherwise", () => {
    const link = { identity_verification: { kind: "link" } };
    assert.ok(checklist(aCustomerIn("pending")).continuable);
    assert.ok(!checklist(aCustomerIn("pending", { actions: {} })).continuable);
    for (const status of ["incomplete", "approved", "rejected", "on_hold"]) {
      assert.ok(!checklist(aCustomerIn(status, { actions: link })).continuable, status);
    }
    const page = { identity_verification: { kind: "page", href: "/a" } };
    assert.ok(
      !checklist(aCustomerIn("pending", { actions: page })).continuable,
      "a page is no link",
    );
  });
});

describe("the fingerprint", () => {
  it("differs whenever the checklist may differ", () => {
    const base = aCustomer();
    const others = [
      aCustomerIn("pending"),
      withRequired(["a"]),
      aCustomer({ tosStatus: "incomplete" }),
      aCustomer({ flow: "hosted" }),
      aCustomer({ actions: { a: { kind: "link" } } }),
      withProfiles(aProfile(), named("b", aProfile())),
    ];
    for (const other of others) assert.notEqual(fingerprint(other), fingerprint(base));
  });

  it("ignores what is no part of the checklist", () => {
    const other = aCustomer({
      pollAfterSeconds: 9,
      submission: { startedAt: "2026-11-21T10:00:00Z" },
    });
    assert.equal(fingerprint(other), fingerprint(aCustomer()));
  });
});
