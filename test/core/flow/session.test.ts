import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { transition } from "../../../src/core/flow/transition.js";
import type { Command, Event, State } from "../../../src/core/flow/types.js";
import { submitTarget } from "../../../src/core/target.js";
import {
  aCustomer,
  aCustomerIn,
  aCustomerWhoMustAct,
  anOpenFlow,
  aProblem,
  asOpen,
  played,
} from "../builders.js";

const press: Event = { type: "clicked", target: submitTarget, destination: "navigate" };
const look: Event = { type: "refreshRequested", by: "page" };
const deeds = (commands: readonly Command[]) =>
  commands.map((each) => each.do).filter((each) => each !== "announce");
const refused = (attempt: number): Event => ({
  type: "failed",
  attempt,
  during: "submit",
  problem: aProblem("session_invalid"),
});
const renewed = (state: State): Event => ({ type: "sessionStarted", attempt: state.attempt });
const loaded = (state: State, customer = aCustomer()): Event => ({
  type: "loaded",
  attempt: state.attempt,
  customer,
});

describe("a 401", () => {
  test("renews once, reads the customer, and repeats the submitTarget with the same key", () => {
    const [held, first] = played(anOpenFlow(), press, refused(2));
    assert.deepEqual(first, [{ do: "startSession", attempt: 3, renew: true }]);
    const [reads, second] = transition(held, renewed(held));
    assert.deepEqual(second, [{ do: "load", attempt: 4 }]);
    const [, third] = transition(reads, loaded(reads));
    assert.deepEqual(third, [{ do: "requestLink", attempt: 5, target: submitTarget, key: 2 }]);
  });

  test("never repeats for another customer: his task is dropped", () => {
    const [held] = played(anOpenFlow(), press, refused(2));
    const [reads] = transition(held, renewed(held));
    const [state, commands] = transition(reads, loaded(reads, aCustomer({ id: "customer_b" })));
    assert.equal(asOpen(state).task, null);
    assert.equal(asOpen(state).customer.id, "customer_b");
    assert.ok(!deeds(commands).includes("requestLink"));
  });

  test("repeats nothing that is not offered any more", () => {
    const [held] = played(anOpenFlow(), press, refused(2));
    const [reads] = transition(held, renewed(held));
    for (const customer of [
      aCustomerIn("approved"),
      aCustomerIn("pending"),
      aCustomerIn("rejected"),
      aCustomerWhoMustAct(),
    ]) {
      const [state, commands] = transition(reads, loaded(reads, customer));
      assert.equal(asOpen(state).task, null);
      assert.equal(asOpen(state).refreshing, null);
      assert.ok(!deeds(commands).includes("requestLink"), customer.verificationProfiles[0]?.status);
    }
  });

  test("after the renewal ends the session: no loop", () => {
    const [held] = played(anOpenFlow(), press, refused(2));
    const [reads] = transition(held, renewed(held));
    const [blockedByReading] = transition(reads, refused(reads.attempt));
    assert.equal(blockedByReading.kind, "blocked");
    const [asksAgain] = transition(reads, loaded(reads));
    const [blockedByTask, commands] = transition(asksAgain, refused(asksAgain.attempt));
    assert.equal(blockedByTask.kind, "blocked");
    assert.deepEqual(deeds(commands), ["abort", "forgetLink"]);
  });

  test("whose renewal is refused drops the customer and the task", () => {
    for (const code of [
      "login_required",
      "session_failed",
      "customer_not_found",
      "forbidden",
    ] as const) {
      const [held] = played(anOpenFlow(), press, refused(2));
      const [state, commands] = transition(held, {
        type: "failed",
        attempt: held.attempt,
        during: "session",
        problem: aProblem(code),
      });
      assert.equal(state.kind, "blocked", code);
      assert.deepEqual(
        commands.flatMap((each) => (each.do === "announce" ? [each.announcement] : [])),
        [
          { type: "statuschange", previous: "incomplete", current: null },
          { type: "problem", problem: aProblem(code) },
        ],
        "whoever went by the status is told that there is none",
      );
      assert.doesNotMatch(JSON.stringify(state), /customer_a/);
    }
  });

  test("whose renewal gets no answer keeps the customer and gives the button back", () => {
    const [held] = played(anOpenFlow(), press, refused(2));
    const [state, commands] = transition(held, {
      type: "failed",
      attempt: held.attempt,
      during: "session",
      problem: aProblem("offline"),
    });
    assert.equal(asOpen(state).task, null);
    assert.equal(asOpen(state).problem?.problem.code, "offline");
    assert.deepEqual(deeds(commands), ["wait"]);
  });

  test("of a reading and of a submitTarget share one renewal", () => {
    const [both] = played(anOpenFlow(), look, press, refused(2));
    const [held, commands] = transition(both, refused(3));
    assert.deepEqual(commands, []);
    assert.equal(asOpen(held).task?.doing, "held");
  });

  test("is not followed by a reading before the renewal is over", () => {
    const [renewing] = played(anOpenFlow(), look, press, refused(2));
    for (const event of [
      look,
      { type: "submitted", attempt: 3 },
      { type: "failed", attempt: 3, during: "submit", problem: aProblem("wrong_state") },
    ] as const) {
      assert.ok(!deeds(transition(renewing, event)[1]).includes("load"), event.type);
    }
  });
});

describe("a renewed session that nobody has read with yet", () => {
  const [renewing] = played(anOpenFlow(), look, refused(2));
  const [unread] = transition(renewing, renewed(renewing));

  test("sends no submit: a press is held until the customer is known", () => {
    for (const state of [renewing, unread]) {
      const [held, commands] = transition(state, press);
      assert.equal(asOpen(held).task?.doing, "held");
      assert.deepEqual(commands, []);
    }
    const [held] = transition(unread, press);
    assert.deepEqual(deeds(transition(held, loaded(held))[1]), ["requestLink"]);
    const [other, commands] = transition(held, loaded(held, aCustomer({ id: "customer_b" })));
    assert.equal(asOpen(other).task, null);
    assert.ok(!deeds(commands).includes("requestLink"));
  });

  test("repeats no unanswered submitTarget either", () => {
    const [both] = played(anOpenFlow(), look, press, refused(2));
    const [after] = transition(both, renewed(both));
    const [held, commands] = transition(after, {
      type: "failed",
      attempt: 3,
      during: "submit",
      problem: aProblem("timeout"),
    });
    assert.equal(asOpen(held).task?.doing, "held");
    assert.ok(!deeds(commands).includes("requestLink"));
    const [, last] = transition(held, loaded(held));
    assert.deepEqual(
      last.filter((each) => each.do === "requestLink"),
      [{ do: "requestLink", attempt: 6, target: submitTarget, key: 3 }].map((each) => ({
        ...each,
        attempt: held.attempt + 1,
      })),
    );
  });

  test("is read with first when the reading failed before the press", () => {
    const [failed] = transition(unread, {
      type: "failed",
      attempt: unread.attempt,
      during: "load",
      problem: aProblem("offline"),
    });
    const [held, commands] = transition(failed, press);
    assert.equal(asOpen(held).task?.doing, "held");
    assert.deepEqual(deeds(commands), ["load"]);
  });
});
