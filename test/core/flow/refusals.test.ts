import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { transition } from "../../../src/core/flow/transition.js";
import type { Open } from "../../../src/core/flow/types.js";
import { continueTarget, submitTarget, type Target } from "../../../src/core/target.js";
import {
  aCustomer,
  aCustomerIn,
  actionsOf,
  anOpenFlow,
  asOpen,
  click,
  failedRequest,
  loaded,
  played,
  refresh,
} from "../builders.js";

describe("refusals", () => {
  const refuse = (
    open: Open,
    target: Target,
    code: "requirements_outstanding" | "bad_request" | "wrong_state" | "no_such_requirement",
    requirements: string[] = [],
  ) => played(open, { ...click, target }, failedRequest(open.attempt + 1, code, { requirements }));

  it("turn submit off after a 422 that names nothing, until the checklist changes", () => {
    const [refused, commands] = refuse(anOpenFlow(), submitTarget, "requirements_outstanding");
    assert.deepEqual(actionsOf(commands), ["load"]);
    const [same] = transition(refused, loaded(refused));
    assert.deepEqual(transition(same, click), [same, []]);
    assert.equal(asOpen(same).problem?.problem.code, "requirements_outstanding");
    const [again] = transition(same, refresh);
    const [changed] = transition(
      again,
      loaded(again, aCustomer({ actions: { a: { kind: "link" } } })),
    );
    assert.deepEqual(actionsOf(transition(changed, click)[1]), ["requestTarget"]);
    assert.equal(asOpen(changed).problem, null);
  });

  it("leave submit on after a 422 that names items, and load again", () => {
    const [refused, commands] = refuse(anOpenFlow(), submitTarget, "requirements_outstanding", [
      "identity_document",
    ]);
    assert.deepEqual(actionsOf(commands), ["load"]);
    assert.deepEqual(actionsOf(transition(refused, click)[1]), ["requestTarget"]);
  });

  it("hide continue after a 400 or 409, until the checklist changes", () => {
    for (const code of ["bad_request", "wrong_state"] as const) {
      const [refused] = refuse(anOpenFlow(aCustomerIn("pending")), continueTarget, code);
      const [same] = transition(refused, loaded(refused, aCustomerIn("pending")));
      assert.deepEqual(transition(same, { ...click, target: continueTarget }), [same, []]);
    }
  });

  it("wait while another tab submits, then load again", () => {
    const [state, commands] = played(anOpenFlow(), click, failedRequest(2, "in_flight"));
    assert.deepEqual(actionsOf(commands), ["wait"]);
    const [refreshing] = transition(state, { type: "refreshRequested", by: "timer" });
    assert.equal(
      asOpen(transition(refreshing, loaded(refreshing, aCustomerIn("pending")))[0]).problem,
      null,
    );
  });
});
