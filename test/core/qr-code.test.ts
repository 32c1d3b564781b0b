import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Customer } from "../../src/core/customer.js";
import { transition } from "../../src/core/flow/transition.js";
import {
  type Command,
  type Event,
  type Open,
  type State,
  submit,
  type Wish,
} from "../../src/core/flow/types.js";
import { isOfUse, phone } from "../../src/core/qr-code.js";
import { continueRequirement } from "../../src/core/requirements.js";
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

const press = { type: "pressed", wish: submit, destination: "code" } as const;
const look: Event = { type: "nudged", by: "page" };
const deeds = (commands: readonly Command[]) =>
  commands.map((each) => each.do).filter((each) => each !== "announce");
const read = (state: State, customer: Customer) =>
  transition(state, { type: "loaded", attempt: state.attempt, customer });
const arrived = (state: State): [State, Command[]] =>
  transition(state, { type: "linkReceived", attempt: state.attempt, expired: false });

/** A code is on display that this wish was pressed for. */
function aShownCode(customer = aCustomer(), wish: Wish = submit): Open {
  return asOpen(arrived(transition(anOpenFlow(customer), { ...press, wish })[0])[0]);
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
    ["ready", anOpenFlow(), submit, "open"],
    ["to be continued", anOpenFlow(aCustomerIn("pending")), continueRequirement, "open"],
    [
      "in review",
      anOpenFlow(aCustomerIn("pending", { actions: {} })),
      continueRequirement,
      "absent",
    ],
    ["not ready", anOpenFlow(aCustomerWhoMustAct()), submit, "absent"],
    ["approved", anOpenFlow(aCustomerIn("approved")), submit, "absent"],
    ["rejected", anOpenFlow(aCustomerIn("rejected")), submit, "absent"],
    ["told to wait", { ...anOpenFlow(), paused: true, problem: wait }, submit, "off"],
    ["not told of a pause", { ...anOpenFlow(), paused: true }, submit, "open"],
    ["sent with nothing to visit", { ...anOpenFlow(), sent: true }, submit, "absent"],
    ["asking for it", asOpen(transition(anOpenFlow(), press)[0]), submit, "busy"],
    [
      "asking for a link to leave with",
      asOpen(transition(anOpenFlow(), { ...press, destination: "leave" })[0]),
      submit,
      "off",
    ],
  ];
  for (const [when, state, wish, button] of rows) {
    test(`is ${button} and asks for ${wish} when the customer is ${when}`, () => {
      assert.deepEqual(phone(state), { wish, button, handoff: null });
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
    const [state] = played(read(looking, aCustomerIn("pending"))[0], { type: "handoffExpired" });
    const shown = phone(asOpen(state));
    assert.deepEqual([shown.wish, shown.button], [continueRequirement, "open"]);
    assert.equal(shown.handoff?.expired, true);
  });
});

describe("a code on display", () => {
  const table: readonly (readonly [string, string, Customer, boolean])[] = [
    ["the checklist is still ready", submit, aCustomer(), true],
    ["it is in review", submit, aCustomerIn("pending"), true],
    [
      "a host without `continue` says it is in review",
      submit,
      aCustomerIn("pending", { actions: {} }),
      true,
    ],
    ["the provider's page is done", submit, aDoneCustomer("pending"), false],
    ["the page is done and the status is behind", submit, aDoneCustomer("incomplete"), false],
    ["something is missing after all", submit, aCustomerWhoMustAct(), false],
    ["it is approved", submit, aCustomerIn("approved"), false],
    ["it is rejected", submit, aCustomerIn("rejected"), false],
    ["the status is a new word", submit, aCustomerIn("on_hold"), false],
    ["nothing is listed", submit, aCustomer({ verificationProfiles: [] }), false],
    ["it can be continued", continueRequirement, aCustomerIn("pending"), true],
    ["it cannot be continued", continueRequirement, aCustomerIn("pending", { actions: {} }), false],
    ["it was continued to the end", continueRequirement, aDoneCustomer("pending"), false],
    ["its item has a link", "terms_of_service", aCustomerWhoMustAct(), true],
    ["its item is done", "terms_of_service", aCustomer(), false],
  ];
  for (const [when, wish, customer, isKept] of table) {
    test(`of ${wish} ${isKept ? "stays" : "goes"} when ${when}`, () => {
      assert.equal(isOfUse(anOpenFlow(customer), wish), isKept);
    });
  }

  test("survives a reading that changes nothing about it, and looking goes on", () => {
    const code = aShownCode();
    for (const customer of [aCustomer(), aCustomerIn("pending")]) {
      const [state, commands] = read(transition(code, look)[0], customer);
      assert.equal(asOpen(state).handoff, code.handoff);
      assert.deepEqual(deeds(commands), ["wait"]);
    }
  });

  test("goes with its link when a reading says that it leads nowhere any more", () => {
    for (const status of ["approved", "rejected", "on_hold"]) {
      const [state, commands] = read(transition(aShownCode(), look)[0], aCustomerIn(status));
      assert.equal(asOpen(state).handoff, null, status);
      assert.equal(deeds(commands)[0], "forgetLink", status);
    }
  });

  test("is not opened by a link that arrives when it leads nowhere any more", () => {
    const [asking] = played(anOpenFlow(), press, look);
    const [state] = read(asking, aCustomerIn("approved"));
    const link: Event = { type: "linkReceived", attempt: 2, expired: false };
    const [after, commands] = transition(state, link);
    assert.deepEqual([asOpen(after).handoff, asOpen(after).task], [null, null]);
    assert.deepEqual(deeds(commands), ["forgetLink"]);
    const [control] = transition(read(asking, aCustomerIn("pending"))[0], link);
    assert.notEqual(asOpen(control).handoff, null);
  });

  test("that is closed while a new one is asked for stays closed, and the truth is read", () => {
    const [covered] = transition(aShownCode(), { type: "handoffExpired" });
    const [asking] = transition(covered, press);
    const [closed, commands] = transition(asking, { type: "handoffClosed" });
    assert.deepEqual(deeds(commands), ["abort", "forgetLink", "load"]);
    const open = asOpen(closed);
    assert.deepEqual([open.handoff, open.task], [null, null]);
    const late: Event = { type: "linkReceived", attempt: asking.attempt, expired: false };
    assert.deepEqual(transition(closed, late), [closed, []]);
  });

  test("leaves the first button as it is: that one asks for a link to leave with", () => {
    const [leaving, commands] = transition(aShownCode(), { ...press, destination: "leave" });
    assert.deepEqual(deeds(commands), ["forgetLink", "ask"]);
    assert.equal(asOpen(leaving).handoff, null);
  });
});
