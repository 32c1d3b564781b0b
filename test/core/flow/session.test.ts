import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { transition } from "../../../src/core/flow/transition.js";
import type { Event, State } from "../../../src/core/flow/types.js";
import { submitTarget } from "../../../src/core/target.js";
import {
  aCustomer,
  aCustomerIn,
  aCustomerWhoMustAct,
  actionsOf,
  announcementsOf,
  anOpenFlow,
  aProblem,
  asOpen,
  click,
  failedRequest,
  loaded,
  played,
  refresh,
} from "../builders.js";

const renewed = (state: State): Event => ({ type: "sessionStarted", attempt: state.attempt });

describe("a 401", () => {
  it("renews once, loads the customer, and repeats the submit with the same key", () => {
    const [held, first] = played(anOpenFlow(), click, failedRequest(2, "session_invalid"));
    assert.deepEqual(first, [{ do: "startSession", attempt: 3, renew: true }]);
    const [loads, second] = transition(held, renewed(held));
    assert.deepEqual(second, [{ do: "load", attempt: 4 }]);
    const [, third] = transition(loads, loaded(loads));
    assert.deepEqual(third, [{ do: "requestTarget", attempt: 5, target: submitTarget, key: 2 }]);
  });

  it("drops the task when the new session belongs to another customer", () => {
    const [held] = played(anOpenFlow(), click, failedRequest(2, "session_invalid"));
    const [loads] = transition(held, renewed(held));
    const [state, commands] = transition(loads, loaded(loads, aCustomer({ id: "customer_b" })));
    assert.equal(asOpen(state).task, null);
    assert.equal(asOpen(state).customer.id, "customer_b");
    assert.ok(!actionsOf(commands).includes("requestTarget"));
  });

  it("repeats only what is still offered", () => {
    const [held] = played(anOpenFlow(), click, failedRequest(2, "session_invalid"));
    const [loads] = transition(held, renewed(held));
    for (const customer of [
      aCustomerIn("approved"),
      aCustomerIn("pending"),
      aCustomerIn("rejected"),
      aCustomerWhoMustAct(),
    ]) {
      const [state, commands] = transition(loads, loaded(loads, customer));
      assert.equal(asOpen(state).task, null);
      assert.equal(asOpen(state).refreshing, null);
      assert.ok(
        !actionsOf(commands).includes("requestTarget"),
        customer.verificationProfiles[0]?.status,
      );
    }
  });

  it("after the renewal ends the session, without a loop", () => {
    const [held] = played(anOpenFlow(), click, failedRequest(2, "session_invalid"));
    const [loads] = transition(held, renewed(held));
    const [blockedByLoad] = transition(loads, failedRequest(loads.attempt, "session_invalid"));
    assert.equal(blockedByLoad.kind, "blocked");
    const [requestsAgain] = transition(loads, loaded(loads));
    const [blockedByTask, commands] = transition(
      requestsAgain,
      failedRequest(requestsAgain.attempt, "session_invalid"),
    );
    assert.equal(blockedByTask.kind, "blocked");
    assert.deepEqual(actionsOf(commands), ["abort", "forgetLink"]);
  });

  it("whose renewal is refused drops the customer and the task", () => {
    for (const code of [
      "login_required",
      "session_failed",
      "customer_not_found",
      "forbidden",
    ] as const) {
      const [held] = played(anOpenFlow(), click, failedRequest(2, "session_invalid"));
      const [state, commands] = transition(held, {
        type: "failed",
        attempt: held.attempt,
        during: "session",
        problem: aProblem(code),
      });
      assert.equal(state.kind, "blocked", code);
      assert.deepEqual(
        announcementsOf(commands),
        [
          { type: "statuschange", previous: "incomplete", current: null },
          { type: "problem", problem: aProblem(code) },
        ],
        "listeners to the status hear that there is none",
      );
      assert.doesNotMatch(JSON.stringify(state), /customer_a/);
    }
  });

  it("whose renewal gets no answer keeps the customer and opens the button again", () => {
    const [held] = played(anOpenFlow(), click, failedRequest(2, "session_invalid"));
    const [state, commands] = transition(held, {
      type: "failed",
      attempt: held.attempt,
      during: "session",
      problem: aProblem("offline"),
    });
    assert.equal(asOpen(state).task, null);
    assert.equal(asOpen(state).problem?.problem.code, "offline");
    assert.deepEqual(actionsOf(commands), ["wait"]);
  });

  it("of a load and one of a submit share one renewal", () => {
    const [both] = played(anOpenFlow(), refresh, click, failedRequest(2, "session_invalid"));
    const [held, commands] = transition(both, failedRequest(3, "session_invalid"));
    assert.deepEqual(commands, []);
    assert.equal(asOpen(held).task?.doing, "held");
  });

  it("starts no load before the renewal ends", () => {
    const [renewing] = played(anOpenFlow(), refresh, click, failedRequest(2, "session_invalid"));
    for (const event of [
      refresh,
      { type: "submitted", attempt: 3 },
      failedRequest(3, "wrong_state"),
    ] as const) {
      assert.ok(!actionsOf(transition(renewing, event)[1]).includes("load"), event.type);
    }
  });
});

describe("a renewed session before its first load", () => {
  const [renewing] = played(anOpenFlow(), refresh, failedRequest(2, "session_invalid"));
  const [unproven] = transition(renewing, renewed(renewing));

  it("sends no submit: a click is held until the customer is known", () => {
    for (const state of [renewing, unproven]) {
      const [held, commands] = transition(state, click);
      assert.equal(asOpen(held).task?.doing, "held");
      assert.deepEqual(commands, []);
    }
    const [held] = transition(unproven, click);
    assert.deepEqual(actionsOf(transition(held, loaded(held))[1]), ["requestTarget"]);
    const [other, commands] = transition(held, loaded(held, aCustomer({ id: "customer_b" })));
    assert.equal(asOpen(other).task, null);
    assert.ok(!actionsOf(commands).includes("requestTarget"));
  });

  it("repeats no unanswered submit", () => {
    const [both] = played(anOpenFlow(), refresh, click, failedRequest(2, "session_invalid"));
    const [after] = transition(both, renewed(both));
    const [held, commands] = transition(after, failedRequest(3, "timeout"));
    assert.equal(asOpen(held).task?.doing, "held");
    assert.ok(!actionsOf(commands).includes("requestTarget"));
    const [, last] = transition(held, loaded(held));
    assert.deepEqual(
      last.filter((each) => each.do === "requestTarget"),
      [{ do: "requestTarget", attempt: 6, target: submitTarget, key: 3 }].map((each) => ({
        ...each,
        attempt: held.attempt + 1,
      })),
    );
  });

  it("loads first when the last load failed before the click", () => {
    const [failed] = transition(unproven, {
      type: "failed",
      attempt: unproven.attempt,
      during: "load",
      problem: aProblem("offline"),
    });
    const [held, commands] = transition(failed, click);
    assert.equal(asOpen(held).task?.doing, "held");
    assert.deepEqual(actionsOf(commands), ["load"]);
  });
});
