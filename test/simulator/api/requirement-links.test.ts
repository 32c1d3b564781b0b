import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createSimulator, type Simulator } from "../../../src/simulator/index.js";
import { aReadyCustomer, callApi, linkUrl, visit } from "../spherepay-call.js";

const requestLink = (
  simulator: Simulator,
  id: string,
  link: "tos-link" | "face-verification-link",
) => callApi(simulator, "POST", `/v2/customer/${id}/${link}`);

describe("POST /v2/customer/{id}/tos-link", () => {
  it("returns a link, not a url, that lives an hour", async () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer();
    const { status, json } = await requestLink(simulator, id, "tos-link");
    assert.equal(status, 201);
    assert.deepEqual(Object.keys(json), ["link", "expiresAt"]);
    assert.match(
      String(json["link"]),
      /^https:\/\/spherepay\.co\/tos\?token=[\w-]+\.[\w-]+\.[\w-]{43}$/,
    );
    assert.equal(json["expiresAt"], "2026-11-21T20:42:00.000Z");
  });

  it("returns only the link, as the older page does, if chosen", async () => {
    const simulator = createSimulator({ tosLinkSaysEnd: false });
    const { json } = await requestLink(simulator, simulator.createCustomer(), "tos-link");
    assert.deepEqual(Object.keys(json), ["link"]);
  });

  it("its token contains the customer id and its lifetime", async () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer();
    const { json } = await requestLink(simulator, id, "tos-link");
    const claims = JSON.parse(atob(String(json["link"]).split(".").at(-2) ?? ""));
    assert.equal(claims.sub, id);
    assert.equal(claims.exp - claims.iat, 3_600);
  });

  it("uses the provider's origin if chosen, unless it has a separate one", async () => {
    const providerOrigin = "http://127.0.0.1:4020";
    for (const termsOrigin of [undefined, "http://127.0.0.1:4021"]) {
      const options = { providerOrigin, ...(termsOrigin && { termsOrigin }) };
      const simulator = createSimulator(options);
      const { json } = await requestLink(simulator, simulator.createCustomer(), "tos-link");
      assert.equal(new URL(String(json["link"])).origin, termsOrigin ?? providerOrigin);
    }
  });

  it("accepting completes the requirement and the status, once", async () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer({ tosStatus: "incomplete" });
    const link = String((await requestLink(simulator, id, "tos-link")).json["link"]);
    const page = await visit(simulator, link);
    assert.equal(page.state, "open");
    assert.ok(page.html.includes("Accept the terms"));
    assert.ok(!page.html.includes('value="fail"'));
    assert.equal((await visit(simulator, link, "complete")).state, "completed");
    const customer = simulator.customer(id);
    assert.equal(customer?.tosStatus, "approved");
    const [profile] = customer?.verificationProfiles ?? [];
    assert.ok(profile?.criteria.complete.includes("terms_of_service"));
    assert.ok(profile?.criteria.required.includes("identity_document"));
    assert.equal(profile?.status, "incomplete");
    assert.equal((await visit(simulator, link)).state, "completed");
  });

  it("leaving, or a failure that no button offers, accepts nothing", async () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer();
    const link = String((await requestLink(simulator, id, "tos-link")).json["link"]);
    const before = simulator.customer(id);
    assert.equal((await visit(simulator, link, "abandon")).state, "abandoned");
    assert.equal((await visit(simulator, link, "fail")).state, "abandoned");
    assert.deepEqual(simulator.customer(id), before);
  });

  it("an expired link accepts nothing", async () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer({ tosStatus: "incomplete" });
    const link = String((await requestLink(simulator, id, "tos-link")).json["link"]);
    simulator.clock.advance(3_600_000);
    assert.equal((await visit(simulator, link, "complete")).status, 410);
    assert.equal(simulator.customer(id)?.tosStatus, "incomplete");
  });

  it("an unknown customer is 404", async () => {
    assert.equal((await requestLink(createSimulator(), "customer_none", "tos-link")).status, 404);
  });
});

describe("POST /v2/customer/{id}/face-verification-link", () => {
  it("returns a url of the provider; completing it completes the face check", async () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer();
    const { status, json } = await requestLink(simulator, id, "face-verification-link");
    assert.equal(status, 201);
    assert.deepEqual(Object.keys(json), ["url", "expiresAt"]);
    assert.match(String(json["url"]), /^https:\/\/in\.sumsub\.com\/websdk\/p\/sbx_/);
    assert.equal((await visit(simulator, String(json["url"]), "complete")).state, "completed");
    const [profile] = simulator.customer(id)?.verificationProfiles ?? [];
    assert.ok(profile?.criteria.complete.includes("liveness_check"));
    assert.equal(profile?.status, "incomplete");
  });

  it("failing it adds an error, and the customer can try again", async () => {
    const simulator = createSimulator();
    const id = simulator.createCustomer();
    const url = String((await requestLink(simulator, id, "face-verification-link")).json["url"]);
    assert.equal((await visit(simulator, url, "fail")).state, "failed");
    const errors = simulator.customer(id)?.verificationProfiles[0]?.criteria.errors;
    assert.deepEqual(
      errors?.map(({ name }) => name),
      ["liveness_check"],
    );
    assert.equal((await visit(simulator, url, "complete")).state, "completed");
  });

  it("a business, a hosted customer and an unknown one are refused", async () => {
    const simulator = createSimulator();
    const face = "face-verification-link";
    const business = simulator.createCustomer({ type: "business" });
    const hosted = simulator.createCustomer({ preset: "link-created" });
    assert.equal((await requestLink(simulator, business, face)).status, 400);
    assert.equal((await requestLink(simulator, hosted, face)).status, 400);
    assert.equal((await requestLink(simulator, "customer_none", face)).status, 404);
  });
});

describe("links of several kinds", () => {
  it("finishing one kind leaves the others open", async () => {
    const { simulator, id } = aReadyCustomer();
    const terms = String((await requestLink(simulator, id, "tos-link")).json["link"]);
    const whole = await linkUrl(simulator, id);
    await visit(simulator, terms, "complete");
    assert.equal((await visit(simulator, whole)).state, "open");
  });

  it("a new link ends only the old one of its kind", async () => {
    const { simulator, id } = aReadyCustomer({ newLinkKillsOld: true });
    const whole = await linkUrl(simulator, id);
    const first = String((await requestLink(simulator, id, "tos-link")).json["link"]);
    await requestLink(simulator, id, "tos-link");
    assert.equal((await visit(simulator, first)).state, "expired");
    assert.equal((await visit(simulator, whole)).state, "open");
  });

  it("a token is valid only at its own page", async () => {
    const { simulator, id } = aReadyCustomer();
    const token = (await linkUrl(simulator, id)).split("/").at(-1);
    const moved = await visit(simulator, `https://spherepay.co/tos?token=${token}`);
    assert.equal(moved.status, 404);
  });
});
