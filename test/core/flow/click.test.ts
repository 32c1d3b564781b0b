import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { transition } from "../../../src/core/flow/transition.js";
import type { Announcement, Command, Event, State } from "../../../src/core/flow/types.js";
import { requirementTarget, submitTarget } from "../../../src/core/target.js";
import {
  aCustomerIn,
  aCustomerWhoMustAct,
  anOpenFlow,
  aProblem,
  asOpen,
  played,
} from "../builders.js";

const press: Event = { type: "clicked", target: submitTarget, destination: "navigate" };
const look: Event = { type: "refreshRequested", by: "page" };
const told = (commands: readonly Command[]): Announcement[] =>
  commands.flatMap((each) => (each.do === "announce" ? [each.announcement] : []));
const deeds = (commands: readonly Command[]) =>
  commands.map((each) => each.do).filter((each) => each !== "announce");
const now = (state: State): number => state.attempt;

describe("a press", () => {
  test("asks once; a second press changes nothing", () => {
    const [asking, commands] = transition(anOpenFlow(), press);
    assert.deepEqual(commands, [{ do: "requestLink", attempt: 2, target: submitTarget, key: 2 }]);
    assert.deepEqual(transition(asking, press), [asking, []]);
  });

  test("is not optimistic: the shown customer stays until the host answers", () => {
    const open = anOpenFlow();
    const [asking] = transition(open, press);
    const [sent] = transition(asking, { type: "submitted", attempt: 2 });
    const [leaving] = transition(asking, { type: "linkReceived", attempt: 2, expired: false });
    for (const state of [asking, sent, leaving])
      assert.equal(asOpen(state).customer, open.customer);
  });

  test("does nothing on what is not offered", () => {
    for (const [customer, target] of [
      [aCustomerWhoMustAct(), submitTarget],
      [aCustomerWhoMustAct(), "identity_document"],
      [aCustomerWhoMustAct(), "identity_verification"],
      [aCustomerWhoMustAct(), "constructor"],
      [aCustomerIn("approved"), submitTarget],
      [aCustomerIn("pending", { actions: {} }), "identity_verification"],
    ] as const) {
      const open = anOpenFlow(customer);
      assert.deepEqual(transition(open, { ...press, target }), [open, []], target);
    }
  });

  test("asks for a link of its own for an item and for continue", () => {
    for (const [customer, target] of [
      [aCustomerWhoMustAct(), "terms_of_service"],
      [aCustomerIn("pending"), "identity_verification"],
    ] as const) {
      assert.equal(
        asOpen(transition(anOpenFlow(customer), { ...press, target })[0]).task?.target,
        target,
      );
    }
  });

  test("leaves with a fresh link, and stops everything else first", () => {
    const [asking] = played(anOpenFlow(), press, look);
    const [state, commands] = transition(asking, {
      type: "linkReceived",
      attempt: 2,
      expired: false,
    });
    assert.deepEqual(commands, [
      { do: "abort" },
      { do: "navigate", attempt: 2, target: submitTarget },
    ]);
    assert.equal(asOpen(state).refreshing, null);
    assert.deepEqual(transition(state, look), [state, []]);
  });

  test("shows a code instead when that was wanted, and covers it when it ends", () => {
    const [shown, commands] = played(
      anOpenFlow(),
      { ...press, destination: "qrCode" },
      { type: "linkReceived", attempt: 2, expired: false, expiresAt: "2026-11-21T12:00:00Z" },
    );
    assert.deepEqual(deeds(commands), ["showQrCode", "wait"]);
    assert.deepEqual(asOpen(shown).qrCode, {
      target: submitTarget,
      expiresAt: "2026-11-21T12:00:00Z",
      expired: false,
    });
    const [covered, forgets] = transition(shown, { type: "qrCodeExpired" });
    assert.equal(asOpen(covered).qrCode?.expired, true);
    assert.deepEqual(forgets, [{ do: "forgetLink" }]);
    assert.equal(asOpen(transition(covered, { type: "qrCodeClosed" })[0]).qrCode, null);
  });

  test("covers an open code when its link is forgotten for a newer one that has ended", () => {
    const [state, commands] = played(
      anOpenFlow(),
      { ...press, destination: "qrCode" },
      { type: "linkReceived", attempt: 2, expired: false },
      { ...press, destination: "qrCode" },
      { type: "linkReceived", attempt: 3, expired: true },
    );
    assert.deepEqual(deeds(commands), ["forgetLink", "requestLink"]);
    assert.equal(asOpen(state).qrCode?.expired, true);
  });

  test("asks again at most twice for a link that arrives expired, with a new key each time", () => {
    let [state] = transition(anOpenFlow(), press);
    const keys = [2];
    for (let each = 0; each < 2; each += 1) {
      const [next, commands] = transition(state, {
        type: "linkReceived",
        attempt: now(state),
        expired: true,
      });
      for (const command of commands) if (command.do === "requestLink") keys.push(command.key);
      state = next;
    }
    assert.equal(new Set(keys).size, 3);
    const [over, commands] = transition(state, {
      type: "linkReceived",
      attempt: now(state),
      expired: true,
    });
    assert.equal(asOpen(over).task, null);
    assert.equal(asOpen(over).problem?.problem.code, "link_expired");
    assert.ok(!deeds(commands).includes("requestLink"));
  });

  test("asks again when the link ends at the very moment of leaving", () => {
    const [state, commands] = played(
      anOpenFlow(),
      press,
      { type: "linkReceived", attempt: 2, expired: false },
      { type: "linkExpired", attempt: 2 },
    );
    assert.equal(asOpen(state).task?.doing, "requesting");
    assert.deepEqual(deeds(commands), ["forgetLink", "requestLink"]);
  });

  test("sends the same key once more when no answer came, and then gives the button back", () => {
    for (const code of ["offline", "timeout"] as const) {
      const problem = aProblem(code);
      const [again, commands] = played(anOpenFlow(), press, {
        type: "failed",
        attempt: 2,
        during: "submit",
        problem,
      });
      assert.deepEqual(commands, [{ do: "requestLink", attempt: 3, target: submitTarget, key: 2 }]);
      const [over, last] = transition(again, {
        type: "failed",
        attempt: 3,
        during: "submit",
        problem,
      });
      assert.equal(asOpen(over).task, null);
      assert.equal(asOpen(over).problem?.problem, problem);
      assert.deepEqual(told(last), [{ type: "problem", problem }]);
    }
  });

  test("does not repeat a submitTarget that was answered, nor a link", () => {
    for (const code of [
      "upstream_failed",
      "upstream_timeout",
      "answer_unreadable",
      "host_misconfigured",
    ] as const) {
      const [state, commands] = played(anOpenFlow(), press, {
        type: "failed",
        attempt: 2,
        during: "submit",
        problem: aProblem(code),
      });
      assert.equal(asOpen(state).task, null);
      assert.ok(!deeds(commands).includes("requestLink"), code);
    }
    const open = anOpenFlow(aCustomerIn("pending"));
    const [state] = played(
      open,
      { ...press, target: requirementTarget("identity_verification") },
      { type: "failed", attempt: 2, during: "link", problem: aProblem("timeout") },
    );
    assert.equal(asOpen(state).task, null);
  });

  test("has a new key the next time", () => {
    const [, commands] = played(
      anOpenFlow(),
      press,
      { type: "failed", attempt: 2, during: "submit", problem: aProblem("upstream_failed") },
      press,
    );
    assert.deepEqual(commands, [{ do: "requestLink", attempt: 4, target: submitTarget, key: 4 }]);
  });
  test("reads at once after a failure, because the request may have got through", () => {
    const [, commands] = played(anOpenFlow(), press, {
      type: "failed",
      attempt: 2,
      during: "submit",
      problem: aProblem("upstream_failed"),
    });
    assert.deepEqual(commands.at(-1), { do: "load", attempt: 3 });
  });
  test("is not possible again while SpherePay does not show yet what was sent", () => {
    const [sent] = played(anOpenFlow(), press, { type: "submitted", attempt: 2 });
    const [, commands] = played(sent, press);
    assert.deepEqual(commands, []);
  });
});
