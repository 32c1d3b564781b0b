import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { transition } from "../../../src/core/flow/transition.js";
import type { Command, Event, Open, State } from "../../../src/core/flow/types.js";
import { requirementTarget, submitTarget } from "../../../src/core/target.js";
import { aCustomer, aCustomerIn, anOpenFlow, aProblem, asOpen, played } from "../builders.js";

const press: Event = { type: "clicked", target: submitTarget, destination: "navigate" };
const look: Event = { type: "refreshRequested", by: "page" };
const deeds = (commands: readonly Command[]) =>
  commands.map((each) => each.do).filter((each) => each !== "announce");
const now = (state: State): number => state.attempt;
const loaded = (state: State, customer = aCustomer()): Event => ({
  type: "loaded",
  attempt: now(state),
  customer,
});

describe("refusals", () => {
  const refuse = (
    open: Open,
    target: string,
    code: "requirements_outstanding" | "bad_request" | "wrong_state" | "no_such_requirement",
    requirements: string[] = [],
  ) =>
    played(
      open,
      { ...press, target },
      {
        type: "failed",
        attempt: open.attempt + 1,
        during: "submit",
        problem: aProblem(code, { requirements }),
      },
    );

  test("a 422 that names nothing turns submitTarget off until the checklist changes", () => {
    const [refused, commands] = refuse(anOpenFlow(), submitTarget, "requirements_outstanding");
    assert.deepEqual(deeds(commands), ["load"]);
    const [same] = transition(refused, loaded(refused));
    assert.deepEqual(transition(same, press), [same, []]);
    assert.equal(asOpen(same).problem?.problem.code, "requirements_outstanding");
    const [looking] = transition(same, look);
    const [changed] = transition(
      looking,
      loaded(looking, aCustomer({ actions: { a: { kind: "link" } } })),
    );
    assert.deepEqual(deeds(transition(changed, press)[1]), ["requestLink"]);
    assert.equal(asOpen(changed).problem, null);
  });

  test("a 422 that names items reads again and leaves submitTarget on", () => {
    const [refused, commands] = refuse(anOpenFlow(), submitTarget, "requirements_outstanding", [
      "identity_document",
    ]);
    assert.deepEqual(deeds(commands), ["load"]);
    assert.deepEqual(deeds(transition(refused, press)[1]), ["requestLink"]);
  });

  test("a 400 or 409 hides continue until the checklist changes", () => {
    for (const code of ["bad_request", "wrong_state"] as const) {
      const [refused] = refuse(anOpenFlow(aCustomerIn("pending")), "identity_verification", code);
      const [same] = transition(refused, loaded(refused, aCustomerIn("pending")));
      assert.deepEqual(
        transition(same, { ...press, target: requirementTarget("identity_verification") }),
        [same, []],
      );
    }
  });

  test("another tab's running submitTarget is waited for, then read again", () => {
    const [state, commands] = played(anOpenFlow(), press, {
      type: "failed",
      attempt: 2,
      during: "submit",
      problem: aProblem("in_flight"),
    });
    assert.deepEqual(deeds(commands), ["wait"]);
    const [reading] = transition(state, { type: "refreshRequested", by: "timer" });
    assert.equal(
      asOpen(transition(reading, loaded(reading, aCustomerIn("pending")))[0]).problem,
      null,
    );
  });
});
