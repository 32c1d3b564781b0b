import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { customersNamed } from "../../../src/host/live/webhook.js";

const a = "customer_0123456789abcdef0123456789abcdef";
const b = "customer_fedcba9876543210fedcba9876543210";

const shapes: readonly [what: string, json: unknown, found: readonly string[]][] = [
  [
    "the customer whole",
    { id: "event_1", name: "customer.update", data: { customer: { id: a } } },
    [a],
  ],
  ["the customer's id", { id: "event_1", data: { customer: a } }, [a]],
  [
    "ids alone",
    { id: "evt_1", type: "x", data: { id: a, status: "approved", customerId: a } },
    [a],
  ],
  ["another resource of theirs", { data: { id: "transfer_1", customerId: a } }, [a]],
  ["another spelling", { data: { wallet: { customer_id: a } } }, [a]],
  ["a customer at the top", { customer: { id: a } }, [a]],
  ["an envelope of the first API", { ok: true, data: { object: { customer: { id: a } } } }, [a]],
  ["a list", { data: [{ customerId: a }, { customerId: b }, { customerId: a }] }, [a, b]],
  ["an id in a text", { data: { note: a, name: `see ${a}` } }, []],
  ["an id of another form", { data: { customerId: "customer_../../keys" } }, []],
  ["a number", { data: { customerId: 7 } }, []],
  ["nobody", { id: "evt_1", type: "webhook.create", data: { webhook: { id: "webhook_1" } } }, []],
  ["no object", "customer_0", []],
  ["nothing", undefined, []],
  ["null", null, []],
];
describe("the customers that a webhook names", () => {
  for (const [what, json, found] of shapes) {
    it(`a webhook with ${what} names ${found.length} customers`, () => {
      assert.deepEqual(customersNamed(json), found);
    });
  }

  it("at most ten customers are named, from at most eight levels", () => {
    const many = Array.from({ length: 50 }, (_, index) => ({ customerId: `customer_${index}` }));
    let deep: object = { customerId: a };
    for (let level = 0; level < 9; level += 1) deep = { data: deep };

    assert.equal(customersNamed({ data: many }).length, 10);
    assert.deepEqual(customersNamed(deep), []);
  });

  it("only the first members of a huge webhook are read", () => {
    const data = Array.from({ length: 100_000 }, () => 0);

    assert.deepEqual(customersNamed({ data, customer: { id: a } }), []);
    assert.deepEqual(customersNamed({ customer: { id: a }, data }), [a]);
  });
});
