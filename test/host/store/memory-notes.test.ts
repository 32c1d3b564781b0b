import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createMemoryStore } from "../../../src/host/index.js";
import { createMemoryNotes } from "../../../src/host/store/memory-notes.js";

describe("notes in the memory store", () => {
  it("one of many who read the same note replaces it", async () => {
    const store = createMemoryStore();
    const write = (before: string | undefined, after: string) =>
      store.replaceNote("customer_1", "a", before, after, 1_000);

    const first = await Promise.all(["x", "y", "z"].map((text) => write(undefined, text)));
    const second = await Promise.all([write("x", "u"), write("x", "v"), write("y", "w")]);

    assert.deepEqual(
      [first, second],
      [
        [true, false, false],
        [true, false, false],
      ],
    );
    assert.equal(await store.noteOf("customer_1", "a"), "u");
  });

  it("notes are kept apart by customer and by name, and end after their time", async () => {
    let nowMs = 0;
    const store = createMemoryStore({ now: () => nowMs });
    await store.replaceNote("customer_1", "a", undefined, "text", 1_000);

    assert.equal(await store.noteOf("customer_2", "a"), undefined);
    assert.equal(await store.noteOf("customer_1", "__proto__"), undefined);
    nowMs = 999;
    assert.equal(await store.noteOf("customer_1", "a"), "text");
    nowMs = 1_000;
    assert.equal(await store.noteOf("customer_1", "a"), undefined);
    assert.equal(await store.replaceNote("customer_1", "a", "text", "more", 1_000), false);
    assert.equal(await store.replaceNote("customer_1", "a", undefined, "new", 1_000), true);
  });

  it("the customer whose notes changed longest ago is forgotten first", async () => {
    const notes = createMemoryNotes({ now: () => 0, maxCustomers: 2 });
    const write = (customer: string, before?: string) =>
      notes.replaceNote(customer, "a", before, customer, 1_000);
    await write("customer_1");
    await write("customer_2");
    await write("customer_1", "customer_1");
    await write("customer_3");

    const left = ["customer_1", "customer_2", "customer_3"].map((id) => notes.noteOf(id, "a"));
    assert.deepEqual(await Promise.all(left), ["customer_1", undefined, "customer_3"]);
  });
});
