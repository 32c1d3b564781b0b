import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Customer } from "../../src/core/customer.js";
import { transition } from "../../src/core/flow/transition.js";
import type { Command, Event, Open, State } from "../../src/core/flow/types.js";
import { isQrCodeUseful, phone } from "../../src/core/qr-code.js";
import { continueRequirement } from "../../src/core/requirements.js";
import { submitTarget, type Target } from "../../src/core/target.js";
import {
  aCustomer,
  aCustomerIn,
  aCustomerWhoMustAct,
  anOpenFlow,
  aProblem,
  aProfile,
  asOpen,
  played,
} from "./builders.js";

const press = { type: "clicked", target: submitTarget, destination: "qrCode" } as const;
const look: Event = { type: "refreshRequested", by: "page" };
const deeds = (commands: readonly Command[]) =>
  commands.map((each) => each.do).filter((each) => each !== "announce");
const read = (state: State, customer: Customer) =>
  transition(state, { type: "loaded", attempt: state.attempt, customer });
const arrived = (state: State): [State, Command[]] =>
  transition(state, { type: "linkReceived", attempt: state.attempt, expired: false });

/** A code is on display that this target was pressed for. */
function aShownCode(customer = aCustomer(), target: Target = submitTarget): Open {
  return asOpen(arrived(transition(anOpenFlow(customer), { ...press, target })[0])[0]);
}

const aDoneCustomer = (status: string, left: readonly string[] = ["kyc_a_approval"]) =>
  aCustomer({
    verificationProfiles: [aProfile(status, { complete: [continueRequirement], required: left })],
    actions: { [continueRequirement]: { kind: "link" } },
  });

describe("the button for the phone", () => {
  const wait = {
    problem: aProblem("rate_limited", { retryAfterMs: 5_000 }),
    during: "load",
  } as const;
  const rows: readonly (readonly [string, Open, string, string])[] = [
    ["ready", anOpenFlow(), submitTarget, "open"],
    ["to be continued", anOpenFlow(aCustomerIn("pending")), continueRequirement, "open"],
    [
      "in review",
      anOpenFlow(aCustomerIn("pending", { actions: {} })),
      continueRequirement,
      "absent",
    ],
    ["not ready", anOpenFlow(aCustomerWhoMustAct()), submitTarget, "absent"],
    ["approved", anOpenFlow(aCustomerIn("approved")), submitTarget, "absent"],
    ["rejected", anOpenFlow(aCustomerIn("rejected")), submitTarget, "absent"],
    ["told to wait", { ...anOpenFlow(), paused: true, problem: wait }, submitTarget, "off"],
    ["not told of a pause", { ...anOpenFlow(), paused: true }, submitTarget, "open"],
    ["sent with nothing to visit", { ...anOpenFlow(), sent: true }, submitTarget, "absent"],
    ["asking for it", asOpen(transition(anOpenFlow(), press)[0]), submitTarget, "busy"],
    [
      "asking for a link to leave with",
      asOpen(transition(anOpenFlow(), { ...press, destination: "navigate" })[0]),
      submitTarget,
      "off",
    ],
  ];
  for (const [when, state, target, button] of rows) {
    test(`is ${button} and asks for ${target} when the customer is ${when}`, () => {
      assert.deepEqual(phone(state), { target, button, qrCode: null });
    });
  }

  test("is absent after a refusal that no second press can mend", () => {
    const [state] = played(anOpenFlow(), press, {
      type: "failed",
      attempt: 2,
      during: "submit",
      problem: aProblem("requirements_outstanding"),
    });
    assert.equal(phone(asOpen(state)).button, "absent");
  });

  test("gets a new code in review as well, by the link that is there then", () => {
    const [looking] = transition(aShownCode(), look);
    const [state] = played(read(looking, aCustomerIn("pending"))[0], { type: "qrCodeExpired" });
    const shown = phone(asOpen(state));
    assert.deepEqual([shown.target, shown.button], [continueRequirement, "open"]);
    assert.equal(shown.qrCode?.expired, true);
  });
});

