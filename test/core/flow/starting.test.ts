import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { initial, transition } from "../../../src/core/flow/transition.js";
import type { Announcement, Command, Event, State } from "../../../src/core/flow/types.js";
import { screen } from "../../../src/core/screen.js";
import { aCustomer, aCustomerIn, aProblem, asOpen, played } from "../builders.js";

const look: Event = { type: "refreshRequested", by: "page" };
const told = (commands: readonly Command[]): Announcement[] =>
  commands.flatMap((each) => (each.do === "announce" ? [each.announcement] : []));
const deeds = (commands: readonly Command[]) =>
  commands.map((each) => each.do).filter((each) => each !== "announce");
const now = (state: State): number => state.attempt;

describe("the start", () => {
  test("asks for a session, then for the customer, and opens with `ready` alone", () => {
    const [asking, first] = played(initial, { type: "connected" });
    assert.deepEqual(first, [{ do: "abort" }, { do: "startSession", attempt: 1, renew: false }]);
    const [loading, second] = played(asking, { type: "sessionStarted", attempt: 1 });
    assert.deepEqual(second, [{ do: "load", attempt: 2 }]);
    const [open, third] = played(loading, {
      type: "loaded",
      attempt: 2,
      customer: aCustomerIn("approved"),
    });
    assert.equal(asOpen(open).customer.id, "customer_a");
    assert.deepEqual(told(third), [{ type: "ready" }]);
  });

  test("saves the round trip when the session brings the customer", () => {
    const [state, commands] = played(
      initial,
      { type: "connected" },
      { type: "sessionStarted", attempt: 1, customer: aCustomer() },
    );
    assert.equal(state.kind, "open");
    assert.deepEqual(deeds(commands), ["wait"]);
  });

  test("remembers the profile it is narrowed to, until it is disconnected", () => {
    const [state] = played(
      initial,
      { type: "connected", profile: "kyc_profile_a" },
      { type: "sessionStarted", attempt: 1, customer: aCustomer() },
    );
    assert.equal(state.profile, "kyc_profile_a");
    assert.equal(played(state, { type: "disconnected" })[0].profile, undefined);
  });

  test("repeats a passing failure quietly three times, then says so and tries once a minute", () => {
    let [state] = played(initial, { type: "connected" });
    for (const ms of [500, 1_000, 2_000]) {
      const [waiting, commands] = transition(state, {
        type: "failed",
        attempt: now(state),
        during: "session",
        problem: aProblem("offline"),
      });
      assert.deepEqual(commands, [{ do: "wait", ms, because: "retry" }]);
      [state] = transition(waiting, { type: "refreshRequested", by: "timer" });
      assert.equal(state.kind, "starting");
    }
    const [blocked, commands] = transition(state, {
      type: "failed",
      attempt: now(state),
      during: "session",
      problem: aProblem("offline"),
    });
    assert.equal(blocked.kind, "blocked");
    assert.deepEqual(
      told(commands).map(({ type }) => type),
      ["problem"],
    );
    assert.deepEqual(commands.at(-1), { do: "wait", ms: 60_000, because: "retry" });
    assert.equal(
      transition(blocked, { type: "refreshRequested", by: "timer" })[0].kind,
      "starting",
    );
  });

  test("tries again behind a blocked screen without a flash and without telling it twice", () => {
    const problem = aProblem("login_required");
    const failed = (attempt: number): Event => ({
      type: "failed",
      attempt,
      during: "session",
      problem,
    });
    const [blocked] = played(initial, { type: "connected" }, failed(1));
    const [again] = transition(blocked, look);
    assert.equal(screen(again).kind, "session_ended");
    const [still, commands] = transition(again, failed(2));
    assert.equal(still.kind, "blocked");
    assert.deepEqual(told(commands), []);
    const [asked] = transition(blocked, { type: "refreshRequested", by: "person" });
    assert.equal(screen(asked).kind, "loading", "a press shows that something happens");
  });

  test("is blocked at once by a refusal, without a repeat", () => {
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
      assert.deepEqual(deeds(commands), [], code);
      for (const again of [
        look,
        { type: "refreshRequested", by: "person" },
        { type: "returned" },
      ] as const) {
        assert.equal(transition(state, again)[0].kind, "starting");
      }
    }
  });

  test("shows a problem instead of waiting long in silence", () => {
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
