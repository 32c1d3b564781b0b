import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  createSimulator,
  type ScenarioName,
  type Simulator,
  scenarios,
} from "../../../src/simulator/index.js";
import { rawCall, requestLink } from "../spherepay-call.js";
import { aStage, differences, gone, outcomeOf, withNamedIds } from "../visible-state.js";

describe("a scenario looks the same, whatever was played before:", () => {
  const names: readonly ScenarioName[] = scenarios.map(({ name }) => name);

  async function played(simulator: Simulator, name: ScenarioName): Promise<string> {
    const id = simulator.play(name);
    const { behaviour } = simulator;
    const read = await outcomeOf(rawCall(simulator, "GET", `/v2/customer/${id}`, gone()));
    const link = await outcomeOf(rawCall(simulator, "POST", `/v2/customer/${id}/kyc-link`, gone()));
    return withNamedIds(JSON.stringify([behaviour, read, link], undefined, 1));
  }

  for (const before of names) {
    it(`after ${before}`, async () => {
      for (const name of ["ready", "strict-gate", "link-created", "slow"] as const) {
        const expected = await played(createSimulator(), name);
        const simulator = createSimulator();
        simulator.play(before);
        assert.deepEqual(differences(await played(simulator, name), expected), [], name);
      }
    });
  }

  it("its own changes are taken back, those of a test stay", () => {
    const simulator = createSimulator({ linkTtlMs: 5_000 });
    simulator.behave({ termsBy: "tosStatus" });
    simulator.play("link-created");
    simulator.behave({ namesMissing: false });
    simulator.play("one-second-links");
    assert.deepEqual(
      [simulator.behaviour.release, simulator.behaviour.linkTtlMs],
      ["2026-05", 1_000],
    );
    simulator.play("ready");
    const { termsBy, namesMissing, linkTtlMs } = simulator.behaviour;
    assert.deepEqual([termsBy, namesMissing, linkTtlMs], ["tosStatus", false, 5_000]);
  });

  it("a test that changes what a scenario has changed keeps its own value", () => {
    const simulator = createSimulator();
    simulator.play("link-created");
    simulator.behave({ release: "2025-12" });
    simulator.play("ready");
    assert.equal(simulator.behaviour.release, "2025-12");
  });

  it("a fault of a test's own stays", async () => {
    const simulator = createSimulator();
    simulator.play("maintenance");
    simulator.inject({ kind: "status", status: 418 });
    const id = simulator.play("ready");
    assert.equal((await requestLink(simulator, id)).status, 418);
    assert.equal((await requestLink(simulator, id)).status, 201);
  });

  it("webhooks come once and in order again", async () => {
    const { simulator, received } = aStage();
    simulator.play("webhook-storm");
    await simulator.tick();
    const before = received.length;
    simulator.play("ready");
    await simulator.tick();
    assert.equal(received.length - before, 1);
  });
});
