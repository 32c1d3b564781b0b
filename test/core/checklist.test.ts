import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { changes } from "../../src/core/changes.js";
import { checklist, fingerprint } from "../../src/core/checklist.js";
import { aCustomer, aCustomerIn, aProfile, type Json, ownSteps } from "./builders.js";

const named = (name: string, profile: Json): Json => ({ ...profile, name });
const withProfiles = (...verificationProfiles: readonly Json[]) => aCustomer({ verificationProfiles });
const withRequired = (required: readonly string[], fields: Json = {}) =>
  aCustomer({ verificationProfiles: [aProfile("incomplete", { required })], ...fields });
const terms = "terms_of_service";
const business = ["identity_verification", "kyb_a_approval"];

describe("ready", () => {
  const cases: readonly (readonly [string, boolean, ReturnType<typeof aCustomer>])[] = [
    ["only SpherePay's own steps are left, KYC", true, withRequired(ownSteps)],
    ["only SpherePay's own steps are left, KYB", true, withRequired(business)],
    ["one own step is left", true, withRequired(["kyc_b_approval"])],
    ["terms are outstanding", false, withRequired([terms, ...ownSteps])],
    ["an unknown name is outstanding", false, withRequired(["a_new_name", ...ownSteps])],
    ["a name that only resembles an approval is outstanding", false, withRequired(["my_kyc_a_approval"])],
    ["all lists are empty", false, withProfiles(aProfile("incomplete", {}))],
    ["required is empty and the rest complete", false, withProfiles(aProfile("incomplete", { complete: [terms] }))],
    ["an incomplete profile has no criteria", false, withProfiles({ name: "p", status: "incomplete" })],
    ["there is no profile", false, withProfiles()],
    ["errors and pending items stand beside own steps", true, withProfiles(aProfile("incomplete", {
      required: ownSteps, pending: ["identity_document"], errors: [{ name: "liveness_check" }] }))],
    ["two incomplete profiles are both down to own steps", true,
      withProfiles(aProfile(), named("b", aProfile("incomplete", { required: business })))],
    ["one of two incomplete profiles is not", false,
      withProfiles(aProfile(), named("b", aProfile("incomplete", { required: [terms] })))],
    ["one of two incomplete profiles is empty", false, withProfiles(aProfile(), named("b", aProfile("incomplete", {})))],
    ["the other profile is approved, with leftovers", true,
      withProfiles(aProfile(), named("b", aProfile("approved", { required: [terms] })))],
    ["the other profile is of an unknown status", true,
      withProfiles(aProfile(), named("b", aProfile("on_hold", { required: [terms] })))],
    ...["pending", "approved", "rejected", "on_hold", "Incomplete"].map(
      (status) => [`the only profile is ${status}`, false, aCustomerIn(status)] as const),
    ["hosted, with everything outstanding", true, withRequired([terms, "identity_document"], { flow: "hosted" })],
    ["hosted, with empty lists", true, aCustomer({ flow: "hosted", verificationProfiles: [aProfile("incomplete", {})] })],
    ["hosted, in review", false, aCustomerIn("pending", { flow: "hosted" })],
    ["hosted, without profiles", false, aCustomer({ flow: "hosted", verificationProfiles: [] })],
    ["tosStatus is incomplete", false, withRequired(ownSteps, { tosStatus: "incomplete" })],
    ["tosStatus is a word nobody knows", false, withRequired(ownSteps, { tosStatus: "voided" })],
    ["tosStatus is pending", true, withRequired(ownSteps, { tosStatus: "pending" })],
    ["tosStatus is approved", true, withRequired(ownSteps, { tosStatus: "approved" })],
    ["hosted, tosStatus is incomplete", true, withRequired(ownSteps, { flow: "hosted", tosStatus: "incomplete" })],
  ];
  for (const [when, ready, customer] of cases) {
    test(`is ${ready} when ${when}`, () => assert.equal(checklist(customer).ready, ready));
  }
});

