import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Customer } from "../../src/core/customer.js";
import { initial, transition } from "../../src/core/flow/transition.js";
import type { Open, State } from "../../src/core/flow/types.js";
import { type ProblemCode, problems } from "../../src/core/problem.js";
import { type CustomerScreen, screen } from "../../src/core/screen.js";
import {
  continueTarget,
  requirementTarget,
  submitTarget,
  type Target,
} from "../../src/core/target.js";
import {
  aCustomer,
  aCustomerIn,
  aCustomerWhoMustAct,
  anOpenFlow,
  aProblem,
  aProfile,
  click,
  failedRequest,
  linkReceived,
  loaded,
  played,
  refresh,
} from "./builders.js";

const clickContinue = { ...click, target: continueTarget } as const;

function shown(state: State): CustomerScreen {
  const found = screen(state);
  assert.ok("checklist" in found, found.kind);
  return found;
}
const paused = (problem: Open["problem"]): Open => ({ ...anOpenFlow(), paused: true, problem });
const screenOf = (customer: Customer) => shown(anOpenFlow(customer));

describe("the screen", () => {
  it("is loading until there is a customer or a problem", () => {
    const [starting] = played(initial, { type: "connected" });
    for (const state of [initial, starting])
      assert.deepEqual(screen(state), { kind: "loading", slow: false });
  });

  const stopped: Readonly<Partial<Record<ProblemCode, string>>> = {
    customer_not_found: "not_started",
    login_required: "session_ended",
    session_invalid: "session_ended",
    session_failed: "session_ended",
  };
  for (const code of Object.keys(problems) as ProblemCode[]) {
    it(`is ${stopped[code] ?? "blocked"} when ${code} leaves no customer, and carries it`, () => {
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
    ["items are left", aCustomerWhoMustAct(), "incomplete", "absent", "absent"],
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
    it(`is ${kind} with submit ${submits} and continue ${goesOn} when ${when}`, () => {
      const { kind: found, submit: button, continue: other } = screenOf(customer);
      assert.deepEqual([found, button, other], [kind, submits, goesOn]);
    });
  }

  it("is busy with the clicked target while it is requested, held and left for", () => {
    const [requesting] = transition(anOpenFlow(), click);
    const [held] = transition(requesting, failedRequest(2, "session_invalid"));
    const [leaving] = transition(requesting, linkReceived(2));
    const rows = [requesting, held, leaving].map((state) => {
      const { submit, requesting: target, leaving: left } = shown(state);
      return [submit, target, left];
    });
    assert.deepEqual(rows, [
      ["busy", submitTarget, null],
      ["busy", submitTarget, null],
      ["busy", null, submitTarget],
    ]);
  });

  it("turns the other button off while one is busy", () => {
    const customer = aCustomer({
      verificationProfiles: [aProfile(), { ...aProfile("pending"), name: "b" }],
      actions: { identity_verification: { kind: "link" } },
    });
    assert.deepEqual([screenOf(customer).submit, screenOf(customer).continue], ["open", "open"]);
    assert.equal(shown(transition(anOpenFlow(customer), click)[0]).continue, "off");
    assert.equal(shown(transition(anOpenFlow(customer), clickContinue)[0]).submit, "off");
  });

  it("turns both off while a QR code is requested", () => {
    const code = { destination: "qrCode" } as const;
    const [requesting] = transition(anOpenFlow(), { ...click, ...code });
    assert.equal(shown(requesting).submit, "off");
    assert.equal(shown(requesting).requesting, submitTarget);
    const [going] = transition(anOpenFlow(aCustomerIn("pending")), { ...clickContinue, ...code });
    assert.equal(shown(going).continue, "off");
  });

  it("is busy with the link of the clicked item alone", () => {
    const open = anOpenFlow(aCustomerWhoMustAct());
    const terms = { ...click, target: requirementTarget("terms_of_service") } as const;
    const { name } = terms.target;
    const button = (state: State) => shown(state).link(name);
    const [requesting] = transition(open, terms);
    assert.deepEqual([button(open), button(requesting)], ["open", "busy"]);
    for (const none of ["identity_document", "liveness_check", "constructor", ""]) {
      assert.equal(shown(open).link(none), "absent", none);
    }
    const code = transition(open, { ...terms, destination: "qrCode" })[0];
    assert.equal(button(code), "off");
    const [refused] = transition(requesting, failedRequest(2, "no_such_requirement"));
    assert.equal(button(refused), "absent", "until the checklist changes");
    const [paused] = transition(
      requesting,
      failedRequest(2, "rate_limited", { retryAfterMs: 5_000 }),
    );
    assert.equal(button(paused), "off");
    for (const state of [open, requesting, code, refused, paused]) {
      assert.equal(button(state) === "open", transition(state, terms)[0] !== state);
    }
  });

  it("turns submit off, with the reason, after a refusal that names nothing", () => {
    const [state] = played(anOpenFlow(), click, failedRequest(2, "requirements_outstanding"));
    assert.equal(shown(state).submit, "off");
    assert.equal(shown(state).problem?.problem.code, "requirements_outstanding");
  });

  it("hides continue after a refusal, with the reason", () => {
    const [state] = played(
      anOpenFlow(aCustomerIn("pending")),
      clickContinue,
      failedRequest(2, "wrong_state"),
    );
    assert.equal(shown(state).continue, "absent");
    assert.equal(shown(state).problem?.problem.code, "wrong_state");
  });

  it("says that the last link ended where one click gets a new one", () => {
    const ended = (customer: Customer) =>
      shown({ ...anOpenFlow(customer), linkExpired: true }).linkExpired;
    assert.ok(ended(aCustomer()) && ended(aCustomerIn("pending")));
    assert.ok(!ended(aCustomerIn("approved")) && !ended(aCustomerWhoMustAct()));
  });

  it("says when the customer began, that a submit was accepted, and that the login changed", () => {
    const startedAt = "2026-11-21T10:00:00Z";
    assert.equal(screenOf(aCustomer({ submission: { startedAt } })).beganAt, startedAt);
    const [sent] = played(anOpenFlow(), click, { type: "submitted", attempt: 2 });
    assert.ok(shown(sent).sent);
    const [refreshing] = transition(anOpenFlow(), refresh);
    const [other] = transition(refreshing, loaded(refreshing, aCustomer({ id: "customer_b" })));
    assert.ok(shown(other).loginChanged);
  });

  it("at rest always leaves something to do or to read", () => {
    const words = ["preparing", "pending", "approved", "rejected", "updating"];
    for (const [, customer] of table) {
      const { kind, submit: button, continue: other, checklist } = screenOf(customer);
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

describe("the QR code's button", () => {
  const forQrCode = { ...click, destination: "qrCode" } as const;
  const wait = {
    problem: aProblem("rate_limited", { retryAfterMs: 5_000 }),
    during: "load",
  } as const;
  const noAction = aCustomerIn("pending", { actions: {} });
  const rows: readonly (readonly [string, State, Target, string])[] = [
    ["the customer is ready", anOpenFlow(), submitTarget, "open"],
    ["it can be continued", anOpenFlow(aCustomerIn("pending")), continueTarget, "open"],
    ["it is in review", anOpenFlow(noAction), continueTarget, "absent"],
    ["items are left", anOpenFlow(aCustomerWhoMustAct()), submitTarget, "absent"],
    ["it is approved", anOpenFlow(aCustomerIn("approved")), submitTarget, "absent"],
    ["it is rejected", anOpenFlow(aCustomerIn("rejected")), submitTarget, "absent"],
    ["a pause is on screen", paused(wait), submitTarget, "off"],
    ["a pause is in the background", paused(null), submitTarget, "open"],
    ["the submit is sent", { ...anOpenFlow(), sent: true }, submitTarget, "absent"],
    ["it is requested", transition(anOpenFlow(), forQrCode)[0], submitTarget, "busy"],
    ["a link to leave with is", transition(anOpenFlow(), click)[0], submitTarget, "off"],
  ];
  for (const [when, state, target, button] of rows) {
    it(`is ${button} for ${target.kind} when ${when}`, () => {
      assert.deepEqual(shown(state).qrCode, { target, button, shown: null });
    });
  }

  it("is absent after a refusal that no second click can fix", () => {
    const [state] = played(anOpenFlow(), forQrCode, failedRequest(2, "requirements_outstanding"));
    assert.equal(shown(state).qrCode.button, "absent");
  });

  it("gets a new QR code in review too, by the link that is offered then", () => {
    const [open] = played(anOpenFlow(), forQrCode, linkReceived(2));
    const [refreshing] = transition(open, refresh);
    const { qrCode } = shown(
      played(refreshing, loaded(refreshing, aCustomerIn("pending")), { type: "qrCodeExpired" })[0],
    );
    assert.deepEqual([qrCode.target, qrCode.button], [continueTarget, "open"]);
    assert.equal(qrCode.shown?.expired, true);
  });
});
