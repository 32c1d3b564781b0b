import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { transition } from "../../../src/core/flow/transition.js";
import type { Command, State } from "../../../src/core/flow/types.js";
import { screen } from "../../../src/core/screen.js";
import {
  aCustomer,
  aCustomerIn,
  actionsOf,
  anOpenFlow,
  aProblem,
  asOpen,
  click,
  failed,
  failedRequest,
  loaded,
  played,
  refresh,
  refreshByPerson,
} from "../builders.js";

const refreshing = (open: State = anOpenFlow()): State => transition(open, refresh)[0];

describe("waiting", () => {
  const waitOf = (commands: readonly Command[]) => commands.find((each) => each.do === "wait");

  it("polls slower while nothing changes, at least once a minute, and stops when all is settled", () => {
    let state: State = anOpenFlow();
    const waits = [22_500, 33_750, 50_625, 60_000, 60_000].map(() => {
      state = refreshing(state);
      const [next, commands] = transition(state, loaded(state));
      state = next;
      return waitOf(commands)?.ms;
    });
    assert.deepEqual(waits, [22_500, 33_750, 50_625, 60_000, 60_000]);
    for (const status of ["approved", "rejected"]) {
      const now = refreshing();
      assert.equal(waitOf(transition(now, loaded(now, aCustomerIn(status)))[1]), undefined);
    }
    for (const customer of [
      aCustomer({ verificationProfiles: [] }),
      aCustomerIn("on_hold"),
      aCustomerIn("pending"),
    ]) {
      const now = refreshing();
      assert.equal(waitOf(transition(now, loaded(now, customer))[1])?.ms, 15_000);
    }
  });

  it("obeys the host's request for a slower poll", () => {
    const now = refreshing();
    assert.equal(
      waitOf(transition(now, loaded(now, aCustomer({ pollAfterSeconds: 300 })))[1])?.ms,
      300_000,
    );
  });

  it("obeys Retry-After up to 120 s, and shows a longer one as a problem", () => {
    for (const [retryAfterMs, ms] of [
      [0, 500],
      [400, 500],
      [5_000, 5_000],
      [120_000, 120_000],
    ] as const) {
      const now = refreshing();
      const [state, commands] = transition(now, failed(now, "rate_limited", { retryAfterMs }));
      assert.deepEqual(waitOf(commands), { do: "wait", ms, because: "pause" });
      assert.deepEqual(transition(state, refresh), [state, []]);
      assert.deepEqual(actionsOf(transition(state, { type: "refreshRequested", by: "timer" })[1]), [
        "load",
      ]);
    }
    const now = refreshing();
    const [state, commands] = transition(
      now,
      failed(now, "rate_limited", { retryAfterMs: 120_001 }),
    );
    assert.equal(asOpen(state).problem?.problem.retryAfterMs, 120_001);
    assert.deepEqual(actionsOf(commands), []);
    assert.deepEqual(actionsOf(transition(state, refreshByPerson)[1]), ["load"]);
  });

  it("holds back clicks during a pause that is on screen, and shows why", () => {
    const [refreshed] = transition(anOpenFlow(), refreshByPerson);
    const [state] = transition(
      refreshed,
      failed(refreshed, "rate_limited", { retryAfterMs: 60_000 }),
    );
    for (const event of [refresh, refreshByPerson, click]) {
      assert.deepEqual(transition(state, event), [state, []]);
    }
    const shown = screen(state);
    assert.ok("submit" in shown);
    assert.equal(shown.submit, "off");
    assert.equal(shown.problem?.problem.retryAfterMs, 60_000);
  });

  it("holds back no click during a pause in the background: the host decides", () => {
    const now = refreshing();
    const [state] = transition(now, failed(now, "rate_limited", { retryAfterMs: 60_000 }));
    const shown = screen(state);
    assert.ok("submit" in shown);
    assert.deepEqual([shown.submit, shown.problem], ["open", null]);
    assert.deepEqual(actionsOf(transition(state, click)[1]), ["requestTarget"]);
    const [refreshed, commands] = transition(state, refreshByPerson);
    assert.deepEqual(actionsOf(commands), ["load"]);
    const [shownPause] = transition(
      refreshed,
      failed(refreshed, "rate_limited", { retryAfterMs: 50_000 }),
    );
    assert.equal(asOpen(shownPause).problem?.problem.retryAfterMs, 50_000);
  });

  it("ends a pause that passes while the page is hidden, and requests nothing", () => {
    const [refreshed] = transition(anOpenFlow(), refreshByPerson);
    const [paused] = transition(
      refreshed,
      failed(refreshed, "rate_limited", { retryAfterMs: 60_000 }),
    );
    const [state, commands] = transition(paused, { type: "pauseEnded" });
    assert.deepEqual(commands, []);
    for (const event of [refresh, refreshByPerson]) {
      assert.deepEqual(actionsOf(transition(state, event)[1]), ["load"]);
    }
    assert.deepEqual(actionsOf(transition(state, click)[1]), ["requestTarget"]);
    assert.equal(transition(state, { type: "pauseEnded" })[0], state);
  });

  it("waits longer after each failure when Retry-After is short", () => {
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

  it("keeps a pause at its length when a task fails during it", () => {
    const [both] = played(anOpenFlow(), refresh, click);
    const [paused] = transition(both, {
      type: "failed",
      attempt: 2,
      during: "load",
      problem: aProblem("rate_limited", { retryAfterMs: 100_000 }),
    });
    const [, commands] = transition(paused, failedRequest(3, "upstream_failed"));
    assert.equal(waitOf(commands), undefined);
  });

  it("lets the customer refresh after a problem that waiting cannot end", () => {
    const now = refreshing();
    const [state] = transition(now, failed(now, "host_misconfigured", { retryAfterMs: 5_000 }));
    assert.equal(asOpen(state).paused, false);
    assert.deepEqual(actionsOf(transition(state, refreshByPerson)[1]), ["load"]);
  });
});
