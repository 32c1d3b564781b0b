import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  isIdempotencyKey,
  isToken,
  readLink,
  readSession,
  readSubmit,
  routes,
} from "../../src/core/contract.js";
import { Problem } from "../../src/core/problem.js";
import { readProblem } from "../../src/core/problem-answer.js";
import { aCustomer, aCustomerJson } from "./builders.js";

const token = "t".repeat(16);
const url = "https://in.sumsub.com/p/1";
const unreadable = { name: "Problem", code: "answer_unreadable" };

describe("the routes", () => {
  it("are the wire's five", () => {
    assert.deepEqual(
      Object.values(routes).map(({ method, path, success, authorisedBy }) => [
        method,
        path,
        ...success,
        authorisedBy,
      ]),
      [
        ["POST", "/session", 201, "login"],
        ["GET", "/customer", 200, "token"],
        ["POST", "/submit", 201, 202, "token"],
        ["POST", "/links/{requirement}", 201, "token"],
        ["GET", "/events", 200, "token"],
      ],
    );
  });
});

describe("tokens and keys", () => {
  it("are visible ASCII of the right length", () => {
    for (const good of [token, "!".repeat(16), "~".repeat(4096)]) assert.ok(isToken(good));
    for (const bad of [
      "",
      "t".repeat(15),
      "t".repeat(4097),
      `${token} `,
      `${token}\n`,
      `${token}é`,
      `\u202e${token}`,
    ]) {
      assert.ok(!isToken(bad), JSON.stringify(bad));
    }
    for (const good of ["k", "~".repeat(255)]) assert.ok(isIdempotencyKey(good));
    for (const bad of ["", "k".repeat(256), "a b", "a\n", "é", null, undefined])
      assert.ok(!isIdempotencyKey(bad));
  });
});

describe("the session reader", () => {
  it("reads a token, alone or with its end and the customer", () => {
    assert.deepEqual(readSession({ token }), { token });
    assert.deepEqual(readSession({ token, customer: null, expiresAt: null }), { token });
    const expiresAt = "2026-11-21T10:00:00Z";
    assert.deepEqual(readSession({ token, expiresAt, customer: aCustomerJson(), more: 1 }), {
      token,
      expiresAt,
      customer: aCustomer(),
    });
  });

  it("refuses anything else without repeating it", () => {
    for (const json of [
      null,
      undefined,
      1,
      "",
      [],
      {},
      { token: 1 },
      { token: "secret" },
      { token: `secret\r\n${token}` },
      { token, customer: "secret" },
      { token, customer: {} },
      { token, customer: { id: 1 } },
    ]) {
      assert.throws(
        () => readSession(json),
        (error) =>
          error instanceof Problem &&
          error.code === "answer_unreadable" &&
          !/secret/.test(error.message),
      );
    }
  });
});

describe("the link reader", () => {
  it("reads `url`, or `link` from the terms-of-service endpoint", () => {
    assert.equal(readLink({ url }).url, url);
    assert.equal(readLink({ link: url }).url, url);
    assert.equal(readLink({ url, link: "https://other.example/" }).url, url);
    assert.equal(readLink({ url: null, link: url }).url, url);
  });

  it("reads when the link ends", () => {
    const expiresAt = "2026-11-21T10:00:00Z";
    assert.deepEqual(readLink({ url, expiresAt, expiresInSeconds: 60 }), {
      url,
      expiresAt,
      expiresInSeconds: 60,
    });
    assert.deepEqual(readLink({ url, expiresAt: null, expiresInSeconds: null }), { url });
    assert.equal(readLink({ url, expiresInSeconds: 0 }).expiresInSeconds, 0);
    for (const each of [
      "2026-11-21T10:00:00.123Z",
      "9999-12-31T23:59:59Z",
      "2026-11-21T10:00:00+00:00",
    ]) {
      assert.equal(readLink({ url, expiresAt: each }).expiresAt, each);
    }
  });

  it("refuses a missing link, or an end that is no time", () => {
    for (const json of [
      null,
      [],
      {},
      { url: "" },
      { url: 1 },
      { url: null },
      { link: {} },
      { url, expiresAt: "soon" },
      { url, expiresAt: "2026-99-99T00:00:00Z" },
      { url, expiresAt: 1 },
    ]) {
      assert.throws(() => readLink(json), unreadable, JSON.stringify(json));
    }
  });
});

describe("the submit reader", () => {
  it("requires the time when the link ends", () => {
    const expiresAt = "2026-11-21T10:00:00Z";
    assert.deepEqual(readSubmit({ url, expiresAt }), { url, expiresAt });
    for (const json of [{ url }, { url, expiresAt: null }, { url, expiresAt: "" }, { expiresAt }]) {
      assert.throws(() => readSubmit(json), unreadable);
    }
  });
});

describe("the problem reader", () => {
  it("reads code, reference, pointers and the wait", () => {
    const problem = readProblem(
      422,
      {
        code: "requirements_outstanding",
        correlationId: "abc-1_2",
        errors: [{ pointer: "/terms_of_service" }, { pointer: "/a~1b~0c" }],
      },
      5_000,
    );
    assert.equal(problem.code, "requirements_outstanding");
    assert.equal(problem.correlationId, "abc-1_2");
    assert.deepEqual(problem.requirements, ["terms_of_service", "a/b~c"]);
    assert.equal(problem.retryAfterMs, 5_000);
  });

  it("drops malformed extras, because the status says enough", () => {
    for (const correlationId of [1, "", "a b", "a\r\nb", "<b>", "x".repeat(65), {}, null]) {
      assert.equal(readProblem(500, { correlationId }).correlationId, undefined);
    }
    for (const errors of [
      null,
      "x",
      {},
      [null],
      [1],
      ["/a"],
      [{}],
      [{ pointer: 1 }],
      [{ pointer: "" }],
      [{ pointer: "a" }],
      [{ pointer: "/" }],
    ]) {
      assert.deepEqual(readProblem(422, { errors }).requirements, [], JSON.stringify(errors));
    }
  });

  it("never carries free text on", () => {
    const text = "Ada Lovelace, 10 Downing Street";
    const problem = readProblem(400, {
      code: text,
      title: text,
      detail: text,
      message: text,
      errors: [{ detail: text }],
    });
    assert.doesNotMatch(JSON.stringify(problem) + problem.message + String(problem.stack), /Ada/);
  });

  it("refuses a body that is no object", () => {
    for (const json of [null, undefined, [], "x", 1])
      assert.throws(() => readProblem(500, json), unreadable);
  });

  it("reads a problem from every object, and throws only problems", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 300, max: 599 }),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (status, json) => {
          assert.ok(readProblem(status, json) instanceof Problem);
        },
      ),
      { numRuns: 2_000, seed: 1 },
    );
    for (const read of [readSession, readLink]) {
      fc.assert(
        fc.property(fc.jsonValue(), (json) => {
          assert.throws(() => read(json), Problem);
        }),
        { numRuns: 1_000, seed: 1 },
      );
    }
  });
});
