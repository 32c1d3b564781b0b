import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createSimulator } from "../../../src/simulator/index.js";
import { callApi } from "../spherepay-call.js";

/** Twelve individuals and one business; the first is approved. */
function aCrowd() {
  const simulator = createSimulator();
  for (let number = 1; number <= 12; number += 1) {
    simulator.createCustomer({ email: `person-${number}@example.com` });
  }
  simulator.createCustomer({ type: "business", email: "firm@example.com" });
  simulator.approve(simulator.ids()[0] ?? "");
  return simulator;
}

async function list(query: string) {
  const simulator = aCrowd();
  const { status, json } = await callApi(simulator, "GET", `/v2/customer${query}`);
  const customers = Array.isArray(json["customers"]) ? json["customers"] : [];
  return {
    status,
    emails: customers.map((customer) => String(customer.email)),
    pagination: json["pagination"],
  };
}

describe("GET /v2/customer", () => {
  it("returns the first ten, and the total", async () => {
    const { status, emails, pagination } = await list("");
    assert.equal(status, 200);
    assert.equal(emails.length, 10);
    assert.deepEqual(pagination, {
      page: 1,
      limit: 10,
      total: 13,
      totalPages: 2,
      hasNext: true,
      hasPrevious: false,
    });
  });

  it("page and limit select", async () => {
    const { emails, pagination } = await list("?page=3&limit=5");
    assert.deepEqual(emails, [
      "person-11@example.com",
      "person-12@example.com",
      "firm@example.com",
    ]);
    assert.deepEqual(pagination, {
      page: 3,
      limit: 5,
      total: 13,
      totalPages: 3,
      hasNext: false,
      hasPrevious: true,
    });
  });

  it("a page beyond the last is empty", async () => {
    assert.deepEqual((await list("?page=9")).emails, []);
  });

  it("status, type, email and search filter, separately and together", async () => {
    assert.deepEqual((await list("?status=approved")).emails, ["person-1@example.com"]);
    assert.equal((await list("?status=incomplete&limit=50")).emails.length, 12);
    assert.deepEqual((await list("?type=business")).emails, ["firm@example.com"]);
    assert.deepEqual((await list("?email=person-7@example.com")).emails, ["person-7@example.com"]);
    assert.deepEqual((await list("?search=WINDLASS")).emails, ["firm@example.com"]);
    assert.deepEqual((await list("?status=approved&type=business")).emails, []);
  });

  for (const query of [
    "?page=0",
    "?page=-1",
    "?page=two",
    "?limit=0",
    "?limit=101",
    "?status=done",
    "?type=trust",
    "?search=",
    `?search=${"x".repeat(256)}`,
  ]) {
    it(`${query.slice(0, 20)} is refused`, async () => {
      assert.equal((await list(query)).status, 400);
    });
  }

  it("the largest values that are allowed are not refused", async () => {
    assert.equal((await list(`?limit=100&search=${"x".repeat(255)}`)).status, 200);
  });
});
