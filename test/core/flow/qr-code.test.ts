import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { transition } from "../../../src/core/flow/transition.js";
import type { Command, Open, State } from "../../../src/core/flow/types.js";
import { screen } from "../../../src/core/screen.js";
import {
  aCustomer,
  aCustomerIn,
  actionsOf,
  anOpenFlow,
  asOpen,
  click,
  linkReceived,
  loaded,
  played,
  refresh,
} from "../builders.js";

const clickForQrCode = { ...click, destination: "qrCode" } as const;
const aFlowWithQrCode = (): Open =>
  asOpen(played(anOpenFlow(), clickForQrCode, linkReceived(2))[0]);

const afterRefresh = (from: State, customer = aCustomer()): [State, Command[]] => {
  const [refreshing] = transition(from, refresh);
  return transition(refreshing, loaded(refreshing, customer));
};

describe("a QR code on screen", () => {
  it("stays after a load that keeps it useful, and polling goes on", () => {
    const before = aFlowWithQrCode();
    for (const customer of [aCustomer(), aCustomerIn("pending")]) {
      const [state, commands] = afterRefresh(before, customer);
      assert.equal(asOpen(state).qrCode, before.qrCode);
      assert.deepEqual(actionsOf(commands), ["wait"]);
    }
  });

  it("goes with its link after a load that makes it useless", () => {
    for (const status of ["approved", "rejected", "on_hold"]) {
      const [state, commands] = afterRefresh(aFlowWithQrCode(), aCustomerIn(status));
      assert.equal(asOpen(state).qrCode, null, status);
      assert.equal(actionsOf(commands)[0], "forgetLink", status);
    }
  });

  it("opens only if its link is still useful on arrival", () => {
    const [requesting] = transition(anOpenFlow(), clickForQrCode);
    const [approved] = afterRefresh(requesting, aCustomerIn("approved"));
    const [after, commands] = transition(approved, linkReceived(2));
    assert.deepEqual([asOpen(after).qrCode, asOpen(after).task], [null, null]);
    assert.deepEqual(actionsOf(commands), ["forgetLink"]);
    const [control] = played(afterRefresh(requesting, aCustomerIn("pending"))[0], linkReceived(2));
    assert.notEqual(asOpen(control).qrCode, null);
  });

  it("stays closed when it is closed while a new one is requested, and the customer is loaded", () => {
    const [requesting] = played(aFlowWithQrCode(), { type: "qrCodeExpired" }, clickForQrCode);
    const [closed, commands] = transition(requesting, { type: "qrCodeClosed" });
    assert.deepEqual(actionsOf(commands), ["abort", "forgetLink", "load"]);
    assert.deepEqual([asOpen(closed).qrCode, asOpen(closed).task], [null, null]);
    assert.deepEqual(transition(closed, linkReceived(requesting.attempt)), [closed, []]);
  });

  it("leaves the status marked as being checked when it is closed after a return", () => {
    const [returned] = played(aFlowWithQrCode(), clickForQrCode, { type: "returned" });
    const shown = screen(transition(returned, { type: "qrCodeClosed" })[0]);
    assert.ok("checking" in shown && shown.checking);
  });

  it("closes when the customer clicks the first button, which navigates", () => {
    const [leaving, commands] = transition(aFlowWithQrCode(), click);
    assert.deepEqual(actionsOf(commands), ["forgetLink", "requestTarget"]);
    assert.equal(asOpen(leaving).qrCode, null);
  });
});
