import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { changes } from "../../src/core/changes.js";
import { checklist } from "../../src/core/checklist.js";
import { aCustomer, aProfile, type Json } from "./builders.js";

const named = (name: string, profile: Json): Json => ({ ...profile, name });
const withProfiles = (...verificationProfiles: readonly Json[]) =>
  aCustomer({ verificationProfiles });

describe("changes", () => {
  const list = (lists: Json, status = "incomplete") =>
    checklist(withProfiles(aProfile(status, lists)));

  it("name what was added, done and failed", () => {
    const before = list({ required: ["a", "b", "c"] });
    const after = list({ complete: ["a"], required: ["c", "d"], errors: [{ name: "b" }] });
    assert.deepEqual(changes(before, after), {
      changed: ["b", "d", "a"],
      added: ["d"],
      done: ["a"],
      failed: ["b"],
    });
  });

  it("name also what is in review now, required again, or gone", () => {
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

  it("are undefined when no requirement moved", () => {
    const lists = { required: ["a"], complete: ["b"] };
    assert.equal(changes(list(lists), list(lists)), undefined);
    assert.equal(changes(list(lists), list(lists, "pending")), undefined);
  });

  it("are undefined when SpherePay only sends the names in another order", () => {
    assert.equal(
      changes(list({ required: ["x", "y"] }), list({ required: ["y", "x"] })),
      undefined,
    );
  });

  it("name a requirement once, also when two profiles have it", () => {
    const both = (lists: Json) =>
      checklist(
        withProfiles(aProfile("incomplete", lists), named("b", aProfile("incomplete", lists))),
      );
    assert.deepEqual(changes(both({ required: ["a"] }), both({ complete: ["a"] }))?.done, ["a"]);
  });
});
