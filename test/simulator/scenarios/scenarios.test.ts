import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  createSimulator,
  isScenarioName,
  type ScenarioName,
  type Simulator,
  scenarios,
} from "../../../src/simulator/index.js";
import { rawCall, requestLink, visit } from "../spherepay-call.js";
import { aDocument } from "../steps-call.js";

/** What a scenario looks like from outside: the customer, the submission, then each step. */
async function outcomeOf(simulator: Simulator, id: string): Promise<string> {
  const read = await rawCall(simulator, "GET", `/v2/customer/${id}`, {
    signal: AbortSignal.abort(),
  }).then(
    async (response) =>
      JSON.stringify([response.status, [...response.headers], await partOf(response)]),
    () => "no response",
  );
  const link = await rawCall(simulator, "POST", `/v2/customer/${id}/kyc-link`, {
    signal: AbortSignal.abort(),
  }).then(
    async (response) => JSON.stringify([response.status, await partOf(response)]),
    () => "no response",
  );
  const steps: string[] = [];
  const { calls, isStopped } = stepCalls(id);
  for (const { method, path, init } of calls) {
    const response = rawCall(simulator, method, path, { ...init, signal: AbortSignal.abort() });
    steps.push(
      await response.then(
        async (answer) => JSON.stringify([answer.status, await partOf(answer)]),
        () => "no response",
      ),
    );
  }
  const faults = simulator.calls.map(({ fault }) => fault);
  steps.push(`the file is ${isStopped() ? "stopped" : "read"}`);
  return `${read}\n${link}\n${steps}\n${JSON.stringify([faults, simulator.behaviour])}`;
}

/** A call of each kind that completes a requirement in place, and whether the file was not read. */
function stepCalls(id: string) {
  const { contentType, bytes } = aDocument({ targetId: id });
  const customer = `/v2/customer/${id}`;
  const headers = { "content-type": contentType };
  let isFileStopped = false;
  const file = new ReadableStream({
    pull(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
    cancel() {
      isFileStopped = true;
    },
  });
  const calls = [
    { method: "POST", path: `${customer}/otp-send`, init: { body: '{"type":"phone"}' } },
    { method: "POST", path: `${customer}/otp-verify`, init: { body: '{"type":"phone"}' } },
    { method: "POST", path: "/v2/document", init: { body: file, headers, duplex: "half" } },
    { method: "PATCH", path: customer, init: { body: '{"meta":{}}' } },
  ];
  return { calls, isStopped: () => isFileStopped };
}

/** The first piece of a body: enough to distinguish responses, even incomplete ones. */
async function partOf(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return new TextDecoder().decode(value);
}

describe("the scenarios", () => {
  it("are at least twenty-five, each with its own sentence", () => {
    assert.ok(scenarios.length >= 25, `${scenarios.length}`);
    for (const { name, sentence } of scenarios) {
      assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
      assert.match(sentence, /^[A-Z].*\.$/);
    }
    assert.equal(new Set(scenarios.map(({ sentence }) => sentence)).size, scenarios.length);
  });

  for (const { name } of scenarios) {
    it(`${name} starts the same way, as an option and when played`, async () => {
      const made = createSimulator({ scenario: name });
      const played = createSimulator();
      const id = played.play(name);
      assert.deepEqual(made.ids(), [id]);
      assert.equal(await outcomeOf(made, id), await outcomeOf(played, id));
    });
  }

  it("differ from one another", async () => {
    const groups = new Map<string, string[]>();
    for (const { name } of scenarios) {
      const simulator = createSimulator({ scenario: name });
      const key = await outcomeOf(simulator, simulator.ids()[0] ?? "");
      groups.set(key, [...(groups.get(key) ?? []), name]);
    }
    assert.deepEqual(
      [...groups.values()].filter((names) => names.length > 1),
      [],
    );
  });

  it("an unknown name is refused", () => {
    const simulator = createSimulator();
    assert.equal(isScenarioName("toString"), false);
    assert.equal(isScenarioName("ready"), true);
    const name: ScenarioName = JSON.parse('"nowhere"');
    assert.throws(() => simulator.play(name), /"scenario" must be/);
    assert.throws(() => createSimulator({ scenario: name }), /"scenario" must be/);
    assert.deepEqual(simulator.ids(), []);
  });

  it("behaviour among the options overrides the scenario", () => {
    const { behaviour } = createSimulator({ scenario: "strict-gate", gate: "none" });
    assert.equal(behaviour.gate, "none");
    assert.equal(createSimulator({ scenario: "strict-gate" }).behaviour.gate, "strict");
  });
});

/** What each of some scenarios is about. */
describe("a scenario does what its sentence says", () => {
  const statusRows: readonly (readonly [ScenarioName, string])[] = [
    ["pending", "pending"],
    ["approved", "approved"],
    ["rejected", "rejected"],
    ["unknown-status", "additionalReviewRequired"],
  ];
  for (const [name, status] of statusRows) {
    it(`${name} is ${status}`, () => {
      const simulator = createSimulator();
      const customer = simulator.customer(simulator.play(name));
      assert.equal(customer?.verificationProfiles[0]?.status, status);
    });
  }

  const submitRows: readonly (readonly [ScenarioName, number])[] = [
    ["ready", 201],
    ["terms-missing", 422],
    ["liveness-missing", 422],
    ["refused-although-ready", 422],
    ["strict-gate", 422],
    ["no-gate", 201],
    ["no-link-while-pending", 400],
    ["abandoned-at-provider", 201],
    ["not-link-created", 400],
    ["link-created", 201],
    ["business-by-link-2025", 201],
    ["response-lost", 503],
    ["conflict-on-submit", 409],
    ["rate-limited-bare", 429],
    ["key-refused", 403],
  ];
  for (const [name, status] of submitRows) {
    it(`${name}: requesting a link is ${status}`, async () => {
      const simulator = createSimulator();
      assert.equal((await requestLink(simulator, simulator.play(name))).status, status);
    });
  }

  it("expired-on-arrival: the link has expired at once", async () => {
    const simulator = createSimulator({ scenario: "expired-on-arrival" });
    const { json } = await requestLink(simulator, simulator.ids()[0] ?? "");
    assert.equal((await visit(simulator, String(json["url"]))).state, "expired");
  });

  it("28-day-links live 28 days", async () => {
    const simulator = createSimulator({ scenario: "28-day-links" });
    const { json } = await requestLink(simulator, simulator.ids()[0] ?? "");
    assert.equal(json["expiresAt"], "2026-12-19T19:42:00.000Z");
  });

  it("webhook-storm sends each event ten times, the newest first", async () => {
    const names: unknown[] = [];
    const simulator = createSimulator({
      scenario: "webhook-storm",
      webhooks: {
        async deliver(request) {
          names.push((await request.json()).name);
          return 204;
        },
      },
    });
    await simulator.tick();
    assert.equal(names[0], "customer.kyc.successful");
    assert.equal(names.at(-1), "customer.create");
    assert.equal(names.filter((name) => name === "customer.create").length, 10);
  });

  it("a second scenario adds another customer", () => {
    const simulator = createSimulator();
    assert.notEqual(simulator.play("approved"), simulator.play("rejected"));
    assert.equal(simulator.ids().length, 2);
  });
});
