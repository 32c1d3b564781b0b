import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readCustomer } from "../../../src/core/customer.js";
import { Failure } from "../../../src/host/http/failure.js";
import { createMemoryStore } from "../../../src/host/index.js";
import { createSharedReads } from "../../../src/host/spherepay/shared-reads.js";

const aCustomer = (id: string) => readCustomer({ id });
const begun = () => new Promise((resolve) => setImmediate(resolve));

/** Reads that are answered by hand, in the order they were asked. */
function heldReads({ changed, versionOf } = createMemoryStore()) {
  const held: { readonly id: string; answer(): void; fail(): void }[] = [];
  const reads = createSharedReads(
    (id) =>
      new Promise((resolve, reject) => {
        held.push({
          id,
          answer: () => resolve(aCustomer(id)),
          fail: () => reject(new Error("away")),
        });
      }),
    versionOf,
  );
  return { reads, held, changed };
}

describe("a shared read", () => {
  it("readers of one customer share the read that is running", async () => {
    const { reads, held } = heldReads();

    const readers = Array.from({ length: 20 }, () => reads.read("customer_a"));
    await begun();
    held[0]?.answer();

    assert.equal(new Set(await Promise.all(readers)).size, 1);
    assert.equal(held.length, 1);
  });

  it("readers of different customers never share", async () => {
    const { reads, held } = heldReads();

    const readers = [reads.read("customer_a"), reads.read("customer_b")];
    await begun();
    for (const read of held) read.answer();

    assert.deepEqual(
      (await Promise.all(readers)).map(({ id }) => id),
      ["customer_a", "customer_b"],
    );
  });

  it("a finished read is not kept, successful or failed", async () => {
    const { reads, held } = heldReads();

    const first = reads.read("customer_a");
    await begun();
    held[0]?.fail();
    await assert.rejects(first);
    const second = reads.read("customer_a");
    await begun();
    held[1]?.answer();
    await second;
    const third = reads.read("customer_a");
    await begun();
    held[2]?.answer();
    await third;

    assert.equal(held.length, 3);
  });

  /** How many reads are begun when somebody asks before, and two after, a change of the customer. */
  async function readsAround(store = createMemoryStore()): Promise<number> {
    const { reads, held, changed } = heldReads(store);
    const early = reads.read("customer_a");
    await begun();
    await changed(["customer_a"]);
    const late = reads.read("customer_a");
    await begun();
    held[0]?.answer();
    await early;
    const joined = reads.read("customer_a");
    await begun();
    held[1]?.answer();
    assert.equal(await late, await joined);
    return held.length;
  }

  it("a read after a change shares no earlier read, and the earlier does not end the later", async () => {
    assert.equal(await readsAround(), 2);
  });

  it("control: with a store without changes, the later reader shares the earlier read", async () => {
    await assert.rejects(readsAround({ ...createMemoryStore(), versionOf: async () => "0" }));
  });

  it("a change of one customer does not affect shared reads of another", async () => {
    const { reads, held, changed } = heldReads();

    const first = reads.read("customer_b");
    await changed(["customer_a"]);
    const second = reads.read("customer_b");
    await begun();
    held[0]?.answer();

    assert.equal(await first, await second);
  });

  it("a store that cannot return a version is a retryable failure", async () => {
    const versionOf = () => Promise.reject(new Error("the store's own words"));
    const { reads, held } = heldReads({ ...createMemoryStore(), versionOf });

    await assert.rejects(reads.read("customer_a"), (error: unknown) => {
      assert.ok(error instanceof Failure);
      return error.retryable && error.reason === "store_failed";
    });
    assert.equal(held.length, 0);
  });
});
