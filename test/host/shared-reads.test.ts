import assert from "node:assert/strict";
import { test } from "node:test";
import { readCustomer } from "../../src/core/customer.js";
import { createSharedReads } from "../../src/host/shared-reads.js";

const aCustomer = (id: string) => readCustomer({ id });

/** Reads that are answered by hand, in the order they were asked. */
function heldReads() {
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
  );
  return { reads, held };
}

test("readers of one customer share the read that is running", async () => {
  const { reads, held } = heldReads();

  const readers = Array.from({ length: 20 }, () => reads.read("customer_a"));
  held[0]?.answer();

  assert.equal(new Set(await Promise.all(readers)).size, 1);
  assert.equal(held.length, 1);
});

test("readers of different customers never share", async () => {
  const { reads, held } = heldReads();

  const readers = [reads.read("customer_a"), reads.read("customer_b")];
  for (const read of held) read.answer();

  assert.deepEqual(
    (await Promise.all(readers)).map(({ id }) => id),
    ["customer_a", "customer_b"],
  );
});

test("a read that has ended is not kept, well or badly", async () => {
  const { reads, held } = heldReads();

  const first = reads.read("customer_a");
  held[0]?.fail();
  await assert.rejects(first);
  const second = reads.read("customer_a");
  held[1]?.answer();
  await second;
  const third = reads.read("customer_a");
  held[2]?.answer();
  await third;

  assert.equal(held.length, 3);
});

test("who reads after a change joins no earlier read, and the earlier does not end the later", async () => {
  const { reads, held } = heldReads();

  const early = reads.read("customer_a");
  reads.changed("customer_a");
  const late = reads.read("customer_a");
  held[0]?.answer();
  await early;
  const joined = reads.read("customer_a");
  held[1]?.answer();

  assert.equal(await late, await joined);
  assert.equal(held.length, 2);
});
