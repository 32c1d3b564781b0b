import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createControl, createSimulator, scenarios } from "../../src/simulator/index.js";
import { callApi, linkUrl, rawCall, visit } from "./spherepay-call.js";
import { sendCode, upload } from "./steps-call.js";
import { aStage, differences, type Stage, stateOf, usedKey } from "./visible-state.js";

/** Every kind of state that a simulator has, and how a test leaves it changed. */
const kinds: Readonly<Record<string, (stage: Stage) => unknown>> = {
  customers: ({ simulator }) => simulator.createCustomer({ preset: "ready" }),
  "a customer's progress": ({ simulator }) => simulator.approve(simulator.ids()[0] ?? ""),
  "chosen JSON": ({ simulator }) => simulator.replace(simulator.ids()[0] ?? "", { odd: true }),
  behaviour: ({ simulator }) => simulator.behave({ gate: "strict" }),
  release: ({ simulator }) => simulator.behave({ release: "2025-12" }),
  "lifetime of links": ({ simulator }) => simulator.setTtl(0),
  "SpherePay's clock": ({ simulator }) => simulator.behave({ skewMs: 1_000 }),
  clock: ({ simulator }) => simulator.clock.advance(1_000),
  faults: ({ simulator }) => simulator.inject({ kind: "status", status: 500 }),
  "faults that stay": ({ simulator }) =>
    simulator.inject({ kind: "hang", times: Number.POSITIVE_INFINITY }),
  "codes that were sent": ({ simulator }) => sendCode(simulator, simulator.ids()[0] ?? "", "phone"),
  "documents that were received": ({ simulator }) =>
    upload(simulator, { targetId: simulator.ids()[0] ?? "" }),
  calls: ({ simulator }) => callApi(simulator, "GET", "/v2/customer"),
  visits: ({ simulator }) => visit(simulator, "https://in.sumsub.com/websdk/p/none"),
  "used keys": async ({ simulator }) => {
    await callApi(simulator, "POST", "/v2/customer", usedKey, "{}");
  },
  "how webhooks are written": ({ simulator }) => simulator.configureWebhooks({ style: "type" }),
  "how often webhooks come": ({ simulator }) => simulator.configureWebhooks({ copies: 2 }),
  "webhooks that are due": ({ simulator }) => simulator.createCustomer(),
  deliveries: async ({ simulator }) => {
    simulator.createCustomer();
    await simulator.tick();
  },
};

describe("a reset brings back what a new simulator has, but for the ids:", () => {
  const start = { scenario: "fresh-individual" } as const;

  for (const [kind, change] of Object.entries(kinds)) {
    it(`${kind}; and without a reset it shows (control)`, async () => {
      const fresh = await stateOf(aStage(start));
      const changed = aStage(start);
      await change(changed);
      assert.notDeepEqual(differences(await stateOf(changed), fresh), []);
      const stage = aStage(start);
      await change(stage);
      stage.simulator.reset();
      assert.deepEqual(differences(await stateOf(stage), fresh), []);
    });
  }

  it("links", async () => {
    const stage = aStage({ scenario: "ready" });
    const url = await linkUrl(stage.simulator, stage.simulator.ids()[0] ?? "");
    assert.match(await stateOf(stage, url), /"earlier": "open"/);
    stage.simulator.reset();
    assert.match(await stateOf(stage, url), /"earlier": "unknown"/);
  });

  for (const { name } of scenarios) {
    it(`the scenario ${name}`, async () => {
      const fresh = await stateOf(aStage());
      const stage = aStage();
      stage.simulator.play(name);
      stage.simulator.reset();
      assert.deepEqual(differences(await stateOf(stage), fresh), []);
    });
  }

  it("webhooks that are on their way: the rest of them is dropped", async () => {
    const received: unknown[] = [];
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    let respond = (_status: number) => {};
    const responded = new Promise<number>((resolve) => {
      respond = resolve;
    });
    const simulator = createSimulator({
      webhooks: {
        async deliver(request) {
          received.push(await request.json());
          arrive();
          return responded;
        },
      },
    });
    simulator.createCustomer();
    simulator.createCustomer();
    const ticking = simulator.tick();
    await arrived;
    simulator.reset();
    respond(503);
    await ticking;
    simulator.clock.advance(86_400_000);
    await simulator.tick();
    assert.deepEqual([received.length, simulator.deliveries], [1, []]);
  });

  it("calls that wait: each of them ends", async () => {
    for (const kind of ["hang", "hung-body"] as const) {
      const simulator = createSimulator();
      simulator.inject({ kind });
      const response = rawCall(simulator, "GET", "/v2/customer");
      // The call has arrived when its fault has been taken; a body waits after its response.
      if (kind === "hang") await until(() => simulator.calls.length === 1);
      else await response;
      simulator.reset();
      assert.ok(typeof (await (await response).text()) === "string");
    }
  });
});

describe("POST /control/reset", () => {
  it("returns the new customer of the scenario that the simulator started with", async () => {
    const simulator = createSimulator({ scenario: "rejected" });
    const [first] = simulator.ids();
    const control = createControl(simulator);
    const request = new Request("http://127.0.0.1/control/reset", { method: "POST" });
    const { customerId, customer } = await (await control(request)).json();
    assert.notEqual(customerId, first);
    assert.deepEqual(simulator.ids(), [customerId]);
    assert.deepEqual(customer, simulator.customer(customerId));
  });

  it("returns none where it started with no scenario", async () => {
    const control = createControl(createSimulator());
    const request = new Request("http://127.0.0.1/control/reset", { method: "POST" });
    assert.deepEqual(await (await control(request)).json(), {});
  });
});

/** Waits for a fact that a microtask brings. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}
