import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  canRequest,
  isOffered,
  isQrCodeUseful,
  isUndecided,
  mustWait,
  shouldListen,
} from "../../src/core/availability.js";
import type { Customer } from "../../src/core/customer.js";
import { initial, transition } from "../../src/core/flow/transition.js";
import type { Open } from "../../src/core/flow/types.js";
import {
  continueTarget,
  requirementOf,
  requirementTarget,
  submitTarget,
  type Target,
} from "../../src/core/target.js";
import {
  aCustomer,
  aCustomerIn,
  aCustomerWhoMustAct,
  aDoneCustomer,
  anOpenFlow,
  aProblem,
  aProfile,
  asOpen,
  click,
  failedRequest,
  played,
} from "./builders.js";

const terms = requirementTarget("terms_of_service");
const nameOf = (target: Target) => requirementOf(target) ?? "submit";
const twoItems = () =>
  aCustomer({
    verificationProfiles: [aProfile("incomplete", { required: ["terms_of_service", "a"] })],
    actions: { terms_of_service: { kind: "link" }, a: { kind: "link" } },
  });

describe("a target", () => {
  const rows: readonly (readonly [Target, string, Customer, boolean])[] = [
    [submitTarget, "SpherePay's own steps are left", aCustomer(), true],
    [submitTarget, "items are left", aCustomerWhoMustAct(), false],
    [submitTarget, "it is in review", aCustomerIn("pending"), false],
    [continueTarget, "it is in review", aCustomerIn("pending"), true],
    [continueTarget, "the host lists no action", aCustomerIn("pending", { actions: {} }), false],
    [continueTarget, "it is not submitted", aCustomer({ actions: { a: { kind: "link" } } }), false],
    [terms, "its action is a link", aCustomerWhoMustAct(), true],
    [terms, "its item is not listed", aCustomer(), false],
    [requirementTarget("identity_document"), "its action is a page", aCustomerWhoMustAct(), false],
    [requirementTarget("constructor"), "nothing has its name", aCustomerWhoMustAct(), false],
    [requirementTarget("submit"), "only the submit is offered", aCustomer(), false],
    [requirementTarget(":submit"), "only the submit is offered", aCustomer(), false],
  ];
  for (const [target, when, customer, offered] of rows) {
    it(`of ${nameOf(target)} is ${offered ? "" : "not "}offered when ${when}`, () => {
      assert.equal(isOffered(anOpenFlow(customer), target), offered);
      assert.equal(canRequest(anOpenFlow(customer), target), offered);
    });
  }

  it("is not offered after its refusal, and the others still are", () => {
    const [state] = played(
      anOpenFlow(twoItems()),
      { ...click, target: terms },
      failedRequest(2, "no_such_requirement"),
    );
    assert.deepEqual(
      [terms, requirementTarget("a")].map((each) => isOffered(asOpen(state), each)),
      [false, true],
    );
  });

  it("stays refused when another one is refused after it", () => {
    const other = requirementTarget("a");
    const [state] = played(
      anOpenFlow(twoItems()),
      { ...click, target: terms },
      failedRequest(2, "no_such_requirement"),
      { ...click, target: other },
      failedRequest(4, "no_such_requirement"),
    );
    assert.equal(asOpen(state).refused.length, 2);
    for (const target of [terms, other]) assert.ok(!isOffered(asOpen(state), target));
  });

  it("is offered again when its refusal was for another checklist", () => {
    const refused = [{ target: terms, fingerprint: "an older checklist" }];
    assert.ok(isOffered({ ...anOpenFlow(twoItems()), refused }, terms));
  });

  it("of submit is not offered once it was sent, and an item's link still is", () => {
    const sent = { ...anOpenFlow(), sent: true };
    assert.ok(!isOffered(sent, submitTarget));
    assert.ok(isOffered({ ...anOpenFlow(twoItems()), sent: true }, terms));
  });

  it("cannot be requested while another one is", () => {
    const [state] = transition(anOpenFlow(twoItems()), { ...click, target: terms });
    assert.ok(isOffered(asOpen(state), requirementTarget("a")));
    assert.ok(!canRequest(asOpen(state), requirementTarget("a")));
  });
});

