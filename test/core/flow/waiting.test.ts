import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { transition } from "../../../src/core/flow/transition.js";
import type { Command, Event, State } from "../../../src/core/flow/types.js";
import type { ProblemCode, ProblemFacts } from "../../../src/core/problem.js";
import { screen } from "../../../src/core/screen.js";
import { submitTarget } from "../../../src/core/target.js";
import { aCustomer, aCustomerIn, anOpenFlow, aProblem, asOpen, played } from "../builders.js";

const press: Event = { type: "clicked", target: submitTarget, destination: "navigate" };
const look: Event = { type: "refreshRequested", by: "page" };
const person: Event = { type: "refreshRequested", by: "person" };
const deeds = (commands: readonly Command[]) =>
  commands.map((each) => each.do).filter((each) => each !== "announce");
const loaded = (state: State, customer = aCustomer()): Event => ({
  type: "loaded",
  attempt: state.attempt,
  customer,
});
const failed = (state: State, code: ProblemCode, facts: ProblemFacts = {}): Event => ({
  type: "failed",
  attempt: state.attempt,
  during: "load",
  problem: aProblem(code, facts),
});
const reading = (open: State = anOpenFlow()): State => transition(open, look)[0];

describe("waiting", () => {
  const waitOf = (commands: readonly Command[]) => commands.find((each) => each.do === "wait");

  test("polls slower while nothing changes, never slower than a minute, and not when all is settled", () => {
    let state: State = anOpenFlow();
    const waits = [22_500, 33_750, 50_625, 60_000, 60_000].map(() => {
      state = reading(state);
      const [next, commands] = transition(state, loaded(state));
      state = next;
      return waitOf(commands)?.ms;
    });
    assert.deepEqual(waits, [22_500, 33_750, 50_625, 60_000, 60_000]);
    for (const status of ["approved", "rejected"]) {
      const now = reading();
      assert.equal(waitOf(transition(now, loaded(now, aCustomerIn(status)))[1]), undefined);
    }
    for (const customer of [
      aCustomer({ verificationProfiles: [] }),
      aCustomerIn("on_hold"),
      aCustomerIn("pending"),
    ]) {
      const now = reading();
      assert.equal(waitOf(transition(now, loaded(now, customer))[1])?.ms, 15_000);
    }
  });

  test("obeys the host's target for a slower poll", () => {
    const now = reading();
    assert.equal(
      waitOf(transition(now, loaded(now, aCustomer({ pollAfterSeconds: 300 })))[1])?.ms,
      300_000,
    );
  });

  test("obeys Retry-After up to 120 s, and says so beyond", () => {
    for (const [retryAfterMs, ms] of [
      [0, 500],
      [400, 500],
      [5_000, 5_000],
      [120_000, 120_000],
    ] as const) {
      const now = reading();
      const [state, commands] = transition(now, failed(now, "rate_limited", { retryAfterMs }));
      assert.deepEqual(waitOf(commands), { do: "wait", ms, because: "pause" });
      assert.deepEqual(transition(state, look), [state, []]);
      assert.deepEqual(deeds(transition(state, { type: "refreshRequested", by: "timer" })[1]), [
        "load",
      ]);
    }
    const now = reading();
    const [state, commands] = transition(
      now,
      failed(now, "rate_limited", { retryAfterMs: 120_001 }),
    );
    assert.equal(asOpen(state).problem?.problem.retryAfterMs, 120_001);
    assert.deepEqual(deeds(commands), []);
    assert.deepEqual(deeds(transition(state, { type: "refreshRequested", by: "person" })[1]), [
      "load",
    ]);
  });

  test("a pause that the person was told of holds her back, and says why", () => {
    const [asked] = transition(anOpenFlow(), person);
    const [state] = transition(asked, failed(asked, "rate_limited", { retryAfterMs: 60_000 }));
    for (const event of [look, person, press]) {
      assert.deepEqual(transition(state, event), [state, []]);
    }
    const shown = screen(state);
    assert.ok("submit" in shown);
    assert.equal(shown.submit, "off");
    assert.equal(shown.problem?.problem.retryAfterMs, 60_000);
  });

  test("a pause that nobody was told of holds back nobody: the host answers a press", () => {
    const now = reading();
    const [state] = transition(now, failed(now, "rate_limited", { retryAfterMs: 60_000 }));
    const shown = screen(state);
    assert.ok("submit" in shown);
    assert.deepEqual([shown.submit, shown.problem], ["open", null]);
    assert.deepEqual(deeds(transition(state, press)[1]), ["requestLink"]);
    const [asked, commands] = transition(state, person);
    assert.deepEqual(deeds(commands), ["load"]);
    const [told] = transition(asked, failed(asked, "rate_limited", { retryAfterMs: 50_000 }));
    assert.equal(asOpen(told).problem?.problem.retryAfterMs, 50_000);
  });

  test("a pause whose end came while nobody was there is over, and nothing was asked", () => {
    const [asked] = transition(anOpenFlow(), person);
    const [paused] = transition(asked, failed(asked, "rate_limited", { retryAfterMs: 60_000 }));
    const [state, commands] = transition(paused, { type: "pauseEnded" });
    assert.deepEqual(commands, []);
    for (const event of [look, person]) {
      assert.deepEqual(deeds(transition(state, event)[1]), ["load"]);
    }
    assert.deepEqual(deeds(transition(state, press)[1]), ["requestLink"]);
    assert.equal(transition(state, { type: "pauseEnded" })[0], state);
  });

  test("an impatient Retry-After never becomes a storm: each failure waits longer", () => {
    let state: State = anOpenFlow();
    const waits = Array.from({ length: 8 }, () => {
      state = transition(state, { type: "refreshRequested", by: "timer" })[0];
      const [next, commands] = transition(
        state,
        failed(state, "rate_limited", { retryAfterMs: 0 }),
      );
      state = next;
      return waitOf(commands)?.ms;
    });
    assert.deepEqual(waits, [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  test("a pause is not cut short by a task that fails meanwhile", () => {
    const [both] = played(anOpenFlow(), look, press);
    const [paused] = transition(both, {
      type: "failed",
      attempt: 2,
      during: "load",
      problem: aProblem("rate_limited", { retryAfterMs: 100_000 }),
    });
    const [, commands] = transition(paused, {
      type: "failed",
      attempt: 3,
      during: "submit",
      problem: aProblem("upstream_failed"),
    });
    assert.equal(waitOf(commands), undefined);
  });

  test("a problem that nobody can wait out leaves the person free to look again", () => {
    const now = reading();
    const [state] = transition(now, failed(now, "host_misconfigured", { retryAfterMs: 5_000 }));
    assert.equal(asOpen(state).paused, false);
    assert.deepEqual(deeds(transition(state, { type: "refreshRequested", by: "person" })[1]), [
      "load",
    ]);
  });
});