describe("items", () => {
  const names = fc.array(fc.constantFrom("a", "b", "email_address", "kyc_a_approval", "__proto__", "constructor"));

  test("show each requirement once, as error before pending before required before complete", () => {
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

  test("put the customer's before SpherePay's, and what needs him first", () => {
    const lists = {
      complete: ["email_address"], pending: ["identity_document"],
      required: ["kyc_a_approval", "a_new_name", "liveness_check", "phone_number"], errors: [{ name: terms }],
    };
    const [profile] = checklist(withProfiles(aProfile("incomplete", lists))).profiles;
    assert.deepEqual(profile?.items.map(({ name }) => name), [
      terms, "phone_number", "liveness_check", "a_new_name", "identity_document", "email_address", "kyc_a_approval",
    ]);
  });

  test("carry the detail of an error, and the action of what is required or failed", () => {
    const { profiles, done, total } = checklist(aCustomer({
      verificationProfiles: [aProfile("incomplete", {
        complete: ["email_address"], pending: ["phone_number"], required: [terms, "constructor", ...ownSteps],
        errors: [{ name: "identity_document", detail: "blurred" }] })],
      actions: { [terms]: { kind: "link" }, identity_document: { kind: "link" }, email_address: { kind: "link" }, phone_number: { kind: "link" } },
    }));
    const item = (name: string) => profiles[0]?.items.find((each) => each.name === name);
    assert.equal(item("identity_document")?.detail, "blurred");
    assert.deepEqual(item(terms)?.action, { kind: "link" });
    assert.deepEqual(item("identity_document")?.action, { kind: "link" });
    for (const name of ["email_address", "phone_number", "constructor"]) assert.equal(item(name)?.action, undefined);
    assert.deepEqual([done, total], [1, 5]);
  });

  test("show the terms once when tosStatus asks for them, in the first incomplete profile", () => {
    const customer = aCustomer({ tosStatus: "incomplete", verificationProfiles: [
      aProfile("approved", {}), named("b", aProfile()), named("c", aProfile())] });
    const shown = checklist(customer).profiles.map(({ items }) => items.filter(({ name }) => name === terms).length);
    assert.deepEqual(shown, [0, 1, 0]);
    const both = checklist(withRequired([terms, ...ownSteps], { tosStatus: "incomplete" }));
    assert.equal(both.profiles[0]?.items.filter(({ name }) => name === terms).length, 1);
    const pending = checklist(withRequired(ownSteps, { tosStatus: "pending" }));
    assert.equal(pending.profiles[0]?.items.find(({ name }) => name === terms)?.state, "pending");
    for (const fields of [{ tosStatus: "approved" }, { tosStatus: "incomplete", flow: "hosted" }, {}]) {
      const [profile] = checklist(withRequired(ownSteps, fields)).profiles;
      assert.ok(!profile?.items.some(({ name }) => name === terms));
    }
  });
});

describe("the overall status", () => {
  const words = ["incomplete", "pending", "approved", "rejected", "on_hold"] as const;
  const combinations = words.flatMap((a) => words.flatMap((b) => [[a, b], ...words.map((c) => [a, b, c])]));
  const leading: readonly (typeof words)[number][] = ["incomplete", "rejected", "pending", "on_hold", "approved"];

  test("is approved, and money may move, only if every shown profile is (150 combinations)", () => {
    assert.equal(combinations.length, 150);
    for (const statuses of combinations) {
      const { status, mayTransfer, profiles } = checklist(
        withProfiles(...statuses.map((each, index) => named(`p${index}`, aProfile(each)))),
      );
      const all = statuses.every((each) => each === "approved");
      assert.equal(mayTransfer, all);
      assert.equal(status === "approved", all);
      const lead = leading.find((each) => statuses.includes(each));
      assert.equal(status, lead === "on_hold" ? "updating" : lead, statuses.join());
      assert.equal(profiles.length, statuses.length);
    }
  });

  test("is updating for every word that is not one of the four", () => {
    for (const word of ["Approved", "approved ", "APPROVED", "", "__proto__", "constructor", "additionalReviewRequired"]) {
      const list = checklist(aCustomerIn(word));
      assert.equal(list.status, "updating", word);
      assert.ok(!list.mayTransfer && !list.ready);
    }
  });

  test("is preparing while nothing is listed", () => {
    for (const customer of [withProfiles(), withProfiles(aProfile("incomplete", {})), withProfiles({ name: "p", status: "incomplete" })]) {
      assert.equal(checklist(customer).status, "preparing");
    }
    assert.equal(checklist(withProfiles(aProfile("incomplete", {}), named("b", aProfile()))).status, "incomplete");
    const hosted = aCustomer({ flow: "hosted", verificationProfiles: [aProfile("incomplete", {})] });
    assert.equal(checklist(hosted).status, "incomplete");
  });

  test("counts only the profile it is narrowed to", () => {
    const customer = withProfiles(aProfile("approved"), named("b", aProfile("rejected")));
    assert.equal(checklist(customer).status, "rejected");
    assert.equal(checklist(customer, "kyc_profile_a").status, "approved");
    assert.ok(checklist(customer, "kyc_profile_a").mayTransfer);
    assert.equal(checklist(customer, "b").profiles.length, 1);
    const none = checklist(customer, "kyc_profile_z");
    assert.equal(none.status, "preparing");
    assert.ok(!none.mayTransfer && !none.ready);
  });
});

describe("continue", () => {
  test("is offered in review while actions list identity_verification as a link, and not otherwise", () => {
    const link = { identity_verification: { kind: "link" } };
    assert.ok(checklist(aCustomerIn("pending")).continuable);
    assert.ok(!checklist(aCustomerIn("pending", { actions: {} })).continuable);
    for (const status of ["incomplete", "approved", "rejected", "on_hold"]) {
      assert.ok(!checklist(aCustomerIn(status, { actions: link })).continuable, status);
    }
    const page = { identity_verification: { kind: "page", href: "/a" } };
    assert.ok(!checklist(aCustomerIn("pending", { actions: page })).continuable, "a page is no link");
  });
});

describe("changes", () => {
  const list = (lists: Json, status = "incomplete") => checklist(withProfiles(aProfile(status, lists)));

  test("name what was added, done and failed", () => {
    const before = list({ required: ["a", "b", "c"] });
    const after = list({ complete: ["a"], required: ["c", "d"], errors: [{ name: "b" }] });
    assert.deepEqual(changes(before, after), { added: ["d"], done: ["a"], failed: ["b"] });
  });

  test("are undefined when no requirement moved", () => {
    const lists = { required: ["a"], complete: ["b"] };
    assert.equal(changes(list(lists), list(lists)), undefined);
    assert.equal(changes(list(lists), list(lists, "pending")), undefined);
  });

  test("are undefined when SpherePay only sends the names in another order", () => {
    assert.equal(changes(list({ required: ["x", "y"] }), list({ required: ["y", "x"] })), undefined);
  });

  test("tell one name once, also when two profiles have it", () => {
    const both = (lists: Json) => checklist(withProfiles(aProfile("incomplete", lists), named("b", aProfile("incomplete", lists))));
    assert.deepEqual(changes(both({ required: ["a"] }), both({ complete: ["a"] }))?.done, ["a"]);
  });
});

describe("the fingerprint", () => {
  test("differs whenever the checklist may differ", () => {
    const base = aCustomer();
    const others = [
      aCustomerIn("pending"), withRequired(["a"]), aCustomer({ tosStatus: "incomplete" }), aCustomer({ flow: "hosted" }),
      aCustomer({ actions: { a: { kind: "link" } } }), withProfiles(aProfile(), named("b", aProfile())),
    ];
    for (const other of others) assert.notEqual(fingerprint(other), fingerprint(base));
  });

  test("does not notice what is no part of the checklist", () => {
    const other = aCustomer({ pollAfterSeconds: 9, submission: { startedAt: "2026-11-21T10:00:00Z" } });
    assert.equal(fingerprint(other), fingerprint(aCustomer()));
  });
});
