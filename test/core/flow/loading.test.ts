import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { transition } from "../../../src/core/flow/transition.js";
import type { Command, Event, State } from "../../../src/core/flow/types.js";
import type { ProblemCode, ProblemFacts } from "../../../src/core/problem.js";
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

describe("a reading", () => {
  test("every `look again` is one load, and only one at a time", () => {
    for (const by of ["timer", "host", "page", "person"] as const) {
      const [state, commands] = transition(anOpenFlow(), { type: "refreshRequested", by });
      assert.deepEqual(commands, [{ do: "load", attempt: 2 }]);
      assert.deepEqual(transition(state, { type: "refreshRequested", by })[1], []);
    }
  });

  test("asked for during a reading is done again after it: it may have begun too early", () => {
    for (const by of ["host", "page", "person"] as const) {
      const [open] = transition(reading(), { type: "refreshRequested", by });
      const [, commands] = transition(open, loaded(open));
      assert.deepEqual(deeds(commands), ["load"]);
    }
    const [open] = transition(reading(), { type: "refreshRequested", by: "timer" });
    assert.deepEqual(deeds(transition(open, loaded(open))[1]), ["wait"]);
  });

  test("tells a change of status and of requirements, and never `ready` again", () => {
    const open = reading(anOpenFlow(aCustomerWhoMustAct()));
    const [, commands] = transition(open, loaded(open, aCustomerIn("pending")));
    assert.deepEqual(
      commands.flatMap((each) => (each.do === "announce" ? [each.announcement.type] : [])),
      ["statuschange", "requirementschange"],
    );
  });

  test("tells nothing when nothing changed", () => {
    const open = reading();
    assert.deepEqual(deeds(transition(open, loaded(open))[1]), ["wait"]);
    assert.ok(!transition(open, loaded(open))[1].some((each) => each.do === "announce"));
  });

  test("keeps the same customer object when the answer is the same, and takes every other one", () => {
    const open = anOpenFlow();
    const now = reading(open);
    assert.equal(asOpen(transition(now, loaded(now))[0]).customer, open.customer);
    for (const fields of [
      { flow: "hosted" },
      { pollAfterSeconds: 40 },
      { type: "business" },
      { submission: { startedAt: "2026-11-21T10:00:00Z" } },
    ]) {
      const customer = aCustomer(fields);
      assert.equal(
        asOpen(transition(now, loaded(now, customer))[0]).customer,
        customer,
        JSON.stringify(fields),
      );
    }
  });

  test("begun before a submitTarget settled is discarded and repeated", () => {
    const [both] = played(anOpenFlow(), look, press);
    const settled: readonly Event[] = [
      { type: "submitted", attempt: 3 },
      ...(
        ["upstream_failed", "wrong_state", "requirements_outstanding", "link_refused"] as const
      ).map((code) => failed(both, code)),
    ];
    for (const event of settled) {
      const [after, commands] = transition(both, event);
      assert.ok(deeds(commands).includes("load"), JSON.stringify(event));
      const late: Event = { type: "loaded", attempt: 2, customer: aCustomerIn("rejected") };
      assert.deepEqual(transition(after, late), [after, []]);
      const [truth] = transition(after, loaded(after, aCustomerIn("pending")));
      assert.equal(asOpen(truth).customer.verificationProfiles[0]?.status, "pending");
    }
  });

  test("is discarded and not repeated when the host wants to be left alone for long", () => {
    const [both] = played(anOpenFlow(), look, press);
    const event = failed(both, "rate_limited", { retryAfterMs: 121_000 });
    const [after, commands] = transition(both, event);
    assert.deepEqual(deeds(commands), []);
    const late: Event = { type: "loaded", attempt: 2, customer: aCustomerIn("rejected") };
    assert.deepEqual(transition(after, late), [after, []]);
    assert.equal(asOpen(after).problem?.problem.code, "rate_limited");
    assert.equal(asOpen(after).paused, false, "a press is possible");
  });

  test("of another customer drops the task, the code and the old customer, and is `ready` anew", () => {
    const [both] = played(
      anOpenFlow(),
      { ...press, destination: "qrCode" },
      { type: "linkReceived", attempt: 2, expired: false },
      look,
    );
    const other = aCustomer({ id: "customer_b" });
    const [state, commands] = transition(both, loaded(both, other));
    const open = asOpen(state);
    assert.deepEqual(
      [open.customer, open.task, open.qrCode, open.loginChanged],
      [other, null, null, true],
    );
    assert.deepEqual(deeds(commands), ["abort", "forgetLink", "wait"]);
    assert.ok(
      commands.some((each) => each.do === "announce" && each.announcement.type === "ready"),
    );
  });

  test("that changes nothing lets a changed login be read; a change, a press or a return ends it", () => {
    const other = aCustomer({ id: "customer_b" });
    const before = reading();
    const [changed] = transition(before, loaded(before, other));
    const again = reading(changed);
    const [same] = transition(again, loaded(again, other));
    assert.equal(asOpen(same).loginChanged, true);

    const news = aCustomerIn("pending", { id: "customer_b" });
    const [moved] = transition(again, loaded(again, news));
    assert.equal(asOpen(moved).loginChanged, false);
    for (const event of [press, { type: "returned" }] as const) {
      assert.equal(asOpen(transition(same, event)[0]).loginChanged, false);
    }
  });

  test("leaves a running task alone, whether it succeeds or fails", () => {
    const [both] = played(anOpenFlow(), press, look);
    for (const event of [
      loaded(both),
      failed(both, "offline"),
      failed(both, "host_misconfigured"),
    ]) {
      assert.equal(asOpen(transition(both, event)[0]).task, asOpen(both).task);
    }
  });

  test("that fails keeps the customer, whatever the reason", () => {
    for (const code of [
      "offline",
      "timeout",
      "upstream_failed",
      "forbidden",
      "customer_not_found",
      "host_misconfigured",
      "answer_unreadable",
      "rate_limited",
    ] as const) {
      const now = reading();
      assert.equal(asOpen(transition(now, failed(now, code))[0]).customer.id, "customer_a");
    }
  });

  test("fails quietly twice in the background, and at once when a person waits", () => {
    let state: State = anOpenFlow();
    for (const shown of [false, false, true]) {
      state = reading(state);
      [state] = transition(state, failed(state, "offline"));
      assert.equal(asOpen(state).problem !== null, shown);
    }
    for (const event of [
      { type: "refreshRequested", by: "person" },
      { type: "returned" },
    ] as const) {
      const [now] = transition(anOpenFlow(), event);
      assert.equal(
        asOpen(transition(now, failed(now, "offline"))[0]).problem?.problem.code,
        "offline",
      );
    }
  });

  test("tells the same problem once, not with every repeat", () => {
    const [now] = transition(anOpenFlow(), { type: "refreshRequested", by: "person" });
    const [first, said] = transition(now, failed(now, "offline"));
    const again = reading(first);
    const [, silent] = transition(again, failed(again, "offline"));
    assert.deepEqual(
      [said, silent].map((each) => each.filter(({ do: deed }) => deed === "announce").length),
      [1, 0],
    );
  });
});
