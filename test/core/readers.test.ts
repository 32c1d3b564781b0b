import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { checklist, fingerprint } from "../../src/core/checklist.js";
import { isToken, type Link, readLink, readSession, readSubmit } from "../../src/core/contract.js";
import { type Customer, readCustomer } from "../../src/core/customer.js";
import { Problem, problems } from "../../src/core/problem.js";
import { readProblem } from "../../src/core/problem-answer.js";
import { aCriteria, aCustomerJson, aProfile, type Json } from "./builders.js";

const isText = (value: unknown) => typeof value === "string";
const isMaybe = (value: unknown, holds: (value: unknown) => boolean) =>
  value === undefined || holds(value);
const isTexts = (value: unknown) => Array.isArray(value) && value.every(isText);

function checkCustomer(customer: Customer): void {
  const { id, type, tosStatus, flow, actions, submission, pollAfterSeconds, keepPolling } =
    customer;
  assert.ok(isText(id) && isMaybe(tosStatus, isText));
  assert.ok(isMaybe(type, (each) => each === "individual" || each === "business"));
  assert.ok(flow === "api" || flow === "hosted");
  assert.ok(isMaybe(pollAfterSeconds, (each) => typeof each === "number" && each > 0));
  assert.ok(isMaybe(keepPolling, (each) => each === true));
  assert.ok(isMaybe(submission, () => isText(submission?.startedAt)));
  assert.ok(isMaybe(submission?.linkExpiresAt, isText));
  for (const action of Object.values(actions)) {
    assert.ok(action.kind === "link" || (action.kind === "page" && isText(action.href)));
  }
  for (const { name, status, criteria } of customer.verificationProfiles) {
    assert.ok(isText(name) && isText(status));
    if (!criteria) continue;
    const { complete, pending, required, errors } = criteria;
    assert.ok([complete, pending, required].every(isTexts));
    for (const each of errors) assert.ok(isText(each.name) && isMaybe(each.detail, isText));
  }
  // What follows from it must hold for every valid customer.
  checklist(customer, "kyc_profile_a");
  fingerprint(customer);
}

function checkLink({ url, expiresAt, expiresInSeconds }: Link): void {
  assert.ok(isText(url) && url.length > 0);
  assert.ok(isMaybe(expiresAt, (each) => isText(each) && Date.parse(String(each)) > 0));
  assert.ok(isMaybe(expiresInSeconds, (each) => typeof each === "number"));
}

const customerJson = aCustomerJson({
  tosStatus: "pending",
  flow: "api",
  actions: { terms_of_service: { kind: "link" }, identity_document: { kind: "page", href: "/a" } },
  submission: { startedAt: "2026-11-21T10:00:00Z", linkExpiresAt: "2026-11-28T10:00:00Z" },
  pollAfterSeconds: 20,
  keepPolling: true,
  verificationProfiles: [
    aProfile("incomplete", {
      complete: ["email_address"],
      pending: ["identity_document"],
      required: ["identity_verification"],
      errors: [{ name: "tax_identification_number", detail: "blurred", message: "blurred" }],
    }),
    { name: "kyc_profile_b", status: "pending", ...aCriteria() },
  ],
});
const linkJson: Json = {
  url: "https://in.sumsub.com/a",
  link: "https://in.sumsub.com/a",
  expiresAt: "2026-11-28T10:00:00Z",
  expiresInSeconds: 60,
};

interface Reader {
  readonly json: Json;
  /** Reads, and fails when what it returns is not valid. */
  readonly read: (json: unknown) => void;
}

