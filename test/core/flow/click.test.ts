import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { transition } from "../../../src/core/flow/transition.js";
import { continueTarget, requirementTarget, submitTarget } from "../../../src/core/target.js";
import {
  aCustomerIn,
  aCustomerWhoMustAct,
  actionsOf,
  announcementsOf,
  anOpenFlow,
  aProblem,
  asOpen,
  click,
  failedRequest,
  linkReceived,
  played,
  refresh,
} from "../builders.js";

describe("a click", () => {
  it("requests a link once; a second click changes nothing", () => {
    const [requesting, commands] = transition(anOpenFlow(), click);
    assert.deepEqual(commands, [{ do: "requestTarget", attempt: 2, target: submitTarget, key: 2 }]);
    assert.deepEqual(transition(requesting, click), [requesting, []]);
  });

  it("keeps the shown customer until the host responds", () => {
    const open = anOpenFlow();
    const [requesting] = transition(open, click);
    const [sent] = transition(requesting, { type: "submitted", attempt: 2 });
    const [leaving] = transition(requesting, linkReceived(2));
    for (const state of [requesting, sent, leaving])
      assert.equal(asOpen(state).customer, open.customer);
  });

  it("changes nothing when the target is not offered", () => {
    for (const [customer, target] of [
      [aCustomerWhoMustAct(), submitTarget],
      [aCustomerWhoMustAct(), requirementTarget("identity_document")],
      [aCustomerWhoMustAct(), continueTarget],
      [aCustomerWhoMustAct(), requirementTarget("constructor")],
      [aCustomerIn("approved"), submitTarget],
      [aCustomerIn("pending", { actions: {} }), continueTarget],
    ] as const) {
      const open = anOpenFlow(customer);
      assert.deepEqual(transition(open, { ...click, target }), [open, []], JSON.stringify(target));
    }
  });

  it("requests the link of an item, and of continue", () => {
    for (const [customer, target] of [
      [aCustomerWhoMustAct(), requirementTarget("terms_of_service")],
      [aCustomerIn("pending"), continueTarget],
    ] as const) {
      const [state, commands] = transition(anOpenFlow(customer), { ...click, target });
      assert.equal(asOpen(state).task?.target, target);
      assert.deepEqual(commands, [{ do: "requestTarget", attempt: 2, target, key: 2 }]);
    }
  });

  it("navigates to a fresh link, and stops everything else first", () => {
    const [requesting] = played(anOpenFlow(), click, refresh);
    const [state, commands] = transition(requesting, linkReceived(2));
    assert.deepEqual(commands, [
      { do: "abort" },
      { do: "navigate", attempt: 2, target: submitTarget },
    ]);
    assert.equal(asOpen(state).refreshing, null);
    assert.deepEqual(transition(state, refresh), [state, []]);
  });

  it("shows a QR code instead when the click chose one, and covers it when its link ends", () => {
    const [shown, commands] = played(
      anOpenFlow(),
      { ...click, destination: "qrCode" },
      { type: "linkReceived", attempt: 2, expired: false },
    );
    assert.deepEqual(actionsOf(commands), ["showQrCode", "wait"]);
    assert.deepEqual(asOpen(shown).qrCode, {
      target: submitTarget,
      expired: false,
    });
    const [covered, forgets] = transition(shown, { type: "qrCodeExpired" });
    assert.equal(asOpen(covered).qrCode?.expired, true);
    assert.deepEqual(forgets, [{ do: "forgetLink" }]);
    assert.equal(asOpen(transition(covered, { type: "qrCodeClosed" })[0]).qrCode, null);
  });

  it("covers the QR code on screen when its link is forgotten for a newer one that has ended", () => {
    const [state, commands] = played(
      anOpenFlow(),
      { ...click, destination: "qrCode" },
      linkReceived(2),
      { ...click, destination: "qrCode" },
      { type: "linkReceived", attempt: 3, expired: true },
    );
    assert.deepEqual(actionsOf(commands), ["forgetLink", "requestTarget"]);
    assert.equal(asOpen(state).qrCode?.expired, true);
  });

  it("requests a link that arrives expired at most twice more, with a new key each time", () => {
    let [state] = transition(anOpenFlow(), click);
    const keys = [2];
    for (let each = 0; each < 2; each += 1) {
      const [next, commands] = transition(state, {
        type: "linkReceived",
        attempt: state.attempt,
        expired: true,
      });
      for (const command of commands) if (command.do === "requestTarget") keys.push(command.key);
      state = next;
    }
    assert.equal(new Set(keys).size, 3);
    const [ended, commands] = transition(state, {
      type: "linkReceived",
      attempt: state.attempt,
      expired: true,
    });
    assert.equal(asOpen(ended).task, null);
    assert.equal(asOpen(ended).problem?.problem.code, "link_expired");
    assert.ok(!actionsOf(commands).includes("requestTarget"));
  });

  it("requests the link again when it ends at the moment of leaving", () => {
    const [state, commands] = played(anOpenFlow(), click, linkReceived(2), {
      type: "linkExpired",
      attempt: 2,
    });
    assert.equal(asOpen(state).task?.doing, "requesting");
    assert.deepEqual(actionsOf(commands), ["forgetLink", "requestTarget"]);
  });

  it("sends the same key once more when no answer arrives, then opens the button again", () => {
    for (const code of ["offline", "timeout"] as const) {
      const problem = aProblem(code);
      const [again, commands] = played(anOpenFlow(), click, {
        type: "failed",
        attempt: 2,
        during: "submit",
        problem,
      });
      assert.deepEqual(commands, [
        { do: "requestTarget", attempt: 3, target: submitTarget, key: 2 },
      ]);
      const [ended, last] = transition(again, {
        type: "failed",
        attempt: 3,
        during: "submit",
        problem,
      });
      assert.equal(asOpen(ended).task, null);
      assert.equal(asOpen(ended).problem?.problem, problem);
      assert.deepEqual(announcementsOf(last), [{ type: "problem", problem }]);
    }
  });

  it("repeats neither an answered submit nor a link", () => {
    for (const code of [
      "upstream_failed",
      "upstream_timeout",
      "answer_unreadable",
      "host_misconfigured",
    ] as const) {
      const [state, commands] = played(anOpenFlow(), click, failedRequest(2, code));
      assert.equal(asOpen(state).task, null);
      assert.ok(!actionsOf(commands).includes("requestTarget"), code);
    }
    const open = anOpenFlow(aCustomerIn("pending"));
    const [state] = played(
      open,
      { ...click, target: continueTarget },
      { type: "failed", attempt: 2, during: "link", problem: aProblem("timeout") },
    );
    assert.equal(asOpen(state).task, null);
  });

  it("has a new key the next time", () => {
    const [, commands] = played(anOpenFlow(), click, failedRequest(2, "upstream_failed"), click);
    assert.deepEqual(commands, [{ do: "requestTarget", attempt: 4, target: submitTarget, key: 4 }]);
  });
  it("loads at once after a failure, because the request may have got through", () => {
    const [, commands] = played(anOpenFlow(), click, failedRequest(2, "upstream_failed"));
    assert.deepEqual(commands.at(-1), { do: "load", attempt: 3 });
  });
  it("changes nothing while SpherePay does not show yet what was submitted", () => {
    const [sent] = played(anOpenFlow(), click, { type: "submitted", attempt: 2 });
    const [, commands] = played(sent, click);
    assert.deepEqual(commands, []);
  });
});
