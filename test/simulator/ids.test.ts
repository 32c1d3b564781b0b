import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createOnboardingHandler } from "sphere-kyc-onboarding/host";
import { createSimulator, type Simulator } from "../../src/simulator/index.js";
import { callApi, requestLink, visit } from "./spherepay-call.js";
import { aStage, type Stage } from "./visible-state.js";

describe("ids", () => {
  /** Every id that a simulator gives out for a customer with a link, an event and a refused call. */
  async function idsOf({ simulator, received }: Stage): Promise<readonly string[]> {
    const before = received.length;
    const id = simulator.createCustomer({ preset: "ready" });
    const link = await requestLink(simulator, id);
    const terms = await callApi(simulator, "POST", `/v2/customer/${id}/tos-link`);
    const refused = await callApi(simulator, "GET", "/v2/customer/customer_none");
    await simulator.tick();
    const text = JSON.stringify([id, link, terms, refused, received.slice(before)]);
    return [...text.matchAll(/[0-9a-f]{32}|sbx_\w{16}|\.[A-Za-z0-9]{43}(?=")/g)].map(([it]) => it);
  }

  it("never come twice, whatever is reset", async () => {
    const stage = aStage();
    const first = new Set(await idsOf(stage));
    assert.ok(first.size >= 5, String(first.size));
    stage.simulator.reset();
    const again = await idsOf(stage);
    assert.deepEqual(
      again.filter((id) => first.has(id)),
      [],
    );
  });

  it("are the same for the same seed and the same steps, resets included", async () => {
    const walk = async () => {
      const stage = aStage({ seed: 7 });
      const first = await idsOf(stage);
      stage.simulator.reset();
      return [...first, ...(await idsOf(stage))];
    };
    assert.deepEqual(await walk(), await walk());
  });
});

describe("a backend that lives on", () => {
  /** Suites of a host: each starts with a reset, has its own customer, and opens their link. */
  async function suites(reset: (simulator: Simulator) => string) {
    const simulator = createSimulator();
    let customerId = "";
    const handler = createOnboardingHandler({
      apiKey: simulator.apiKey,
      secret: "a-secret-of-thirty-two-bytes-...",
      resolveCustomer: () => customerId,
      runtime: {
        fetch: (input, init) => simulator.api(new Request(input, init)),
        now: simulator.clock.now,
      },
    });
    const states: unknown[] = [];
    for (let suite = 0; suite < 2; suite += 1) {
      customerId = reset(simulator);
      const post = async (path: string, headers: Record<string, string>) =>
        (
          await handler(new Request(`https://a.example${path}`, { method: "POST", headers }))
        ).json();
      const { token } = await post("/kyc/session", {});
      const headers = { Authorization: `Bearer ${token}`, "Idempotency-Key": `key-${suite}` };
      const { url } = await post("/kyc/submit", headers);
      states.push((await visit(simulator, url)).state);
    }
    return states;
  }

  it("hands out live links after every reset", async () => {
    const states = await suites((simulator) => {
      simulator.reset();
      return simulator.createCustomer({ preset: "ready" });
    });
    assert.deepEqual(states, ["open", "open"]);
  });

  it("hands out dead ones where ids begin again (control)", async () => {
    const ids: string[] = [];
    const states = await suites((simulator) => {
      const id = simulator.createCustomer({ preset: "ready" });
      ids.push(id);
      if (ids.length === 1) return id;
      // What a reset with the same ids would leave: the customer as before, and none of their links.
      simulator.expireLinks(ids[0] ?? "");
      return ids[0] ?? "";
    });
    assert.notEqual(states[1], "open");
  });
});
