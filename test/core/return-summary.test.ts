import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checklist } from "../../src/core/checklist.js";
import { transition } from "../../src/core/flow/transition.js";
import type { Event, State } from "../../src/core/flow/types.js";
import { returnSummary } from "../../src/core/return-summary.js";
import {
  aCustomer,
  anOpenFlow,
  aProfile,
  asOpen,
  click,
  type Json,
  loaded,
  ownSteps,
  played,
  refresh,
} from "./builders.js";

const customerWith = (lists: Json, status = "incomplete") =>
  aCustomer({ verificationProfiles: [aProfile(status, lists)] });
const list = (lists: Json, status = "incomplete") => checklist(customerWith(lists, status));

describe("a return summary", () => {
  it("names what is done, what failed and what is new", () => {
    const before = list({ required: ["a", "b", "c", ...ownSteps] });
    const after = list({ complete: ["a"], errors: [{ name: "b" }], required: ["d", ...ownSteps] });
    assert.deepEqual(returnSummary(before, after, false), {
      back: false,
      done: ["a"],
      failed: ["b"],
      added: ["d"],
    });
  });

  it("says that nothing has changed only to a customer who came back", () => {
    const same = list({ required: ["a"] });
    assert.deepEqual(returnSummary(same, same, true), {
      back: true,
      done: [],
      failed: [],
      added: [],
    });
    assert.equal(returnSummary(same, same, false), undefined);
  });

  it("leaves a change of the status to the screen", () => {
    const lists = { required: [...ownSteps] };
    assert.equal(returnSummary(list(lists), list(lists, "pending"), true), undefined);
  });

  it("leaves out the first list, and steps that are SpherePay's", () => {
    assert.equal(returnSummary(list({}), list({ required: ["a"] }), true), undefined);
    const before = list({ required: ["a"] });
    assert.equal(returnSummary(before, list({ required: ["a", ...ownSteps] }), false), undefined);
  });

  it("names an item that is new and already failed once", () => {
    const after = list({ required: ["a"], errors: [{ name: "b" }] });
    assert.deepEqual(returnSummary(list({ required: ["a"] }), after, false)?.added, []);
  });
});

describe("the return summary of an open flow", () => {
  const begun = customerWith({ required: ["a", ...ownSteps] });
  const further = customerWith({ complete: ["a"], required: [...ownSteps] });
  const afterLoad = (from: State, why: Event, customer = further): State => {
    const [refreshing] = transition(from, why);
    return transition(refreshing, loaded(refreshing, customer))[0];
  };
  const summaryOf = (state: State) => asOpen(state).returnSummary;

  it("comes with the load that brought a change, and stays with the next load", () => {
    const changed = afterLoad(anOpenFlow(begun), { type: "returned" });
    assert.deepEqual(summaryOf(changed), { back: true, done: ["a"], failed: [], added: [] });
    assert.deepEqual(summaryOf(afterLoad(changed, refresh)), summaryOf(changed));
  });

  it("ends with the next change, also when there is nothing to say about it", () => {
    const back = afterLoad(anOpenFlow(begun), { type: "returned" }, begun);
    assert.deepEqual(summaryOf(back), { back: true, done: [], failed: [], added: [] });
    const pending = customerWith({ required: ["a", ...ownSteps] }, "pending");
    assert.equal(summaryOf(afterLoad(back, refresh, pending)), null);

    const changed = afterLoad(anOpenFlow(begun), refresh);
    assert.deepEqual(summaryOf(changed)?.done, ["a"]);
    assert.equal(summaryOf(afterLoad(changed, refresh, begun)), null, "the item is required again");
  });

  it("is about one visit: another return or a click ends it", () => {
    const changed = afterLoad(anOpenFlow(begun), refresh);
    assert.equal(summaryOf(transition(changed, { type: "returned" })[0]), null);
    assert.equal(summaryOf(played(changed, click)[0]), null);
  });

  it("is not kept for another customer", () => {
    const changed = afterLoad(anOpenFlow(begun), refresh);
    const other = aCustomer({ id: "customer_b" });
    assert.equal(summaryOf(afterLoad(changed, refresh, other)), null);
  });
});
