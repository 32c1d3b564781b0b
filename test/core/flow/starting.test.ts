import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { initial, transition } from "../../../src/core/flow/transition.js";
import type { Event } from "../../../src/core/flow/types.js";
import { screen } from "../../../src/core/screen.js";
import {
  aCustomer,
  aCustomerIn,
  actionsOf,
  announcementsOf,
  aProblem,
  asOpen,
  played,
  refresh,
  refreshByPerson,
} from "../builders.js";

describe("the start", () => {
  it("requests a session, then the customer, and announces `ready` alone", () => {
    const [starting, first] = played(initial, { type: "connected" });
    assert.deepEqual(first, [{ do: "abort" }, { do: "startSession", attempt: 1, renew: false }]);
    const [loading, second] = played(starting, { type: "sessionStarted", attempt: 1 });
    assert.deepEqual(second, [{ do: "load", attempt: 2 }]);
    const [open, third] = played(loading, {
      type: "loaded",
      attempt: 2,
      customer: aCustomerIn("approved"),
    });
    assert.equal(asOpen(open).customer.id, "customer_a");
    assert.deepEqual(announcementsOf(third), [{ type: "ready" }]);
  });

  it("skips the load when the session brings the customer", () => {
    const [state, commands] = played(
      initial,
      { type: "connected" },
      { type: "sessionStarted", attempt: 1, customer: aCustomer(), linkExpired: true },
    );
    assert.ok(asOpen(state).linkExpired);
    assert.deepEqual(actionsOf(commands), ["wait"]);
  });

  it("remembers the profile it is narrowed to, until it is disconnected", () => {
    const [state] = played(
      initial,
      { type: "connected", profile: "kyc_profile_a" },
      { type: "sessionStarted", attempt: 1, customer: aCustomer() },
    );
    assert.equal(state.profile, "kyc_profile_a");
    assert.equal(played(state, { type: "disconnected" })[0].profile, undefined);
  });

  it("repeats a passing failure quietly three times, then announces it and tries once a minute", () => {
    let [state] = played(initial, { type: "connected" });
    for (const ms of [500, 1_000, 2_000]) {
      const [waiting, commands] = transition(state, {
        type: "failed",
        attempt: state.attempt,
        during: "session",
        problem: aProblem("offline"),
      });
      assert.deepEqual(commands, [{ do: "wait", ms, because: "retry" }]);
      [state] = transition(waiting, { type: "refreshRequested", by: "timer" });
      assert.equal(state.kind, "starting");
    }
    const [blocked, commands] = transition(state, {
      type: "failed",
      attempt: state.attempt,
      during: "session",
      problem: aProblem("offline"),
    });
    assert.equal(blocked.kind, "blocked");
    assert.deepEqual(
      announcementsOf(commands).map(({ type }) => type),
      ["problem"],
    );
    assert.deepEqual(commands.at(-1), { do: "wait", ms: 60_000, because: "retry" });
    assert.equal(
      transition(blocked, { type: "refreshRequested", by: "timer" })[0].kind,
      "starting",
    );
  });

  it("tries again behind a blocked screen, which stays, and announces the problem once", () => {
    const problem = aProblem("login_required");
    const failed = (attempt: number): Event => ({
      type: "failed",
      attempt,
      during: "session",
      problem,
    });
    const [blocked] = played(initial, { type: "connected" }, failed(1));
    const [again] = transition(blocked, refresh);
    assert.equal(screen(again).kind, "session_ended");
    const [still, commands] = transition(again, failed(2));
    assert.equal(still.kind, "blocked");
    assert.deepEqual(announcementsOf(commands), []);
    const [retrying] = transition(blocked, refreshByPerson);
    assert.equal(screen(retrying).kind, "loading", "a click shows that something happens");
  });

  it("is blocked at once by a refusal, without a repeat", () => {
    for (const code of [
      "login_required",
      "session_invalid",
      "customer_not_found",
      "forbidden",
      "cross_site",
      "host_misconfigured",
      "not_configured",
    ] as const) {
      const [state, commands] = played(
        initial,
        { type: "connected" },
        { type: "failed", attempt: 1, during: "session", problem: aProblem(code) },
      );
      assert.equal(state.kind, "blocked", code);
      assert.deepEqual(actionsOf(commands), [], code);
      for (const again of [refresh, refreshByPerson, { type: "returned" }] as const) {
        assert.equal(transition(state, again)[0].kind, "starting");
      }
    }
  });

  it("shows a problem instead of waiting long in silence", () => {
    const problem = aProblem("rate_limited", { retryAfterMs: 90_000 });
    const [state, commands] = played(
      initial,
      { type: "connected" },
      { type: "failed", attempt: 1, during: "session", problem },
    );
    assert.equal(state.kind, "blocked");
    assert.deepEqual(commands.at(-1), { do: "wait", ms: 90_000, because: "pause" });
  });
});
