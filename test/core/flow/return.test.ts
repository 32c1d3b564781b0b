import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { initial, transition } from "../../../src/core/flow/transition.js";
import type { Command, Event, State } from "../../../src/core/flow/types.js";
import { screen } from "../../../src/core/screen.js";
import { submitTarget } from "../../../src/core/target.js";
import { aCustomer, aCustomerIn, anOpenFlow, aProblem, asOpen, played } from "../builders.js";

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

describe("going and coming back", () => {
  test("a hidden page ends every attempt, the task, the code and the link", () => {
    const [busy] = played(anOpenFlow(), look, press);
    const [hidden, commands] = transition(busy, { type: "pageHidden" });
    const { refreshing, task, renewal, qrCode } = asOpen(hidden);
    assert.deepEqual([refreshing, task, renewal, qrCode], [null, null, 0, null]);
    assert.deepEqual(deeds(commands), ["abort", "forgetLink"]);
    for (const late of [
      loaded(busy, aCustomerIn("approved")),
      { type: "linkReceived", attempt: 3, expired: false },
      { type: "submitted", attempt: 3 },
      refused(3),
    ] as const) {
      assert.deepEqual(transition(hidden, late), [hidden, []], late.type);
    }
  });

  test("coming back reads again, says that it checks, and ends the leaving", () => {
    const [leaving] = played(anOpenFlow(), press, {
      type: "linkReceived",
      attempt: 2,
      expired: false,
    });
    for (const state of [leaving, transition(leaving, { type: "pageHidden" })[0]]) {
      const [back, commands] = transition(state, { type: "returned" });
      assert.equal(asOpen(back).task, null);
      assert.deepEqual(deeds(commands), ["abort", "forgetLink", "load"]);
      const shown = screen(back);
      assert.ok("checking" in shown && shown.checking);
    }
  });

  test("coming back after the session has ended still says that it checks", () => {
    let [state] = transition(anOpenFlow(), { type: "returned" });
    [state] = transition(state, refused(state.attempt));
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

  test("a page that vetoes leaving gets its checklist back, read anew", () => {
    const [state, commands] = played(
      anOpenFlow(),
      press,
      { type: "linkReceived", attempt: 2, expired: false },
      { type: "leaveCancelled", attempt: 2 },
    );
    assert.equal(asOpen(state).task, null);
    assert.deepEqual(deeds(commands), ["forgetLink", "load"]);
  });

  test("coming back at the start begins again what was cut off, and once", () => {
    const [starting] = played(initial, { type: "connected" });
    const [hidden] = transition(starting, { type: "pageHidden" });
    assert.deepEqual(transition(hidden, renewed(starting)), [hidden, []]);
    const [back, commands] = transition(hidden, { type: "returned" });
    assert.deepEqual(deeds(commands), ["abort", "startSession"]);
    assert.deepEqual(transition(back, { type: "returned" }), [back, []], "told twice");
  });

  test("coming back is one reading, in whatever order an engine tells it, and says that it checks", () => {
    const left = transition(anOpenFlow(), { type: "pageHidden" })[0];
    const signs: readonly Event[] = [look, { type: "returned" }];
    for (const order of [signs, signs.toReversed()]) {
      const [back] = played(left, ...order);
      const shown = screen(back);
      assert.ok("checking" in shown && shown.checking);
      assert.equal(back.attempt, left.attempt + 1);
      const [read, commands] = transition(back, loaded(back));
      assert.deepEqual(deeds(commands), ["wait"]);
      assert.equal(asOpen(read).returnSummary?.back, true);
    }
  });

  test("coming back is one reading, but a nudge of the host during it is another", () => {
    const [back] = played(
      anOpenFlow(),
      { type: "pageHidden" },
      { type: "returned" },
      { type: "refreshRequested", by: "host" },
    );
    assert.deepEqual(deeds(transition(back, loaded(back))[1]), ["load"]);
  });

  test("disconnecting ends everything, and no old answer fits the next life", () => {
    const [busy] = played(anOpenFlow(), look, press);
    const [idle, commands] = transition(busy, { type: "disconnected" });
    assert.equal(idle.kind, "idle");
    assert.deepEqual(deeds(commands), ["abort", "forgetLink"]);
    const [again] = transition(idle, { type: "connected" });
    for (let attempt = 0; attempt <= busy.attempt; attempt += 1) {
      for (const late of [
        loaded({ ...busy, attempt }),
        { type: "sessionStarted", attempt, customer: aCustomer() },
        refused(attempt),
      ] as const) {
        assert.deepEqual(transition(again, late), [again, []]);
      }
    }
  });
});
