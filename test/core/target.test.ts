import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  continueTarget,
  isProviderTarget,
  isSameTarget,
  requirementOf,
  requirementTarget,
  submitTarget,
  type Target,
} from "../../src/core/target.js";

/** Names that a careless comparison could take for the submit, or for a property of an object. */
const names = [
  "terms_of_service",
  "identity_verification",
  "submit",
  ":submit",
  "requirement",
  "null",
  "",
  "__proto__",
  "constructor",
];

describe("a target", () => {
  it("is the same as an equal one that was made apart", () => {
    for (const name of names) {
      assert.ok(isSameTarget(requirementTarget(name), requirementTarget(name)), name);
    }
    assert.ok(isSameTarget(submitTarget, { kind: "submit" }));
    assert.ok(isSameTarget(continueTarget, requirementTarget("identity_verification")));
  });

  it("differs from every other one", () => {
    const targets: readonly Target[] = [submitTarget, ...names.map(requirementTarget)];
    for (const [index, one] of targets.entries()) {
      for (const [place, other] of targets.entries()) {
        assert.equal(isSameTarget(one, other), index === place, JSON.stringify([one, other]));
      }
    }
  });

  it("names its requirement, and the submit names none", () => {
    for (const name of names) assert.equal(requirementOf(requirementTarget(name)), name);
    assert.equal(requirementOf(submitTarget), null);
  });

  it("leads to the provider's page for submit and continue alone", () => {
    assert.ok(isProviderTarget(submitTarget) && isProviderTarget(continueTarget));
    for (const name of names.filter((each) => each !== "identity_verification")) {
      assert.ok(!isProviderTarget(requirementTarget(name)), name);
    }
  });
});
