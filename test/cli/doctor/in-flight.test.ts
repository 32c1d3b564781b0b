import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { both, instead, json, problem, submit, withStatus } from "./broken-responses.js";
import { aTestBackend, type Change, endpoint, idsOf } from "./test-backend.js";

const link = () => json({ url: "https://in.sumsub.com/a", expiresAt: "2026-11-28T19:42:00Z" }, 201);
const won = both(submit, withStatus(201));
const lost = both(submit, withStatus(409));

/** The second request gets the link, and the first one a 409. */
function swapped(): Change {
  let links = 0;
  return (request, original) => {
    if (lost(request, original)) return link();
    if (!won(request, original)) return original;
    links += 1;
    return links === 1 ? problem(409, "in_flight")() : link();
  };
}

describe("one key that arrives twice at the same moment", () => {
  for (const [what, change] of [
    ["the second may be in flight", undefined],
    ["the first may be in flight", swapped()],
    ["both may get the same link", instead((...of) => won(...of) || lost(...of), link)],
  ] as const) {
    it(what, async () => {
      const backend = aTestBackend(change);
      backend.holdSubmit();
      const report = await backend.runDoctor();
      assert.deepEqual(idsOf(report, "failed"), []);
      assert.ok(idsOf(report, "passed").includes("submit-in-flight"));
      assert.ok(idsOf(report, "passed").includes("submit-idempotent"));
    });
  }

  it("is one key in three requests, and one link at SpherePay", async () => {
    const backend = aTestBackend();
    await backend.runDoctor();
    const submitRequests = backend.requests.filter(
      ({ url, headers }) =>
        url === `${endpoint}/submit` && !headers.get("Authorization")?.startsWith("Bearer doctor."),
    );
    const keys = submitRequests.map(({ headers }) => headers.get("Idempotency-Key"));
    const sentKeys = keys.filter((key) => key !== null);
    assert.deepEqual([sentKeys.length, new Set(sentKeys).size], [3, 1]);
    const links = backend.simulator.calls.filter(({ path }) => path.endsWith("/kyc-link"));
    assert.equal(links.length, 1);
  });
});
