import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { changes } from "../../src/core/changes.js";
import { checklist, fingerprint } from "../../src/core/checklist.js";
import { aCustomer, aCustomerIn, aProfile, type Json } from "./builders.js";

const named = (name: string, profile: Json): Json => ({ ...profile, name });
const withProfiles = (...verificationProfiles: readonly Json[]) =>
  aCustomer({ verificationProfiles });
const withRequired = (required: readonly string[], fields: Json = {}) =>
  aCustomer({ verificationProfiles: [aProfile("incomplete", { required })], ...fields });

describe("changes", () => {
  const list = (lists: Json, status = "incomplete") =>
    checklist(withProfiles(aProfile(status, lists)));

  test("name what was added, done and failed", () => {
    const before = list({ required: ["a", "b", "c"] });
    const after = list({ complete: ["a"], required: ["c", "d"], errors: [{ name: "b" }] });
    assert.deepEqual(changes(before, after), {
      changed: ["b", "d", "a"],
      added: ["d"],
      done: ["a"],
      failed: ["b"],
    });
  });

  test("name also what is only in review now, asked for again, or gone", () => {
    const none = { added: [], done: [], failed: [] };
    const rows = [
      [{ required: ["a"] }, { pending: ["a"] }, ["a"]],
      [{ complete: ["a"], required: ["b"] }, { required: ["a", "b"] }, ["a"]],
      [{ required: ["a", "b"] }, { required: ["b"] }, ["a"]],
    ] as const;
    for (const [before, after, changed] of rows) {
      assert.deepEqual(changes(list(before), list(after)), { changed, ...none });
    }
  });

  test("are undefined when no requirement moved", () => {
    const lists = { required: ["a"], complete: ["b"] };
    assert.equal(changes(list(lists), list(lists)), undefined);
    assert.equal(changes(list(lists), list(lists, "pending")), undefined);
  });

  test("are undefined when SpherePay only sends the names in another order", () => {
    assert.equal(
      changes(list({ required: ["x", "y"] }), list({ required: ["y", "x"] })),
      undefined,
    );
  });

  test("tell one name once, also when two profiles have it", () => {
    const both = (lists: Json) =>
      checklist(
        withProfiles(aProfile("incomplete", lists), named("b", aProfile("incomplete", lists))),
      );
    assert.deepEqual(changes(both({ required: ["a"] }), both({ complete: ["a"] }))?.done, ["a"]);
  });
});

describe("the fingerprint", () => {
  test("differs whenever the checklist may differ", () => {
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

  test("does not notice what is no part of the checklist", () => {
    const other = aCustomer({
      pollAfterSeconds: 9,
      submission: { startedAt: "2026-11-21T10:00:00Z" },
    });
    assert.equal(fingerprint(other), fingerprint(aCustomer()));
  });
});
