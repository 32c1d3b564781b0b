import assert from "node:assert/strict";
import type { LinkStore, Outcome } from "../../src/host/index.js";

/** Longer than anything in a test takes, milliseconds. */
export const aWhile = 60_000;

/** Begins a click that is new and ends it. */
export async function clicked(
  store: Pick<LinkStore, "beginKey" | "endKey">,
  customerId: string,
  key: string,
  outcome: Outcome | undefined,
): Promise<void> {
  const begun = await store.beginKey(customerId, key, aWhile);
  assert.ok(begun.state === "begun");
  await store.endKey(customerId, key, begun.claim, outcome);
}
