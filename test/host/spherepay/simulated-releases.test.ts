import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readLink } from "../../../src/core/contract.js";
import type { CustomerInit, SimulatorOptions } from "../../../src/simulator/index.js";
import { aHost } from "../host-under-test.js";

type Release = NonNullable<SimulatorOptions["release"]>;

/** The real handler over the simulator, which was written from SpherePay's documents alone. */
function aHostOf(release: Release, init: CustomerInit) {
  let id = "";
  const host = aHost({ release, resolveCustomer: () => id }, { release });
  id = host.simulator.createCustomer(init);
  return { ...host, id };
}

const submitted: readonly [release: Release, init: CustomerInit, status: number, call: string][] = [
  ["2026-05", { preset: "ready" }, 201, "kyc-link"],
  ["2026-07", { preset: "link-created" }, 201, "kyc-link"],
  ["2026-07", { preset: "link-created", type: "business" }, 201, "kyc-link"],
  ["2025-12", { preset: "ready" }, 202, "submit-verification"],
];
describe("a simulated release", () => {
  for (const [release, init, status, call] of submitted) {
    it(`in ${release} the ${init.type ?? ""} ${init.preset} customer is submitted with ${call}`, async () => {
      const { session, submit, simulator } = aHostOf(release, init);

      const answer = await submit(await session(), "a-key");

      const posts = simulator.calls.filter(({ method }) => method === "POST");
      assert.deepEqual(
        posts.map(({ path }) => path.split("/").at(-1)),
        [call],
      );
      assert.equal(answer.status, status);
      if (status === 201) assert.equal(readLink(answer.body).url.startsWith("https://"), true);
    });
  }

  it("in 2026-07 a link lives 28 days by default", async () => {
    const { session, submit } = aHostOf("2026-07", { preset: "link-created" });

    const { body } = await submit(await session(), "a-key");

    assert.equal(body["expiresInSeconds"], 28 * 24 * 3600);
  });

  for (const name of ["terms_of_service", "liveness_check"]) {
    it(`the link for ${name} is created and accepted`, async () => {
      const { ask, session, simulator, id } = aHostOf("2026-05", { preset: "ready" });
      simulator.require(id, name);
      const headers = await session();

      const { body } = await ask("GET", "/kyc/customer", headers);
      const answer = await ask("POST", `/kyc/links/${name}`, headers);

      assert.deepEqual(body["actions"], { [name]: { kind: "link" } });
      assert.equal(answer.status, 201);
      assert.ok(Number(answer.body["expiresInSeconds"]) > 0);
    });
  }
});
