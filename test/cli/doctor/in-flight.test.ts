import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { both, instead, json, problem, submit, withStatus } from "./broken-responses.js";
import { aPatient, endpoint, idsOf, type Spoil } from "./test-backend.js";

const link = () => json({ url: "https://in.sumsub.com/a", expiresAt: "2026-11-28T19:42:00Z" }, 201);
const won = both(submit, withStatus(201));
const lost = both(submit, withStatus(409));

/** The press that came second gets the link, and the first one is told to wait. */
function swapped(): Spoil {
  let links = 0;
  return (request, honest) => {
    if (lost(request, honest)) return link();
    if (!won(request, honest)) return honest;
    links += 1;
    return links === 1 ? problem(409, "in_flight")() : link();
  };
}

describe("one press that comes twice at the same moment", () => {
  for (const [what, spoil] of [
    ["the second may be in flight", undefined],
    ["the first may be in flight", swapped()],
    ["both may get the same link", instead((...of) => won(...of) || lost(...of), link)],
  ] as const) {
    it(what, async () => {
      const patient = aPatient(spoil);
      patient.holdPress();
      const report = await patient.examine();
      assert.deepEqual(idsOf(report, "failed"), []);
      assert.ok(idsOf(report, "passed").includes("submit-in-flight"));
      assert.ok(idsOf(report, "passed").includes("submit-idempotent"));
    });
  }

  it("is one key in three requests, and one link at SpherePay", async () => {
    const patient = aPatient();
    await patient.examine();
    const presses = patient.requests.filter(
      ({ url, headers }) =>
        url === `${endpoint}/submit` && !headers.get("Authorization")?.startsWith("Bearer doctor."),
    );
    const keys = presses.map(({ headers }) => headers.get("Idempotency-Key"));
    const pressed = keys.filter((key) => key !== null);
    assert.deepEqual([pressed.length, new Set(pressed).size], [3, 1]);
    const links = patient.simulator.calls.filter(({ path }) => path.endsWith("/kyc-link"));
    assert.equal(links.length, 1);
  });
});