describe("a pause", () => {
  const paused: Open = { ...anOpenFlow(), paused: true };
  const problem = (retryAfterMs: number | undefined) =>
    ({ problem: aProblem("rate_limited", { retryAfterMs }), during: "load" }) as const;

  it("holds back requests when its problem is on screen with a wait", () => {
    assert.ok(mustWait({ ...paused, problem: problem(5_000) }));
    assert.ok(!canRequest({ ...paused, problem: problem(5_000) }, submitTarget));
  });

  it("holds back nothing when it is in the background, or over", () => {
    for (const state of [
      paused,
      { ...paused, problem: problem(undefined) },
      { ...paused, paused: false, problem: problem(5_000) },
    ]) {
      assert.ok(!mustWait(state) && canRequest(state, submitTarget));
    }
  });
});

describe("the event stream", () => {
  const both = (one: string, other: string) =>
    aCustomer({
      verificationProfiles: [aProfile(one), { ...aProfile(other), name: "kyc_profile_b" }],
    });
  const rows: readonly (readonly [string, Customer, boolean])[] = [
    ["something is left to do", aCustomer(), true],
    ["it is in review", aCustomerIn("pending"), true],
    ["the status is a new word", aCustomerIn("on_hold"), true],
    ["nothing is listed", aCustomer({ verificationProfiles: [] }), true],
    ["one of two profiles is in review", both("approved", "pending"), true],
    ["all profiles are approved or rejected", both("approved", "rejected"), false],
    ["it is approved", aCustomerIn("approved"), false],
    ["it is rejected", aCustomerIn("rejected"), false],
  ];
  for (const [when, customer, open] of rows) {
    it(`is ${open ? "open" : "closed"} when ${when}`, () => {
      assert.equal(isUndecided(anOpenFlow(customer)), open);
      assert.equal(shouldListen(anOpenFlow(customer)), open);
    });
  }

  it("is closed before there is a customer and while the customer leaves", () => {
    const [starting] = transition(initial, { type: "connected" });
    const [leaving] = transition(anOpenFlow(), click);
    for (const state of [initial, starting, leaving]) assert.ok(!shouldListen(state), state.kind);
    const [staying] = transition(anOpenFlow(), { ...click, destination: "qrCode" });
    assert.ok(shouldListen(staying));
  });
});

describe("a QR code", () => {
  const noAction = aCustomerIn("pending", { actions: {} });
  const rows: readonly (readonly [string, Target, Customer, boolean])[] = [
    ["the checklist is still ready", submitTarget, aCustomer(), true],
    ["it is in review", submitTarget, aCustomerIn("pending"), true],
    ["it is in review and cannot be continued", submitTarget, noAction, true],
    ["the provider's page is done", submitTarget, aDoneCustomer("pending"), false],
    ["the page is done and the status is behind", submitTarget, aDoneCustomer("incomplete"), false],
    ["something is missing after all", submitTarget, aCustomerWhoMustAct(), false],
    ["it is approved", submitTarget, aCustomerIn("approved"), false],
    ["it is rejected", submitTarget, aCustomerIn("rejected"), false],
    ["the status is a new word", submitTarget, aCustomerIn("on_hold"), false],
    ["nothing is listed", submitTarget, aCustomer({ verificationProfiles: [] }), false],
    ["it can be continued", continueTarget, aCustomerIn("pending"), true],
    ["it cannot be continued", continueTarget, noAction, false],
    ["the provider's page is done", continueTarget, aDoneCustomer("pending"), false],
    ["its item has a link", terms, aCustomerWhoMustAct(), true],
    ["its item is done", terms, aCustomer(), false],
  ];
  for (const [when, target, customer, useful] of rows) {
    it(`of ${nameOf(target)} is ${useful ? "useful" : "useless"} when ${when}`, () => {
      assert.equal(isQrCodeUseful(anOpenFlow(customer), target), useful);
    });
  }

  it("stays useful after a later refusal or a submit of its target", () => {
    const [refused] = played(anOpenFlow(), click, failedRequest(2, "requirements_outstanding"));
    assert.ok(isQrCodeUseful(asOpen(refused), submitTarget));
    assert.ok(isQrCodeUseful({ ...anOpenFlow(), sent: true }, submitTarget));
  });
});
