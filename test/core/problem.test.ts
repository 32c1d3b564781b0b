import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Problem, type ProblemCode, problems } from "../../src/core/problem.js";
import { problemCode } from "../../src/core/problem-answer.js";

/** Every code: its status on the wire (0 = none), whether it may pass, which side ends it. */
const table: Readonly<Record<ProblemCode, readonly [number, boolean, string]>> = {
  bad_request: [400, false, "site"],
  login_required: [401, false, "customer"],
  session_invalid: [401, false, "customer"],
  cross_site: [403, false, "site"],
  forbidden: [403, false, "site"],
  customer_not_found: [404, false, "site"],
  no_such_requirement: [404, false, "site"],
  no_such_route: [404, false, "site"],
  in_flight: [409, true, "time"],
  wrong_state: [409, false, "customer"],
  details_locked: [409, false, "customer"],
  code_expired: [410, false, "customer"],
  document_too_large: [413, false, "customer"],
  document_type_refused: [415, false, "customer"],
  requirements_outstanding: [422, false, "customer"],
  code_refused: [422, false, "customer"],
  document_refused: [422, false, "customer"],
  details_refused: [422, false, "customer"],
  rate_limited: [429, true, "time"],
  host_failed: [500, true, "site"],
  host_misconfigured: [502, false, "site"],
  upstream_failed: [502, true, "time"],
  upstream_timeout: [504, true, "time"],
  offline: [0, true, "customer"],
  host_unreachable: [0, true, "site"],
  timeout: [0, true, "time"],
  answer_unreadable: [0, true, "site"],
  link_expired: [0, true, "customer"],
  link_refused: [0, false, "site"],
  session_failed: [0, true, "site"],
  not_configured: [0, false, "site"],
  part_unavailable: [0, true, "site"],
};
const rows = Object.entries(table) as [ProblemCode, readonly [number, boolean, string]][];
const strange = [
  undefined,
  null,
  1,
  {},
  [],
  "",
  "a_new_code",
  "__proto__",
  "constructor",
  "toString",
  "SESSION_INVALID",
  "offline",
  "host_unreachable",
];
const meanings: readonly (readonly [number, ProblemCode])[] = [
  [302, "bad_request"],
  [400, "bad_request"],
  [401, "session_invalid"],
  [403, "forbidden"],
  [404, "customer_not_found"],
  [405, "bad_request"],
  [409, "wrong_state"],
  [410, "bad_request"],
  [413, "document_too_large"],
  [415, "document_type_refused"],
  [418, "bad_request"],
  [422, "requirements_outstanding"],
  [429, "rate_limited"],
  [500, "upstream_failed"],
  [501, "upstream_failed"],
  [502, "upstream_failed"],
  [503, "upstream_failed"],
  [504, "upstream_timeout"],
  [520, "upstream_failed"],
  [599, "upstream_failed"],
];

describe("problems", () => {
  it("are a closed set", () => {
    assert.deepEqual(Object.keys(problems).sort(), Object.keys(table).sort());
  });

  for (const [code, [status, retryable, actor]] of rows) {
    it(`${code} is ${retryable ? "" : "not "}retryable, and ${actor} ends it`, () => {
      const problem = new Problem(code);
      assert.deepEqual(
        [problem.retryable, problem.actor, problems[code].status],
        [retryable, actor, status],
      );
      assert.equal(problem.message, code);
      assert.ok(problem instanceof Error && problem.name === "Problem");
      assert.deepEqual(problem.requirements, []);
      if (status) assert.equal(problemCode(status, code), code);
    });
  }

  for (const [status, code] of meanings) {
    it(`a ${status} with a strange code is ${code}`, () => {
      for (const each of strange) assert.equal(problemCode(status, each), code, String(each));
    });
  }

  it("the code of another status is ignored", () => {
    for (const [status, meaning] of meanings) {
      for (const [code, [own]] of rows) {
        const fits = own === status || (own > 499 && status > 499);
        assert.equal(problemCode(status, code), fits ? code : meaning, `${status} ${code}`);
      }
    }
  });

  it("only a 401 is a session problem, whatever the code says", () => {
    for (let status = 300; status < 600; status += 1) {
      for (const code of ["session_invalid", "login_required"]) {
        const lost = ["session_invalid", "login_required"].includes(problemCode(status, code));
        assert.equal(lost, status === 401, `${status} ${code}`);
      }
    }
  });
});
