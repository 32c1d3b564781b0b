import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { checklist } from "../../src/core/checklist.js";
import { transition } from "../../src/core/flow/transition.js";
import type { Event, State } from "../../src/core/flow/types.js";
import { returnSummary } from "../../src/core/return-summary.js";
import { submitTarget } from "../../src/core/target.js";
import {
  aCustomer,
  anOpenFlow,
  aProfile,
  asOpen,
  type Json,
  ownSteps,
  played,
} from "./builders.js";

const customerWith = (lists: Json, status = "incomplete") =>
  aCustomer({ verificationProfiles: [aProfile(status, lists)] });
const list = (lists: Json, status = "incomplete") => checklist(customerWith(lists, status));

describe("a returnSummary", () => {
  test("names what is done, what failed and what is new", () => {
    const before = list({ required: ["a", "b", "c", ...ownSteps] });
    const after = list({ complete: ["a"], errors: [{ name: "b" }], required: ["d", ...ownSteps] });
    assert.deepEqual(returnSummary(before, after, false), {
      back: false,
      done: ["a"],
      failed: ["b"],
      added: ["d"],
    });
  });

  test("says that nothing has changed only to somebody who came back", () => {
    const same = list({ required: ["a"] });
    assert.deepEqual(returnSummary(same, same, true), {
      back: true,
      done: [],
      failed: [],
      added: [],
    });
    assert.equal(returnSummary(same, same, false), undefined);
  });

  test("leaves a change of the status to the screen", () => {
    const lists = { required: [...ownSteps] };
    assert.equal(returnSummary(list(lists), list(lists, "pending"), true), undefined);
  });

  test("is not written for the first list, nor for steps that are SpherePay's", () => {
    assert.equal(returnSummary(list({}), list({ required: ["a"] }), true), undefined);
    const before = list({ required: ["a"] });
    assert.equal(returnSummary(before, list({ required: ["a", ...ownSteps] }), false), undefined);
  });

  test("names an item that is new and already failed once", () => {
    const after = list({ required: ["a"], errors: [{ name: "b" }] });
    assert.deepEqual(returnSummary(list({ required: ["a"] }), after, false)?.added, []);
  });
});

describe("an open flow's returnSummary", () => {
  const begun = customerWith({ required: ["a", ...ownSteps] });
  const further = customerWith({ complete: ["a"], required: [...ownSteps] });
  const read = (from: State, why: Event, customer = further): State => {
    const [asked] = transition(from, why);
    return transition(asked, { type: "loaded", attempt: asked.attempt, customer })[0];
  };
  const receiptOf = (state: State) => asOpen(state).returnSummary;
  const look: Event = { type: "refreshRequested", by: "page" };

  test("comes with the reading that brought the news, and stays with the next", () => {
    const told = read(anOpenFlow(begun), { type: "returned" });
    assert.deepEqual(receiptOf(told), { back: true, done: ["a"], failed: [], added: [] });
    assert.deepEqual(receiptOf(read(told, look)), receiptOf(told));
  });

  test("ends with the next news, also when there is nothing to say about them", () => {
    const back = read(anOpenFlow(begun), { type: "returned" }, begun);
    assert.deepEqual(receiptOf(back), { back: true, done: [], failed: [], added: [] });
    const pending = customerWith({ required: ["a", ...ownSteps] }, "pending");
    assert.equal(receiptOf(read(back, look, pending)), null);

    const told = read(anOpenFlow(begun), look);
    assert.deepEqual(receiptOf(told)?.done, ["a"]);
    assert.equal(receiptOf(read(told, look, begun)), null, "the item is asked for again");
  });

  test("is about one visit: coming back again, or going on, ends it", () => {
    const told = read(anOpenFlow(begun), look);
    assert.equal(receiptOf(transition(told, { type: "returned" })[0]), null);
    const press: Event = { type: "clicked", target: submitTarget, destination: "navigate" };
    assert.equal(receiptOf(played(told, press)[0]), null);
  });

  test("is not kept for another customer", () => {
    const told = read(anOpenFlow(begun), look);
    const other = aCustomer({ id: "customer_b" });
    assert.equal(receiptOf(read(told, look, other)), null);
  });
});
