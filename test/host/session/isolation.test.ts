import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createOnboardingHandler } from "../../../src/host/index.js";
import { isCustomerId } from "../../../src/host/spherepay/types.js";
import { createHandClock, createSimulator } from "../../../src/simulator/index.js";
import { brokenCaches, brokenNotifications } from "../../bars/isolation-broken.js";
import { runIsolation } from "../../bars/isolation-check.js";
import { runStreamIsolation } from "../../bars/isolation-streams.js";
import { idOf } from "../../bars/isolation-world.js";
import { ask, secret } from "../host-under-test.js";
import { aCustomer, aLink, anUpstream } from "../scripted-upstream.js";

/** A host whose login is a header, over a SpherePay whose every response names its customer. */
function aSharedHost() {
  const upstream = anUpstream(({ url, method }) => {
    const id = new URL(url).pathname.split("/")[3] ?? "";
    return method === "POST"
      ? Response.json({ ...aLink, url: `https://in.sumsub.com/websdk/p/${id}` }, { status: 201 })
      : Response.json({ ...aCustomer, id });
  });
  const handler = createOnboardingHandler({
    log: null,
    apiKey: "sk_isolation",
    secret,
    resolveCustomer: (request) => request.headers.get("X-Login"),
    runtime: { fetch: upstream.fetch, now: createHandClock().now },
  });
  return { handler, upstream };
}

const idsIn = (text: string) => new Set(text.match(/customer_\d{8}/g) ?? []);
const size = { customers: 25, requests: 1_500 };

describe("the isolation of customers", () => {
  for (const release of ["2026-05", "2026-07", "2025-12"] as const) {
    it(`in ${release} ids in path, query, body and header never reach another customer`, async () => {
      const { requests, foreign, nameless, answers } = await runIsolation({ ...size, release });

      assert.deepEqual(
        { requests, foreign, nameless },
        { requests: 1_500, foreign: 0, nameless: 0 },
      );
      const submitted = answers.get(`POST /submit ${release === "2025-12" ? 202 : 201}`) ?? 0;
      assert.ok((answers.get("GET /customer 200") ?? 0) > 300);
      assert.ok(submitted > 50, JSON.stringify([...answers]));
      assert.ok((answers.get("GET /customer 404") ?? 0) > 20);
    });
  }

  for (const [what, broken] of brokenCaches) {
    it(`control: ${what} are noticed`, async () => {
      const { foreign } = await runIsolation({ ...size, release: "2026-05", ...broken });

      assert.ok(foreign > 0);
    });
  }

  const streamsRun = { customers: 25, webhooks: 200, release: "2026-05" } as const;

  it("a webhook notifies the streams of its customer and no other", async () => {
    assert.deepEqual(await runStreamIsolation(streamsRun), {
      webhooks: 200,
      foreign: 0,
      missed: 0,
      refused: 50,
    });
  });

  for (const [what, broken] of brokenNotifications) {
    it(`control: ${what} are noticed`, async () => {
      const { foreign } = await runStreamIsolation({ ...streamsRun, ...broken });

      assert.ok(foreign > 0);
    });
  }

  it("a body that names another customer is not read", async () => {
    const { handler, upstream } = aSharedHost();
    const { body } = await ask(handler, "POST", "/kyc/session", { "X-Login": idOf(1) });
    const request = new Request("https://app.example/kyc/submit", {
      method: "POST",
      headers: { Authorization: `Bearer ${body["token"]}`, "Idempotency-Key": "a-key" },
      body: JSON.stringify({ id: idOf(2), customerId: idOf(2) }),
    });

    const response = await handler(request);

    assert.deepEqual([...idsIn(await response.text())], [idOf(1)]);
    assert.equal(request.bodyUsed, false);
    assert.equal(
      upstream.requests.some(({ url }) => url.includes(idOf(2))),
      false,
    );
  });

  const hostileIds = [
    ".",
    "..",
    "%2e%2e",
    "customer_",
    "customer_..",
    "customer_a/../../x",
    "customer_a/kyc-link",
    "customer_a?b",
    "customer_a#b",
    "customer_a%2f..",
    "customer_a\n",
    "customer_a\u0000",
    " customer_a",
    "customer_A",
    "customer_\u0430",
    `customer_${"a".repeat(65)}`,
    "//evil.example/customer_a",
    "customer_a\\..\\x",
    "__proto__",
  ];

  it("no hostile id reaches SpherePay", async () => {
    const simulator = createSimulator();
    for (const id of hostileIds) {
      const handler = createOnboardingHandler({
        log: null,
        apiKey: simulator.apiKey,
        secret,
        resolveCustomer: () => ({ id }),
        runtime: { fetch: (input, init) => simulator.api(new Request(input, init)) },
      });

      const { status } = await ask(handler, "POST", "/kyc/session");

      assert.equal(status, 502, id);
    }
    assert.deepEqual(simulator.calls, []);
  });

  it("a hostile id is not a customer id; control: encoding alone leaves the intended path", () => {
    const intended = (path: string) => /^\/v2\/customer\/[^/]+\/kyc-link$/.test(path);
    const pathOf = (id: string) => new URL(`https://x.example/v2/customer/${id}/kyc-link`).pathname;

    assert.deepEqual(hostileIds.filter(isCustomerId), []);
    assert.equal(isCustomerId("customer_0a"), true);
    assert.ok(hostileIds.some((id) => !intended(pathOf(id))));
    assert.equal(intended(pathOf(encodeURIComponent(".."))), false);
  });
});
