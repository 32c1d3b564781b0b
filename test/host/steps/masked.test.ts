import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type CodeChannel, maskedContact, maskedContacts } from "../../../src/host/steps/masked.js";

const contacts: readonly [channel: CodeChannel, given: unknown, masked: string | undefined][] = [
  ["email", "ana@example.com", "a•••@example.com"],
  ["email", "a@example.com", "•••@example.com"],
  ["email", "a•••@example.com", "a•••@example.com"],
  ["email", "𝒶na@example.com", "𝒶•••@example.com"],
  ["email", "ana", undefined],
  ["email", "@example.com", undefined],
  ["email", "ana@", undefined],
  ["email", "a@b@example.com", undefined],
  ["email", "ana maria@example.com", undefined],
  ["email", "a\u202ena@example.com", undefined],
  ["email", "ana@example.com\n", undefined],
  ["email", `${"a".repeat(300)}@example.com`, undefined],
  ["email", 7, undefined],
  ["email", undefined, undefined],
  ["phone", "+34600111142", "+34 ••• ••• 142"],
  ["phone", "+34 600 11 11 42", "+34 ••• ••• 142"],
  ["phone", "+14155550137", "+1 ••• ••• 137"],
  ["phone", "+79161234567", "+7 ••• ••• 567"],
  ["phone", "+353861234567", "+353 ••• ••• 567"],
  ["phone", "+5511987654321", "+55 ••• ••• 321"],
  ["phone", "+85291234567", "+852 ••• ••• 567"],
  ["phone", "600111142", undefined],
  ["phone", "+34142", undefined],
  ["phone", "+34 call me", undefined],
  ["phone", null, undefined],
];
describe("a contact that leaves the host", () => {
  for (const [channel, given, masked] of contacts) {
    it(`${JSON.stringify(given)?.slice(0, 40)} of the ${channel} is ${masked ?? "left out"}`, () => {
      assert.equal(maskedContact(channel, given), masked);
    });
  }

  it("is taken from SpherePay's customer, whatever else is there", () => {
    const customer = { id: "customer_1", email: "ana@example.com", phone: 7, address: {} };

    assert.deepEqual(maskedContacts(customer), { email: "a•••@example.com" });
    for (const none of [null, undefined, [], "text"]) assert.deepEqual(maskedContacts(none), {});
  });
});
