import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { initial, transition } from "../../../src/core/flow/transition.js";
import type { Event, State } from "../../../src/core/flow/types.js";
import { screen } from "../../../src/core/screen.js";
import {
  aCustomer,
  aCustomerIn,
  actionsOf,
  anOpenFlow,
  aProblem,
  asOpen,
  click,
  failedRequest,
  linkReceived,
  loaded,
  played,
  refresh,
} from "../builders.js";

const renewed = (state: State): Event => ({ type: "sessionStarted", attempt: state.attempt });

describe("leaving and returning", () => {
  it("ends every attempt, the task, the QR code and the link when the page is hidden", () => {
    const [busy] = played(anOpenFlow(), refresh, click);
    const [hidden, commands] = transition(busy, { type: "pageHidden" });
    const { refreshing, task, renewal, qrCode } = asOpen(hidden);
    assert.deepEqual([refreshing, task, renewal, qrCode], [null, null, 0, null]);
    assert.deepEqual(actionsOf(commands), ["abort", "forgetLink"]);
    for (const late of [
      loaded(busy, aCustomerIn("approved")),
      linkReceived(3),
      { type: "submitted", attempt: 3 },
      failedRequest(3, "session_invalid"),
    ] as const) {
      assert.deepEqual(transition(hidden, late), [hidden, []], late.type);
    }
  });

  it("loads again on return, marks the status as being checked, and ends the leaving", () => {
    const [leaving] = played(anOpenFlow(), click, linkReceived(2));
    for (const state of [leaving, transition(leaving, { type: "pageHidden" })[0]]) {
      const [back, commands] = transition(state, { type: "returned" });
      assert.equal(asOpen(back).task, null);
      assert.deepEqual(actionsOf(commands), ["abort", "forgetLink", "load"]);
      const shown = screen(back);
      assert.ok("checking" in shown && shown.checking);
    }
  });

  it("still marks the status as being checked when the session ended meanwhile", () => {
    let [state] = transition(anOpenFlow(), { type: "returned" });
    [state] = transition(state, failedRequest(state.attempt, "session_invalid"));
    [state] = transition(state, renewed(state));
    const shown = screen(state);
    assert.ok("checking" in shown && shown.checking);
    const [failed] = transition(state, {
      type: "failed",
      attempt: state.attempt,
      during: "load",
      problem: aProblem("offline"),
    });
    assert.equal(asOpen(failed).problem?.problem.code, "offline");
  });

  it("shows the checklist again and loads it when the page prevents leaving", () => {
    const [state, commands] = played(anOpenFlow(), click, linkReceived(2), {
      type: "leaveCancelled",
      attempt: 2,
    });
    assert.equal(asOpen(state).task, null);
    assert.deepEqual(actionsOf(commands), ["forgetLink", "load"]);
  });

  it("starts again, once, when the page was hidden during the start", () => {
    const [starting] = played(initial, { type: "connected" });
    const [hidden] = transition(starting, { type: "pageHidden" });
    assert.deepEqual(transition(hidden, renewed(starting)), [hidden, []]);
    const [back, commands] = transition(hidden, { type: "returned" });
    assert.deepEqual(actionsOf(commands), ["abort", "startSession"]);
    assert.deepEqual(
      transition(back, { type: "returned" }),
      [back, []],
      "the second sign of one return",
    );
  });

  it("loads once for each return, in any order of an engine's signs, and marks the status as being checked", () => {
    const left = transition(anOpenFlow(), { type: "pageHidden" })[0];
    const signs: readonly Event[] = [refresh, { type: "returned" }];
    for (const order of [signs, signs.toReversed()]) {
      const [back] = played(left, ...order);
      const shown = screen(back);
      assert.ok("checking" in shown && shown.checking);
      assert.equal(back.attempt, left.attempt + 1);
      const [after, commands] = transition(back, loaded(back));
      assert.deepEqual(actionsOf(commands), ["wait"]);
      assert.equal(asOpen(after).returnSummary?.back, true);
    }
  });

  it("loads once more when the host notifies during the load of a return", () => {
    const [back] = played(
      anOpenFlow(),
      { type: "pageHidden" },
      { type: "returned" },
      { type: "refreshRequested", by: "host" },
    );
    assert.deepEqual(actionsOf(transition(back, loaded(back))[1]), ["load"]);
  });

  it("ends everything on disconnect, and no old answer fits the next connection", () => {
    const [busy] = played(anOpenFlow(), refresh, click);
    const [idle, commands] = transition(busy, { type: "disconnected" });
    assert.equal(idle.kind, "idle");
    assert.deepEqual(actionsOf(commands), ["abort", "forgetLink"]);
    const [again] = transition(idle, { type: "connected" });
    for (let attempt = 0; attempt <= busy.attempt; attempt += 1) {
      for (const late of [
        loaded({ ...busy, attempt }),
        { type: "sessionStarted", attempt, customer: aCustomer() },
        failedRequest(attempt, "session_invalid"),
      ] as const) {
        assert.deepEqual(transition(again, late), [again, []]);
      }
    }
  });
});
