import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checklist } from "../../../src/core/checklist.js";
import { transition } from "../../../src/core/flow/transition.js";
import type { Event, State } from "../../../src/core/flow/types.js";
import {
  aCustomer,
  aCustomerIn,
  aCustomerWhoMustAct,
  actionsOf,
  announcementsOf,
  anOpenFlow,
  asOpen,
  click,
  failed,
  linkReceived,
  loaded,
  played,
  refresh,
  refreshByPerson,
} from "../builders.js";

const refreshing = (open: State = anOpenFlow()): State => transition(open, refresh)[0];

describe("a load", () => {
  it("follows every refresh request, one at a time", () => {
    for (const by of ["timer", "host", "page", "person"] as const) {
      const [state, commands] = transition(anOpenFlow(), { type: "refreshRequested", by });
      assert.deepEqual(commands, [{ do: "load", attempt: 2 }]);
      assert.deepEqual(transition(state, { type: "refreshRequested", by })[1], []);
    }
  });

  it("is repeated when a refresh is requested during it: it may have begun too early", () => {
    for (const by of ["host", "page", "person"] as const) {
      const [open] = transition(refreshing(), { type: "refreshRequested", by });
      const [, commands] = transition(open, loaded(open));
      assert.deepEqual(actionsOf(commands), ["load"]);
    }
    const [open] = transition(refreshing(), { type: "refreshRequested", by: "timer" });
    assert.deepEqual(actionsOf(transition(open, loaded(open))[1]), ["wait"]);
  });

  it("announces a change of status and of requirements, and `ready` only once", () => {
    const open = refreshing(anOpenFlow(aCustomerWhoMustAct()));
    const [, commands] = transition(open, loaded(open, aCustomerIn("pending")));
    assert.deepEqual(
      announcementsOf(commands).map(({ type }) => type),
      ["statuschange", "requirementschange"],
    );
  });

  it("announces nothing when nothing changed", () => {
    const open = refreshing();
    assert.deepEqual(actionsOf(transition(open, loaded(open))[1]), ["wait"]);
    assert.deepEqual(announcementsOf(transition(open, loaded(open))[1]), []);
  });

  it("keeps the same customer object when the answer is the same, and takes every other one", () => {
    const open = anOpenFlow();
    const now = refreshing(open);
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

  it("keeps the same checklist object while its fingerprint is the same, and computes it otherwise", () => {
    const open = anOpenFlow();
    const now = refreshing(open);
    const [polled] = transition(now, loaded(now, aCustomer({ pollAfterSeconds: 40 })));
    assert.equal(asOpen(polled).checklist, open.checklist);
    const [moved] = transition(now, loaded(now, aCustomerIn("pending")));
    assert.deepEqual(asOpen(moved).checklist, checklist(aCustomerIn("pending")));
    assert.equal(asOpen(moved).checklist.status, "pending");
  });

  it("that began before a submit settled is discarded and repeated", () => {
    const [both] = played(anOpenFlow(), refresh, click);
    const settled: readonly Event[] = [
      { type: "submitted", attempt: 3 },
      ...(
        ["upstream_failed", "wrong_state", "requirements_outstanding", "link_refused"] as const
      ).map((code) => failed(both, code)),
    ];
    for (const event of settled) {
      const [after, commands] = transition(both, event);
      assert.ok(actionsOf(commands).includes("load"), JSON.stringify(event));
      const late: Event = { type: "loaded", attempt: 2, customer: aCustomerIn("rejected") };
      assert.deepEqual(transition(after, late), [after, []]);
      const [truth] = transition(after, loaded(after, aCustomerIn("pending")));
      assert.equal(asOpen(truth).customer.verificationProfiles[0]?.status, "pending");
    }
  });

  it("is discarded and not repeated when the host asks for a long wait", () => {
    const [both] = played(anOpenFlow(), refresh, click);
    const event = failed(both, "rate_limited", { retryAfterMs: 121_000 });
    const [after, commands] = transition(both, event);
    assert.deepEqual(actionsOf(commands), []);
    const late: Event = { type: "loaded", attempt: 2, customer: aCustomerIn("rejected") };
    assert.deepEqual(transition(after, late), [after, []]);
    assert.equal(asOpen(after).problem?.problem.code, "rate_limited");
    assert.equal(asOpen(after).paused, false, "a click is possible");
  });

  it("of another customer drops the task, the QR code and the old customer, and announces `ready` again", () => {
    const [both] = played(
      anOpenFlow(),
      { ...click, destination: "qrCode" },
      linkReceived(2),
      refresh,
    );
    const other = aCustomer({ id: "customer_b" });
    const [state, commands] = transition(both, loaded(both, other));
    const open = asOpen(state);
    assert.deepEqual(
      [open.customer, open.task, open.qrCode, open.loginChanged],
      [other, null, null, true],
    );
    assert.deepEqual(actionsOf(commands), ["abort", "forgetLink", "wait"]);
    assert.ok(announcementsOf(commands).some(({ type }) => type === "ready"));
  });

  it("that changes nothing keeps the note about a changed login; a change, a click or a return ends it", () => {
    const other = aCustomer({ id: "customer_b" });
    const before = refreshing();
    const [changed] = transition(before, loaded(before, other));
    const again = refreshing(changed);
    const [same] = transition(again, loaded(again, other));
    assert.equal(asOpen(same).loginChanged, true);

    const pending = aCustomerIn("pending", { id: "customer_b" });
    const [moved] = transition(again, loaded(again, pending));
    assert.equal(asOpen(moved).loginChanged, false);
    for (const event of [click, { type: "returned" }] as const) {
      assert.equal(asOpen(transition(same, event)[0]).loginChanged, false);
    }
  });

  it("leaves a running task alone, whether it succeeds or fails", () => {
    const [both] = played(anOpenFlow(), click, refresh);
    for (const event of [
      loaded(both),
      failed(both, "offline"),
      failed(both, "host_misconfigured"),
    ]) {
      assert.equal(asOpen(transition(both, event)[0]).task, asOpen(both).task);
    }
  });

  it("that fails keeps the customer, whatever the reason", () => {
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
      const now = refreshing();
      assert.equal(asOpen(transition(now, failed(now, code))[0]).customer.id, "customer_a");
    }
  });

  it("fails quietly twice in the background, and visibly at once when the customer waits", () => {
    let state: State = anOpenFlow();
    for (const shown of [false, false, true]) {
      state = refreshing(state);
      [state] = transition(state, failed(state, "offline"));
      assert.equal(asOpen(state).problem !== null, shown);
    }
    for (const event of [refreshByPerson, { type: "returned" }] as const) {
      const [now] = transition(anOpenFlow(), event);
      assert.equal(
        asOpen(transition(now, failed(now, "offline"))[0]).problem?.problem.code,
        "offline",
      );
    }
  });

  it("announces the same problem once, not with every repeat", () => {
    const [now] = transition(anOpenFlow(), refreshByPerson);
    const [first, loud] = transition(now, failed(now, "offline"));
    const again = refreshing(first);
    const [, silent] = transition(again, failed(again, "offline"));
    assert.deepEqual(
      [loud, silent].map((each) => announcementsOf(each).length),
      [1, 0],
    );
  });
});
