import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Problem } from "../../../src/core/problem.js";
import { aHost, type HostOptions } from "../host-under-test.js";
import { aCustomer, anUpstream, customerId, heldAnswers, hungBody } from "../scripted-upstream.js";
import { json, problem } from "./upstream-fault-rows.js";

const profile = (name: string, status: string) => ({ name, status });
const withProfiles = (...verificationProfiles: object[]) => ({
  ...aCustomer,
  verificationProfiles,
});
const approvedA = profile("kyc_profile_a", "approved");

const over = (answer: () => Response | Promise<Response>, options: HostOptions = {}) =>
  aHost({ fetch: anUpstream(answer).fetch, ...options }).handler;

describe("the gate on the server", () => {
  const rows: readonly [what: string, body: object, status: string][] = [
    ["one approved profile", withProfiles(approvedA), "approved"],
    [
      "an approved and a pending profile",
      withProfiles(approvedA, profile("kyc_profile_b", "pending")),
      "pending",
    ],
    ["a pending profile", withProfiles(profile("a", "pending")), "pending"],
    ["a rejected profile", withProfiles(profile("a", "rejected")), "rejected"],
    ["another spelling", withProfiles(profile("a", "Approved")), "updating"],
    ["another word", withProfiles(profile("a", "approved_with_conditions")), "updating"],
    ["no profile", withProfiles(), "preparing"],
    ["something to do", aCustomer, "incomplete"],
  ];
  for (const [what, body, status] of rows) {
    it(`a customer with ${what} is ${status}`, async () => {
      assert.equal(await over(json(body)).status(customerId), status);
    });
  }

  it("one profile may be asked for; one that is not there is not approved", async () => {
    const onboarding = over(json(withProfiles(approvedA, profile("kyc_profile_b", "pending"))));

    assert.equal(await onboarding.status(customerId, { profile: "kyc_profile_a" }), "approved");
    assert.equal(await onboarding.status(customerId, { profile: "kyc_profile_b" }), "pending");
    assert.equal(await onboarding.status(customerId, { profile: "kyc_profile_c" }), "preparing");
  });

  const failures: readonly [
    what: string,
    answer: () => Response | Promise<Response>,
    code: string,
  ][] = [
    [
      "another customer",
      json({ ...withProfiles(approvedA), id: "customer_other" }),
      "upstream_failed",
    ],
    ["no customer", problem(404), "customer_not_found"],
    ["a refused key", problem(403), "host_misconfigured"],
    ["a gateway's page", () => new Response("<h1>", { status: 404 }), "host_misconfigured"],
    ["too many requests", problem(429), "rate_limited"],
    ["a failure", problem(500), "upstream_failed"],
    ["half of its JSON", () => new Response(hungBody('{"id":')), "upstream_timeout"],
    ["no response", () => new Promise(() => {}), "upstream_timeout"],
    ["no connection", () => Promise.reject(new TypeError()), "upstream_failed"],
  ];
  for (const [what, answer, code] of failures) {
    it(`${what} from SpherePay is no status but the problem ${code}`, async () => {
      await assert.rejects(over(answer, { upstreamTimeoutMs: 10 }).status(customerId), (error) => {
        assert.ok(error instanceof Problem);
        assert.equal(error.code, code);
        return true;
      });
    });
  }

  for (const id of ["", "customer_", "customer_../x", "CUSTOMER_1", 7, null, undefined]) {
    it(`the id ${JSON.stringify(id)} is a TypeError, and SpherePay is not asked`, async () => {
      const { fetch, requests } = anUpstream(json(withProfiles(approvedA)));

      await assert.rejects(aHost({ fetch }).handler.status(id as string), TypeError);

      assert.equal(requests.length, 0);
    });
  }

  it("an empty profile is a TypeError: it would mean every profile", async () => {
    const onboarding = over(json(withProfiles(approvedA)));

    await assert.rejects(onboarding.status(customerId, { profile: "" }), TypeError);
  });

  it("SpherePay is asked again, also while a page's read is under way", async () => {
    const held = heldAnswers();
    const { fetch, requests } = anUpstream(held.script);
    const { ask, session, handler } = aHost({ fetch, resolveCustomer: () => customerId });
    const opening = session();
    (await held.nextAnswer())(Response.json(aCustomer));
    const headers = await opening;

    const page = ask("GET", "/kyc/customer", headers);
    const answerPage = await held.nextAnswer();
    const gate = handler.status(customerId);
    (await held.nextAnswer())(Response.json(withProfiles(approvedA)));
    const status = await gate;
    answerPage(Response.json(aCustomer));

    assert.equal(status, "approved");
    assert.match((await page).text, /"incomplete"/);
    // The session, the page and the gate.
    assert.equal(requests.length, 3);
  });

  it("counts against the customer's rate limit", async () => {
    const onboarding = over(json(withProfiles(approvedA)), { customerCallsPerMinute: 2 });

    await onboarding.status(customerId);

    await assert.rejects(onboarding.status(customerId), (error: Problem) => {
      assert.deepEqual([error.code, error.retryAfterMs !== undefined], ["rate_limited", true]);
      return true;
    });
  });
});
