import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  type CustomerInit,
  createSimulator,
  type Release,
  type SimulatorOptions,
} from "../../../src/simulator/index.js";
import { callApi, pointers, requestLink, visit } from "../spherepay-call.js";

const contact = {
  type: "individual",
  email: "ida@example.com",
  phone: "+14155550137",
  address: { line1: "1 Main St", city: "Austin", country: "USA" },
};

function aCustomer(init: CustomerInit, options: SimulatorOptions) {
  const simulator = createSimulator(options);
  return { simulator, id: simulator.createCustomer(init) };
}

const submit = (given: ReturnType<typeof aCustomer>) =>
  callApi(given.simulator, "POST", `/v2/customer/${given.id}/submit-verification`);

describe("which routes a release has", () => {
  const rows: readonly (readonly [Release, string, number])[] = [
    ["2025-12", "/v2/customer/{id}/submit-verification", 201],
    ["2026-05", "/v2/customer/{id}/submit-verification", 404],
    ["2026-07", "/v2/customer/{id}/submit-verification", 404],
    ["2025-12", "/v2/customer/kyc-link", 404],
    ["2026-05", "/v2/customer/kyc-link", 404],
    ["2026-07", "/v2/customer/kyc-link", 201],
  ];
  for (const [release, path, expected] of rows) {
    it(`${release}: POST ${path} is ${expected}`, async () => {
      const { simulator, id } = aCustomer({ preset: "ready" }, { release });
      const body = path.includes("{id}") ? undefined : JSON.stringify(contact);
      const response = await callApi(simulator, "POST", path.replace("{id}", id), {}, body);
      assert.equal(response.status, expected);
    });
  }

  it("the release can be changed at any moment", async () => {
    const given = aCustomer({ preset: "ready" }, {});
    assert.equal((await submit(given)).status, 404);
    given.simulator.behave({ release: "2025-12" });
    assert.equal((await submit(given)).status, 201);
  });
});

describe("release 2026-07", () => {
  const release = "2026-07";
  const create = (simulator: ReturnType<typeof createSimulator>, body: object) =>
    callApi(simulator, "POST", "/v2/customer/kyc-link", {}, JSON.stringify(body));

  it("creates a customer and a link of 28 days at once", async () => {
    const simulator = createSimulator({ release });
    const { status, json } = await create(simulator, contact);
    assert.equal(status, 201);
    assert.deepEqual(Object.keys(json), ["customerId", "url", "expiresAt"]);
    assert.equal(json["expiresAt"], "2026-12-19T19:42:00.000Z");
    const id = String(json["customerId"]);
    assert.equal(simulator.customer(id)?.email, "ida@example.com");
    assert.equal((await visit(simulator, String(json["url"]), "complete")).state, "completed");
    assert.equal(simulator.customer(id)?.verificationProfiles[0]?.status, "pending");
    assert.equal((await callApi(simulator, "GET", `/v2/customer/${id}`)).status, 200);
  });

  it("creates a business with the same members", async () => {
    const simulator = createSimulator({ release });
    const { json } = await create(simulator, { ...contact, type: "business" });
    assert.equal(simulator.customer(String(json["customerId"]))?.type, "business");
  });

  it("names everything that is wrong, and creates nothing", async () => {
    const simulator = createSimulator({ release });
    const { status, json } = await create(simulator, { type: "trust", email: "x", phone: "1" });
    assert.equal(status, 422);
    assert.deepEqual(pointers(json), ["/type", "/email", "/phone", "/address"]);
    assert.equal((await callApi(simulator, "POST", "/v2/customer/kyc-link", {}, "[")).status, 400);
    assert.deepEqual(simulator.ids(), []);
  });

  it("renews the link of a customer that was created by link, and names the customer", async () => {
    const { simulator, id } = aCustomer({ preset: "link-created" }, { release });
    const { status, json } = await requestLink(simulator, id);
    assert.equal(status, 201);
    assert.deepEqual(Object.keys(json), ["customerId", "url", "expiresAt"]);
    assert.equal(json["customerId"], id);
  });

  it("refuses the link of a customer of the API flow, with the chosen status", async () => {
    for (const notLinkCreated of [400, 422] as const) {
      const { simulator, id } = aCustomer({ preset: "ready" }, { release, notLinkCreated });
      assert.equal((await requestLink(simulator, id)).status, notLinkCreated);
    }
    const { simulator, id } = aCustomer({ preset: "ready" }, {});
    assert.equal((await requestLink(simulator, id)).status, 201);
  });

  it("a chosen time to live overrides the 28 days", async () => {
    const options = { release, linkTtlMs: 1_000 } as const;
    const { simulator, id } = aCustomer({ preset: "link-created" }, options);
    assert.equal((await requestLink(simulator, id)).json["expiresAt"], "2026-11-21T19:42:01.000Z");
  });
});

describe("release 2025-12", () => {
  const release = "2025-12";

  it("submits without a url, and what was incomplete is pending", async () => {
    const given = aCustomer({ preset: "ready" }, { release });
    const { status, json } = await submit(given);
    assert.equal(status, 201);
    assert.deepEqual(json, { customerId: given.id });
    const profile = given.simulator.customer(given.id)?.verificationProfiles[0];
    assert.equal(profile?.status, "pending");
    assert.deepEqual(profile?.criteria.required, ["identity_verification", "kyc_a_approval"]);
  });

  it("names the customer as the older page does, if chosen", async () => {
    const { json } = await submit(aCustomer({ preset: "ready" }, { release, submittedAs: "id" }));
    assert.deepEqual(Object.keys(json), ["id"]);
  });

  it("a decided profile stays decided", async () => {
    const given = aCustomer({ preset: "two-profiles" }, { release, gate: "none" });
    given.simulator.approve(given.id, "kyc_profile_a");
    await submit(given);
    const profiles = given.simulator.customer(given.id)?.verificationProfiles;
    assert.deepEqual(
      profiles?.map(({ status }) => status),
      ["approved", "pending"],
    );
  });

  it("refuses what is outstanding with 422, and the status stays", async () => {
    const given = aCustomer({ preset: "individual" }, { release });
    const { status, json } = await submit(given);
    assert.equal(status, 422);
    assert.equal(pointers(json)?.length, 3);
    assert.equal(given.simulator.customer(given.id)?.verificationProfiles[0]?.status, "incomplete");
  });

  it("refuses a second submission, a hosted customer and an unknown one", async () => {
    const given = aCustomer({ preset: "ready" }, { release });
    await submit(given);
    assert.equal((await submit(given)).status, 400);
    assert.equal((await submit(aCustomer({ preset: "link-created" }, { release }))).status, 400);
    assert.equal((await submit({ ...given, id: "customer_none" })).status, 404);
  });

  it("the gate is the one that was chosen", async () => {
    const strict = aCustomer({ preset: "ready" }, { release, gate: "strict" });
    assert.equal((await submit(strict)).status, 422);
    const none = aCustomer({ preset: "individual" }, { release, gate: "none" });
    assert.equal((await submit(none)).status, 201);
  });

  it("kyc-link is open for a business right after creation; in 2026-05 it is not", async () => {
    const old = aCustomer({ preset: "business" }, { release });
    const { status, json } = await requestLink(old.simulator, old.id);
    assert.equal(status, 201);
    assert.deepEqual(Object.keys(json), ["url", "expiresAt"]);
    const later = aCustomer({ preset: "business" }, {});
    assert.equal((await requestLink(later.simulator, later.id)).status, 422);
  });
});
