import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createMemoryStore } from "../../../src/host/index.js";
import { createHandClock } from "../../../src/simulator/index.js";
import { aWhile, clicked } from "../clicks.js";
import { aLink } from "../scripted-upstream.js";

const requirement = "identity_verification";
const made = async () => aLink;

function aStore(maxCustomers?: number) {
  const clock = createHandClock();
  const store = createMemoryStore({
    now: clock.now,
    ...(maxCustomers !== undefined && { maxCustomers }),
  });
  return { clock, store };
}

describe("links and keys in the memory store", () => {
  it("a failure is shared while it runs and forgotten afterwards", async () => {
    const { store } = aStore();
    let fail: (error: Error) => void = () => {};
    const failing = () =>
      new Promise<never>((_, reject) => {
        fail = reject;
      });

    const first = store.shareLink("customer_a", requirement, failing, aWhile);
    const joined = store.shareLink("customer_a", requirement, made, aWhile);
    fail(new Error("away"));

    await assert.rejects(first, /away/);
    await assert.rejects(joined, /away/);
    assert.equal(await store.shareLink("customer_a", requirement, made, aWhile), aLink);
  });

  it("links are kept apart by customer and by requirement", async () => {
    const { store } = aStore();
    const links = ["1", "2", "3"].map((url) => ({ ...aLink, url }));

    const answered = [
      await store.shareLink("customer_a", requirement, async () => links[0] ?? aLink, aWhile),
      await store.shareLink("customer_b", requirement, async () => links[1] ?? aLink, aWhile),
      await store.shareLink("customer_a", "liveness_check", async () => links[2] ?? aLink, aWhile),
    ];

    assert.deepEqual(answered, links);
  });

  it("a clock that is set back does not extend how long a link is shared", async () => {
    const { store, clock } = aStore();
    await store.shareLink("customer_a", requirement, made, aWhile);
    const newer = { ...aLink, url: "newer" };

    clock.advance(-3_600_000);

    assert.equal(
      await store.shareLink("customer_a", requirement, async () => newer, aWhile),
      newer,
    );
  });

  it("the least recently used customer is forgotten first, one in flight never", async () => {
    const { store } = aStore(2);
    const note = { startedAt: "2026-11-21T19:42:00.000Z" };
    for (const customer of ["customer_flying", "customer_a", "customer_b"]) {
      if (customer === "customer_flying") await store.beginKey(customer, "a-key", aWhile);
      await store.noteSubmission(customer, note);
    }

    assert.deepEqual(await store.submissionOf("customer_flying"), note);
    assert.deepEqual(await store.beginKey("customer_flying", "a-key", aWhile), {
      state: "in_flight",
    });
    assert.equal(await store.submissionOf("customer_a"), undefined);
    assert.deepEqual(await store.submissionOf("customer_b"), note);
  });

  it("a customer's many keys use bounded memory", async () => {
    const { store } = aStore();
    for (let click = 0; click < 65; click += 1) {
      await clicked(store, "customer_a", `key-${click}`, aLink);
    }

    assert.equal((await store.beginKey("customer_a", "key-0", aWhile)).state, "begun");
    assert.deepEqual(await store.beginKey("customer_a", "key-64", aWhile), {
      state: "done",
      outcome: aLink,
    });
  });

  it("names of object members are ordinary customers and keys", async () => {
    const { store } = aStore();

    for (const name of ["__proto__", "constructor", "toString"]) {
      assert.equal((await store.beginKey(name, name, aWhile)).state, "begun");
      assert.equal(await store.submissionOf(name), undefined);
    }
  });

  it("a click ends only its own claim, and at most 64 are in flight", async () => {
    const store = createMemoryStore();
    const first = await store.beginKey("customer_a", "key-0", aWhile);
    assert.ok(first.state === "begun");

    await store.endKey("customer_a", "key-0", "somebody else's claim", aLink);
    const states: string[] = [(await store.beginKey("customer_a", "key-0", aWhile)).state];
    for (let click = 1; click < 65; click += 1) {
      states.push((await store.beginKey("customer_a", `key-${click}`, aWhile)).state);
    }

    assert.equal(states[0], "in_flight");
    assert.deepEqual(states.slice(63), ["begun", "in_flight"]);
  });
});
