import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import {
  createHandClock,
  type HandClock,
  type Simulator,
  scenarios,
} from "sphere-kyc-onboarding/simulator";
import { type Demo, startDemo } from "../../demo/server.js";
import { aVisitor, type Visitor } from "./demo-visitor.js";

describe("the panel that plays SpherePay", () => {
  let demo: Demo;
  let simulator: Simulator;
  let clock: HandClock;
  let visitor: Visitor;
  before(async () => {
    clock = createHandClock();
    demo = await startDemo({ port: 0, clock });
    assert.ok(demo.simulator);
    simulator = demo.simulator;
  });
  after(() => demo.close());
  beforeEach(async () => {
    visitor = aVisitor(demo);
    await visitor.signIn("ana");
    await act("reset");
  });

  const idOf = (person = "ana") => demo.people.find(person)?.customerId ?? "";
  const profile = () => simulator.customer(idOf())?.verificationProfiles[0];
  const act = (action: string, form?: Record<string, string>) =>
    visitor.post(`/sphere/actions/${action}`, form);
  const state = async (): Promise<Record<string, unknown>> =>
    JSON.parse((await visitor.get("/sphere/state")).text);

  async function token(): Promise<string> {
    const session: { token: string } = JSON.parse((await visitor.post("/kyc/session")).text);
    return session.token;
  }

  async function submit(key: string): Promise<{ status: number; url: string }> {
    const headers = { Authorization: `Bearer ${await token()}`, "Idempotency-Key": key };
    const response = await fetch(`${demo.origin}/kyc/submit`, { method: "POST", headers });
    const body: { url?: string } = await response.json();
    return { status: response.status, url: body.url ?? "" };
  }

  it("refuses visitors who are not signed in, and other sites", async () => {
    const stranger = aVisitor(demo);
    assert.equal((await stranger.get("/sphere/state")).status, 401);
    assert.equal((await stranger.post("/sphere/actions/approve")).status, 401);
    const headers = { "Sec-Fetch-Site": "cross-site" };
    const foreign = await fetch(`${demo.origin}/sphere/actions/approve`, {
      method: "POST",
      headers,
    });
    assert.equal(foreign.status, 403);
  });

  it("shows the signed-in person's customer, without personal data", async () => {
    const { customerId, profiles } = await state();
    assert.equal(customerId, idOf());
    assert.ok(Array.isArray(profiles) && profiles.length === 1);
    assert.doesNotMatch(JSON.stringify(await state()), /Marisol|example\.com|\+1415/);
  });

  it("completes, holds, fails and requires one requirement", async () => {
    await act("complete", { requirement: "terms_of_service" });
    assert.ok(profile()?.criteria.complete.includes("terms_of_service"));
    await act("hold", { requirement: "identity_document" });
    assert.ok(profile()?.criteria.pending.includes("identity_document"));
    await act("fail", { requirement: "liveness_check", detail: "Too dark." });
    assert.deepEqual(profile()?.criteria.errors, [{ name: "liveness_check", detail: "Too dark." }]);
    await act("require", { requirement: "terms_of_service" });
    assert.ok(profile()?.criteria.required.includes("terms_of_service"));
  });

  it("completes all of the customer's requirements, and leaves SpherePay's own steps", async () => {
    await act("fail", { requirement: "liveness_check", detail: "Too dark." });
    await act("complete-all");
    assert.deepEqual(profile()?.criteria.required, ["identity_verification", "kyc_a_approval"]);
    assert.deepEqual(profile()?.criteria.errors, []);
  });

  it("approves, rejects and sets an undocumented status", async () => {
    for (const [action, form, status] of [
      ["approve", {}, "approved"],
      ["reject", {}, "rejected"],
      ["status", { status: "additional_review" }, "additional_review"],
      ["status", { status: "pending", profile: "kyc_profile_a" }, "pending"],
    ] as const) {
      assert.equal((await act(action, form)).status, 200);
      assert.equal(profile()?.status, status);
    }
  });

  it("expires the current link, and the next click gets another", async () => {
    await act("complete-all");
    const first = await submit("first");
    assert.equal(first.status, 201);
    assert.ok(demo.providerOrigin && first.url.startsWith(`${demo.providerOrigin}/`));
    assert.equal((await fetch(first.url)).status, 200);
    await act("expire-links");
    assert.equal((await fetch(first.url)).status, 410);
    const second = await submit("second");
    assert.notEqual(second.url, first.url);
    assert.equal((await fetch(second.url)).status, 200);
  });

  it("sets the lifetime of links, by the clock that it moves", async () => {
    await act("complete-all");
    await act("link-lifetime", { seconds: "20" });
    const { url } = await submit("short");
    assert.equal((await fetch(url)).status, 200);
    const before = clock.now();
    await act("advance", { seconds: "600" });
    assert.equal(clock.now() - before, 600_000);
    assert.equal((await fetch(url)).status, 410);
  });

  it("expires the host's sessions too when it moves the shared clock", async () => {
    const Authorization = `Bearer ${await token()}`;
    assert.equal((await visitor.get("/kyc/customer", { Authorization })).status, 200);
    await act("advance", { seconds: "601" });
    assert.equal((await visitor.get("/kyc/customer", { Authorization })).status, 401);
  });

  it("makes SpherePay fail and recover, and lists the calls", async () => {
    const Authorization = `Bearer ${await token()}`;
    await act("failing", { on: "true" });
    assert.equal((await visitor.get("/kyc/customer", { Authorization })).status, 502);
    await act("failing", { on: "false" });
    assert.equal((await visitor.get("/kyc/customer", { Authorization })).status, 200);
    const { calls } = await state();
    const path = `/v2/customer/${idOf()}`;
    const seen = JSON.stringify(calls);
    assert.ok(seen.includes(`"GET","path":"${path}","status":500`), seen);
    assert.ok(seen.includes(`"GET","path":"${path}","status":200`), seen);
  });

  it("starts over with a new customer", async () => {
    const id = idOf();
    await act("approve");
    await act("reset");
    assert.notEqual(idOf(), id);
    assert.equal(profile()?.status, "incomplete");
  });

  it("lists the simulator's scenarios, and plays the one that is chosen", async () => {
    const start = simulator.behaviour;
    const { scenarios: listed } = await state();
    assert.deepEqual(listed, scenarios);
    assert.ok(scenarios.length >= 25);
    for (const { name } of scenarios) {
      const before = idOf();
      assert.equal((await act("scenario", { name })).status, 200, name);
      assert.notEqual(idOf(), before);
    }
    assert.equal((await act("scenario", { name: "no-such-scenario" })).status, 400);
    await act("scenario", { name: "link-created" });
    assert.notDeepEqual(simulator.behaviour, start);
    await act("reset");
    assert.deepEqual(simulator.behaviour, start);
  });

  it("refuses an invalid action with a reason", async () => {
    const unknown = await act("complete", { requirement: "shoe_size" });
    assert.equal(unknown.status, 400);
    assert.match(unknown.text, /shoe_size/);
    assert.equal((await act("fail", { requirement: "liveness_check" })).status, 400);
    assert.equal((await act("advance", { seconds: "soon" })).status, 400);
    assert.equal((await act("constructor")).status, 404);
  });

  it("offers no actions before the customer exists", async () => {
    await visitor.signIn("tomas");
    assert.equal((await state())["customerId"], null);
    assert.equal((await act("approve")).status, 404);
  });

  it("works next to a page with its own steps", async () => {
    await visitor.signIn("brightwater");
    await visitor.post("/steps/incorporation_certificate_document");
    const [kyb] = simulator.customer(idOf("brightwater"))?.verificationProfiles ?? [];
    assert.ok(kyb?.criteria.pending.includes("incorporation_certificate_document"));
  });
});
