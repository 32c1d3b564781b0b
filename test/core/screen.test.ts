import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Customer } from "../../src/core/customer.js";
import { initial, transition } from "../../src/core/flow/transition.js";
import type { State } from "../../src/core/flow/types.js";
import { type ProblemCode, problems } from "../../src/core/problem.js";
import { type CustomerScreen, screen } from "../../src/core/screen.js";
import { requirementTarget, submitTarget } from "../../src/core/target.js";
import {
  aCustomer,
  aCustomerIn,
  aCustomerWhoMustAct,
  anOpenFlow,
  aProblem,
  aProfile,
  played,
} from "./builders.js";

const press = { type: "clicked", target: submitTarget, destination: "navigate" } as const;
const goOn = { ...press, target: requirementTarget("identity_verification") } as const;

function shown(state: State): CustomerScreen {
  const found = screen(state);
  assert.ok("checklist" in found, found.kind);
  return found;
}
const of = (customer: Customer) => shown(anOpenFlow(customer));

describe("the screen", () => {
  test("is loading until there is a customer or a problem", () => {
    const [starting] = played(initial, { type: "connected" });
    for (const state of [initial, starting]) assert.deepEqual(screen(state), { kind: "loading" });
  });

  const stopped: Readonly<Partial<Record<ProblemCode, string>>> = {
    customer_not_found: "not_started",
    login_required: "session_ended",
    session_invalid: "session_ended",
    session_failed: "session_ended",
  };
  for (const code of Object.keys(problems) as ProblemCode[]) {
    test(`is ${stopped[code] ?? "blocked"} when ${code} leaves no customer, and carries it`, () => {
      const problem = aProblem(code);
      const state: State = {
        kind: "blocked",
        attempt: 1,
        profile: undefined,
        problem,
        during: "session",
      };
      assert.deepEqual(screen(state), { kind: stopped[code] ?? "blocked", problem });
    });
  }

  const table: readonly (readonly [string, Customer, string, string, string])[] = [
    ["items are left", aCustomerWhoMustAct(), "incomplete", "waiting", "absent"],
    ["only SpherePay's steps are left", aCustomer(), "incomplete", "open", "absent"],
    [
      "nothing is listed yet",
      aCustomer({ verificationProfiles: [] }),
      "preparing",
      "absent",
      "absent",
    ],
    ["it is in review", aCustomerIn("pending"), "pending", "absent", "open"],
    [
      "it is in review and cannot go on",
      aCustomerIn("pending", { actions: {} }),
      "pending",
      "absent",
      "absent",
    ],
    ["it is approved", aCustomerIn("approved"), "approved", "absent", "absent"],
    ["it is rejected", aCustomerIn("rejected"), "rejected", "absent", "absent"],
    ["the status is a new word", aCustomerIn("on_hold"), "updating", "absent", "absent"],
    [
      "it is hosted",
      aCustomer({ flow: "hosted", verificationProfiles: [aProfile("incomplete", {})] }),
      "incomplete",
      "open",
      "absent",
    ],
  ];
  for (const [when, customer, kind, submits, goesOn] of table) {
    test(`is ${kind} with submitTarget ${submits} and continue ${goesOn} when ${when}`, () => {
      const { kind: found, submit: button, continue: other } = of(customer);
      assert.deepEqual([found, button, other], [kind, submits, goesOn]);
    });
  }

  test("is busy with what was pressed, through asking, holding and leaving", () => {
    const [asking] = transition(anOpenFlow(), press);
    const [held] = transition(asking, {
      type: "failed",
      attempt: 2,
      during: "submit",
      problem: aProblem("session_invalid"),
    });
    const [leaving] = transition(asking, { type: "linkReceived", attempt: 2, expired: false });
    assert.deepEqual(
      [asking, held, leaving].map((state) => shown(state).submit),
      ["busy", "busy", "busy"],
    );
    assert.deepEqual(
      [asking, held, leaving].map((state) => shown(state).requesting),
      [submitTarget, submitTarget, null],
    );
    assert.deepEqual(
      [asking, held, leaving].map((state) => shown(state).leaving),
      [null, null, submitTarget],
    );
  });

  test("turns the other button off while one is busy", () => {
    const customer = aCustomer({
      verificationProfiles: [aProfile(), { ...aProfile("pending"), name: "b" }],
      actions: { identity_verification: { kind: "link" } },
    });
    assert.deepEqual([of(customer).submit, of(customer).continue], ["open", "open"]);
    assert.equal(shown(transition(anOpenFlow(customer), press)[0]).continue, "off");
    assert.equal(shown(transition(anOpenFlow(customer), goOn)[0]).submit, "off");
  });

  test("turns both off while a code for the phone is asked for", () => {
    const code = { destination: "qrCode" } as const;
    const [asking] = transition(anOpenFlow(), { ...press, ...code });
    assert.deepEqual([shown(asking).submit, shown(asking).requesting], ["off", submitTarget]);
    const [going] = transition(anOpenFlow(aCustomerIn("pending")), { ...goOn, ...code });
    assert.equal(shown(going).continue, "off");
  });

  test("knows which item's link a press asks for", () => {
    const open = anOpenFlow(aCustomerWhoMustAct());
    const terms = { ...press, target: requirementTarget("terms_of_service") } as const;
    const name = terms.target;
    const of = (state: State) => shown(state).link(name);
    const [asking] = transition(open, terms);
    assert.deepEqual([of(open), of(asking)], ["open", "busy"]);
    for (const none of ["identity_document", "liveness_check", "constructor", ""]) {
      assert.equal(shown(open).link(none), "absent", none);
    }
    const code = transition(open, { ...terms, destination: "qrCode" })[0];
    assert.equal(of(code), "off");
    const [refused] = transition(asking, {
      type: "failed",
      attempt: 2,
      during: "link",
      problem: aProblem("no_such_requirement"),
    });
    assert.equal(of(refused), "absent", "until the checklist changes");
    const [told] = transition(asking, {
      type: "failed",
      attempt: 2,
      during: "link",
      problem: aProblem("rate_limited", { retryAfterMs: 5_000 }),
    });
    assert.equal(of(told), "off");
    for (const state of [open, asking, code, refused, told]) {
      assert.equal(of(state) === "open", transition(state, terms)[0] !== state);
    }
  });

  test("turns submitTarget off, with the reason, after a refusal that names nothing", () => {
    const [state] = played(anOpenFlow(), press, {
      type: "failed",
      attempt: 2,
      during: "submit",
      problem: aProblem("requirements_outstanding"),
    });
    assert.equal(shown(state).submit, "off");
    assert.equal(shown(state).problem?.problem.code, "requirements_outstanding");
  });

  test("hides continue after a refusal, with the reason", () => {
    const [state] = played(anOpenFlow(aCustomerIn("pending")), goOn, {
      type: "failed",
      attempt: 2,
      during: "link",
      problem: aProblem("wrong_state"),
    });
    assert.equal(shown(state).continue, "absent");
    assert.equal(shown(state).problem?.problem.code, "wrong_state");
  });

  test("says that the last link ended only where one press gets a new one", () => {
    const ended = (customer: Customer) =>
      shown(
        played(
          initial,
          { type: "connected" },
          { type: "sessionStarted", attempt: 1, customer, linkExpired: true },
        )[0],
      ).linkExpired;
    assert.ok(ended(aCustomer()) && ended(aCustomerIn("pending")));
    assert.ok(!ended(aCustomerIn("approved")) && !ended(aCustomerWhoMustAct()));
  });

  test("knows when the customer began, that a submitTarget was accepted, and that the login changed", () => {
    assert.equal(
      of(aCustomer({ submission: { startedAt: "2026-11-21T10:00:00Z" } })).beganAt,
      "2026-11-21T10:00:00Z",
    );
    const [sent] = played(anOpenFlow(), press, { type: "submitted", attempt: 2 });
    assert.ok(shown(sent).sent);
    const [looking] = transition(anOpenFlow(), { type: "refreshRequested", by: "page" });
    const [other] = transition(looking, {
      type: "loaded",
      attempt: 2,
      customer: aCustomer({ id: "customer_b" }),
    });
    assert.ok(shown(other).loginChanged);
  });

  test("at rest always leaves something to do or to read", () => {
    const words = ["preparing", "pending", "approved", "rejected", "updating"];
    for (const [, customer] of table) {
      const { kind, submit: button, continue: other, checklist } = of(customer);
      const items = checklist.profiles.flatMap((profile) => profile.items);
      assert.ok(
        words.includes(kind) ||
          button === "open" ||
          other === "open" ||
          items.some(({ state }) => state !== "complete"),
      );
    }
  });
});