const readers: Readonly<Record<string, Reader>> = {
  customer: { json: customerJson, read: (json) => checkCustomer(readCustomer(json)) },
  session: {
    json: {
      token: "a-token-of-the-tests-that-nobody-may-see",
      customerId: "customer_a",
      expiresAt: "2026-11-28T10:00:00Z",
      customer: customerJson,
      events: false,
      linkHosts: ["in.sumsub.com"],
    },
    read: (json) => {
      const { token, customerId, expiresAt, customer, events, linkHosts } = readSession(json);
      assert.ok(isToken(token) && isMaybe(customerId, isText) && isMaybe(expiresAt, isText));
      assert.ok(isMaybe(events, (each) => typeof each === "boolean"));
      assert.ok(isMaybe(linkHosts, isTexts));
      if (customer) checkCustomer(customer);
    },
  },
  link: { json: linkJson, read: (json) => checkLink(readLink(json)) },
  submit: { json: linkJson, read: (json) => checkLink(readSubmit(json)) },
  problem: {
    json: {
      status: 422,
      code: "requirements_outstanding",
      correlationId: "ref-1",
      errors: [{ pointer: "/identity_document" }],
    },
    read: (json) => {
      const { code, correlationId, requirements } = readProblem(422, json);
      assert.ok(Object.hasOwn(problems, code) && isTexts(requirements));
      assert.ok(isMaybe(correlationId, isText));
    },
  },
};

type Path = readonly (string | number)[];

/** The way to every value of some JSON, the whole included. */
function pathsOf(json: unknown, path: Path = []): Path[] {
  const inner = json && typeof json === "object" ? Object.entries(json) : [];
  return [path, ...inner.flatMap(([key, value]) => pathsOf(value, [...path, key]))];
}

/** The same JSON with another value in one place. */
function withValue(json: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(json)) {
    return json.map((each, index) =>
      `${index}` === `${key}` ? withValue(each, rest, value) : each,
    );
  }
  const fields = Object.entries(Object(json));
  return Object.fromEntries(
    fields.map(([name, each]) => [name, name === key ? withValue(each, rest, value) : each]),
  );
}

/** Values that a coercion would call, and the numbers that only JSON's exponents reach. */
const wrong: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  Number.POSITIVE_INFINITY,
  "",
  "1",
  "__proto__",
  [],
  [[]],
  [null],
  [1],
  {},
  { toString: 1 },
  { valueOf: 1, toString: 1 },
  { toJSON: 1 },
  { length: 1 },
  { name: 1 },
  JSON.parse('{"__proto__":1}'),
  JSON.parse(`${"[".repeat(5_000)}${"]".repeat(5_000)}`),
];

/** What a reader does with a value of the wrong type: `undefined`, or what it should not have thrown. */
function faultOf(read: Reader["read"], json: unknown): unknown {
  try {
    read(json);
  } catch (error) {
    if (!(error instanceof Problem)) return error;
  }
  return undefined;
}

describe("a reader, given the wrong type in any place of an answer", () => {
  for (const [name, { json, read }] of Object.entries(readers)) {
    it(`reads what is valid: ${name}`, () => read(json));

    it(`returns a valid value or throws a problem: ${name}`, () => {
      for (const path of pathsOf(json)) {
        for (const value of wrong) {
          assert.equal(faultOf(read, withValue(json, path, value)), undefined, path.join("."));
        }
      }
    });

    it(`does so for whatever JSON there is: ${name}`, () => {
      const place = fc.constantFrom(...pathsOf(json));
      fc.assert(
        fc.property(place, fc.jsonValue(), (path, value) => {
          assert.equal(faultOf(read, withValue(json, path, value)), undefined);
        }),
        { numRuns: 2_000 },
      );
    });
  }

  it("is caught when it coerces: the control", () => {
    const coercing = (json: unknown) => {
      const { pollAfterSeconds, ...known } = Object(json);
      readCustomer(known);
      assert.ok(Number(pollAfterSeconds) !== 1);
    };
    const faults = wrong.map((each) =>
      faultOf(coercing, withValue(customerJson, ["pollAfterSeconds"], each)),
    );
    assert.ok(faults.some((each) => each instanceof TypeError));
  });
});
