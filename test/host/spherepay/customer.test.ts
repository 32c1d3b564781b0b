import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readCustomer } from "../../../src/core/customer.js";
import { projectCustomer } from "../../../src/host/spherepay/customer-body.js";
import { aHost } from "../host-under-test.js";
import { aCustomer, aLink, anUpstream, customerId, heldAnswers } from "../scripted-upstream.js";

const facts = {
  flow: "api",
  actions: undefined,
  submission: undefined,
  pollAfterSeconds: undefined,
  keepsPolling: false,
  includeErrorDetail: false,
} as const;

describe("the customer", () => {
  it("the customer has exactly the members that the contract allows", async () => {
    const { ask, session, simulator, customerId: id, submit } = aHost({ events: false });
    const headers = await session();
    await submit(headers, "a-key");
    simulator.setStatus(id, "pending");

    const { status, body } = await ask("GET", "/kyc/customer", headers);

    assert.equal(status, 200);
    assert.deepEqual(Object.keys(body).sort(), [
      "actions",
      "flow",
      "id",
      "submission",
      "type",
      "verificationProfiles",
    ]);
  });

  it("members that SpherePay did not send are absent, never null", () => {
    const body = projectCustomer(
      readCustomer({ id: customerId, type: "other", tosStatus: null, verificationProfiles: null }),
      facts,
    );

    assert.equal(
      JSON.stringify(body),
      `{"id":"${customerId}","flow":"api","verificationProfiles":[]}`,
    );
  });

  it("the projection parses to the same customer as SpherePay's own JSON", () => {
    const upstream = {
      ...aCustomer,
      tosStatus: "incomplete",
      verificationProfiles: [
        { name: "kyc_profile_c", status: "approved" },
        { name: "kyc_profile_b", status: "surprising", required: ["a"], errors: [{ name: "b" }] },
      ],
    };

    const body = projectCustomer(readCustomer(upstream), facts);

    assert.deepEqual(readCustomer(JSON.parse(JSON.stringify(body))), readCustomer(upstream));
  });

  it("the host's own members are never copied from SpherePay's JSON", async () => {
    const { fetch } = anUpstream(() =>
      Response.json({
        ...aCustomer,
        flow: "hosted",
        actions: { identity_document: { kind: "page", href: "https://elsewhere.example/" } },
        submission: { startedAt: "2020-01-01T00:00:00Z" },
        pollAfterSeconds: 1,
        keepPolling: true,
      }),
    );
    const { ask, session } = aHost({ fetch, resolveCustomer: () => customerId, events: false });

    const { body } = await ask("GET", "/kyc/customer", await session());

    assert.deepEqual(Object.keys(body), ["id", "type", "flow", "verificationProfiles"]);
    assert.equal(body["flow"], "api");
  });

  for (const includeErrorDetail of [false, true]) {
    it(`SpherePay's error details ${includeErrorDetail ? "are included when allowed" : "stay in the host"}`, async () => {
      const { ask, session, simulator, customerId: id } = aHost({ includeErrorDetail });
      simulator.fail(id, "identity_document", "The passport of Marisol is blurred");

      const { text } = await ask("GET", "/kyc/customer", await session());

      assert.match(text, /identity_document/);
      assert.equal(text.includes("Marisol is blurred"), includeErrorDetail);
    });
  }

  it("a customer who finished at the provider is not sent there again", async () => {
    const { ask, session, simulator, customerId: id } = aHost();
    simulator.finishProvider(id);

    const { body } = await ask("GET", "/kyc/customer", await session());

    assert.equal("actions" in body, false);
  });

  it("an outstanding requirement without an action is logged once, SpherePay's own steps never", async () => {
    const { ask, session, simulator, customerId: id, log } = aHost();
    simulator.require(id, "proof_of_moonlight");
    const headers = await session();

    await ask("GET", "/kyc/customer", headers);
    await ask("GET", "/kyc/customer", headers);

    assert.deepEqual(
      log.filter(({ kind }) => kind !== "answered"),
      [{ kind: "requirement_without_action", requirement: "proof_of_moonlight" }],
    );
  });

  it("a read after a submit does not share a read from before it", async () => {
    const { script, nextAnswer } = heldAnswers();
    const { fetch, requests } = anUpstream((request) =>
      request.method === "POST" ? Response.json(aLink, { status: 201 }) : script(request),
    );
    const { ask, session, submit } = aHost({ fetch, resolveCustomer: () => customerId });
    const opening = session();
    (await nextAnswer())(Response.json(aCustomer));
    const headers = await opening;

    const early = ask("GET", "/kyc/customer", headers);
    const answerEarly = await nextAnswer();
    await submit(headers, "a-key");
    const late = ask("GET", "/kyc/customer", headers);
    const answerLate = await nextAnswer();
    answerEarly(Response.json(aCustomer));
    answerLate(Response.json({ ...aCustomer, tosStatus: "approved" }));

    assert.equal((await early).body["tosStatus"], undefined);
    assert.equal((await late).body["tosStatus"], "approved");
    assert.equal(requests.filter(({ method }) => method === "GET").length, 3);
  });
});