describe("a code on display", () => {
  const table: readonly (readonly [string, string, Customer, boolean])[] = [
    ["the checklist is still ready", submitTarget, aCustomer(), true],
    ["it is in review", submitTarget, aCustomerIn("pending"), true],
    [
      "a host without `continue` says it is in review",
      submitTarget,
      aCustomerIn("pending", { actions: {} }),
      true,
    ],
    ["the provider's page is done", submitTarget, aDoneCustomer("pending"), false],
    ["the page is done and the status is behind", submitTarget, aDoneCustomer("incomplete"), false],
    ["something is missing after all", submitTarget, aCustomerWhoMustAct(), false],
    ["it is approved", submitTarget, aCustomerIn("approved"), false],
    ["it is rejected", submitTarget, aCustomerIn("rejected"), false],
    ["the status is a new word", submitTarget, aCustomerIn("on_hold"), false],
    ["nothing is listed", submitTarget, aCustomer({ verificationProfiles: [] }), false],
    ["it can be continued", continueRequirement, aCustomerIn("pending"), true],
    ["it cannot be continued", continueRequirement, aCustomerIn("pending", { actions: {} }), false],
    ["it was continued to the end", continueRequirement, aDoneCustomer("pending"), false],
    ["its item has a link", "terms_of_service", aCustomerWhoMustAct(), true],
    ["its item is done", "terms_of_service", aCustomer(), false],
  ];
  for (const [when, target, customer, isKept] of table) {
    test(`of ${target} ${isKept ? "stays" : "goes"} when ${when}`, () => {
      assert.equal(isQrCodeUseful(anOpenFlow(customer), target), isKept);
    });
  }

  test("survives a reading that changes nothing about it, and looking goes on", () => {
    const code = aShownCode();
    for (const customer of [aCustomer(), aCustomerIn("pending")]) {
      const [state, commands] = read(transition(code, look)[0], customer);
      assert.equal(asOpen(state).qrCode, code.qrCode);
      assert.deepEqual(deeds(commands), ["wait"]);
    }
  });

  test("goes with its link when a reading says that it leads nowhere any more", () => {
    for (const status of ["approved", "rejected", "on_hold"]) {
      const [state, commands] = read(transition(aShownCode(), look)[0], aCustomerIn(status));
      assert.equal(asOpen(state).qrCode, null, status);
      assert.equal(deeds(commands)[0], "forgetLink", status);
    }
  });

  test("is not opened by a link that arrives when it leads nowhere any more", () => {
    const [asking] = played(anOpenFlow(), press, look);
    const [state] = read(asking, aCustomerIn("approved"));
    const link: Event = { type: "linkReceived", attempt: 2, expired: false };
    const [after, commands] = transition(state, link);
    assert.deepEqual([asOpen(after).qrCode, asOpen(after).task], [null, null]);
    assert.deepEqual(deeds(commands), ["forgetLink"]);
    const [control] = transition(read(asking, aCustomerIn("pending"))[0], link);
    assert.notEqual(asOpen(control).qrCode, null);
  });

  test("that is closed while a new one is asked for stays closed, and the truth is read", () => {
    const [covered] = transition(aShownCode(), { type: "qrCodeExpired" });
    const [asking] = transition(covered, press);
    const [closed, commands] = transition(asking, { type: "qrCodeClosed" });
    assert.deepEqual(deeds(commands), ["abort", "forgetLink", "load"]);
    const open = asOpen(closed);
    assert.deepEqual([open.qrCode, open.task], [null, null]);
    const late: Event = { type: "linkReceived", attempt: asking.attempt, expired: false };
    assert.deepEqual(transition(closed, late), [closed, []]);
  });

  test("leaves the first button as it is: that one asks for a link to leave with", () => {
    const [leaving, commands] = transition(aShownCode(), { ...press, destination: "navigate" });
    assert.deepEqual(deeds(commands), ["forgetLink", "requestLink"]);
    assert.equal(asOpen(leaving).qrCode, null);
  });
});
