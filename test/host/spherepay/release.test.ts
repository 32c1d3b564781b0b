import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readCustomer } from "../../../src/core/customer.js";
import { createMemoryStore, type Store } from "../../../src/host/index.js";
import { aLink, customerId } from "../scripted-upstream.js";
import { aReleasedHost } from "./released.js";
import { problem } from "./upstream-fault-rows.js";

const december = { release: "2025-12" } as const;
const july = { release: "2026-07" } as const;
const continued = "/kyc/links/identity_verification";
const inReview = [{ name: "kyc_profile_a", status: "pending" }];

describe("a release of SpherePay", () => {
  for (const release of ["2026-05", "2026-07"] as const) {
    it(`in ${release} a submit calls kyc-link and returns the provider's link`, async () => {
      const { session, submit, posts } = aReleasedHost({ release });

      const { status, body } = await submit(await session(), "a-key");

      assert.deepEqual([status, body["url"]], [201, aLink.url]);
      assert.deepEqual(posts(), ["kyc-link"]);
    });

    it(`in ${release} a customer in review may return to the provider`, async () => {
      const { ask, session, customer } = aReleasedHost({ release });
      customer["verificationProfiles"] = inReview;
      const headers = await session();

      const { body } = await ask("GET", "/kyc/customer", headers);
      const { status } = await ask("POST", continued, headers);

      assert.deepEqual(body["actions"], { identity_verification: { kind: "link" } });
      assert.equal(status, 201);
    });
  }

  for (const [what, login, flow] of [
    ["names no flow", customerId, "hosted"],
    ["names an id alone", { id: customerId }, "hosted"],
    ["says hosted", { id: customerId, flow: "hosted" }, "hosted"],
    ["says api", { id: customerId, flow: "api" }, "api"],
  ] as const) {
    it(`in 2026-07 a login that ${what} begins the ${flow} flow`, async () => {
      const { ask, session } = aReleasedHost({ ...july, resolveCustomer: () => login });

      const { body } = await ask("GET", "/kyc/customer", await session());

      assert.equal(body["flow"], flow);
    });
  }

  for (const release of ["2026-05", "2025-12"] as const) {
    it(`in ${release} a login that names no flow begins the api flow`, async () => {
      const { ask, session } = aReleasedHost({ release });

      const { body } = await ask("GET", "/kyc/customer", await session());

      assert.equal(body["flow"], "api");
    });
  }

  const named: readonly [what: string, answer: object, status: number][] = [
    ["the customer", { ...aLink, customerId }, 201],
    ["nobody", aLink, 201],
    ["null", { ...aLink, customerId: null }, 201],
    ["another customer", { ...aLink, customerId: "customer_other" }, 502],
    ["an empty name", { ...aLink, customerId: "" }, 502],
    ["a number", { ...aLink, customerId: 0 }, 502],
    ["a list of ids", { ...aLink, customerId: [customerId] }, 502],
  ];
  for (const [what, answer, status] of named) {
    it(`in 2026-07 a link response that names ${what} is ${status}`, async () => {
      const { session, submit, scripts } = aReleasedHost(july);
      scripts["kyc-link"] = () => Response.json(answer, { status: 201 });

      assert.equal((await submit(await session(), "a-key")).status, status);
    });
  }

  it("a link of 28 days has a lifetime in seconds and no timer", async () => {
    const { ask, session, submit, scripts, clock } = aReleasedHost(july);
    const days = 28 * 24 * 3600;
    const expiresAt = new Date(clock.now() + days * 1000).toISOString();
    scripts["kyc-link"] = () =>
      Response.json({ customerId, url: aLink.url, expiresAt }, { status: 201 });
    const headers = await session();
    const timers = () =>
      process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    const before = timers();

    const { body } = await submit(headers, "a-key");
    clock.advance(60_000);
    const again = await submit(headers, "a-key");
    const read = await ask("GET", "/kyc/customer", headers);

    assert.equal(timers(), before);
    assert.deepEqual([body["expiresAt"], body["expiresInSeconds"]], [expiresAt, days]);
    assert.deepEqual([again.body["url"], again.body["expiresInSeconds"]], [aLink.url, days - 60]);
    assert.equal(readCustomer(read.body).submission?.linkExpiresAt, expiresAt);
  });

  it("control: a timer for the end of a link is noticed", () => {
    const timers = () =>
      process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    const before = timers();

    const timer = setTimeout(() => undefined, 2_000_000_000);

    assert.equal(timers(), before + 1);
    clearTimeout(timer);
  });

  it("in 2025-12 an individual is submitted without a link", async () => {
    const { ask, session, submit, posts } = aReleasedHost(december);
    const headers = await session();

    const { status, text, headers: answered } = await submit(headers, "a-key");
    const { body } = await ask("GET", "/kyc/customer", headers);

    assert.deepEqual(
      [status, text, answered.get("Cache-Control")],
      [202, "", "no-store, no-transform"],
    );
    assert.deepEqual(posts(), ["submit-verification"]);
    assert.deepEqual(body["submission"], { startedAt: "2026-11-21T19:42:00.000Z" });
  });

  for (const [what, change, login] of [
    ["a business", { type: "business" }, customerId],
    ["a customer of the hosted page", {}, { id: customerId, flow: "hosted" }],
  ] as const) {
    it(`in 2025-12 ${what} gets a link`, async () => {
      const host = aReleasedHost({ ...december, resolveCustomer: () => login });
      Object.assign(host.customer, change);

      const { status, body } = await host.submit(await host.session(), "a-key");

      assert.deepEqual([status, body["url"]], [201, aLink.url]);
      assert.deepEqual(host.posts(), ["kyc-link"]);
    });
  }

  it("in 2025-12 no customer can return to the provider", async () => {
    const { ask, session, customer, posts } = aReleasedHost(december);
    customer["verificationProfiles"] = inReview;
    const headers = await session();

    const { body } = await ask("GET", "/kyc/customer", headers);
    const refused = await ask("POST", continued, headers);

    assert.equal("actions" in body, false);
    assert.deepEqual([refused.status, refused.body["code"]], [404, "no_such_requirement"]);
    assert.deepEqual(posts(), []);
  });

  const acceptances: readonly [
    what: string,
    answer: () => Response,
    status: number,
    code?: string,
  ][] = [
    ["the id", () => Response.json({ id: customerId }, { status: 201 }), 202],
    ["the customer id", () => Response.json({ customerId }, { status: 200 }), 202],
    ["another id", () => Response.json({ id: "customer_other" }), 502, "upstream_failed"],
    ["two ids", () => Response.json({ id: customerId, customerId: "x" }), 502, "upstream_failed"],
    ["nobody", () => Response.json({}), 502, "upstream_failed"],
    ["null", () => Response.json(null), 502, "upstream_failed"],
    ["no JSON", () => new Response("done"), 502, "upstream_failed"],
    ["400", () => new Response("", { status: 400 }), 409, "wrong_state"],
    ["404, of a customer who can be read", problem(404), 502, "host_misconfigured"],
    ["422", () => new Response("", { status: 422 }), 422, "requirements_outstanding"],
    ["403", () => new Response("", { status: 403 }), 502, "host_misconfigured"],
  ];
  for (const [what, answer, status, code] of acceptances) {
    it(`in 2025-12 a submission whose response is ${what} is ${status}`, async () => {
      const { session, submit, scripts } = aReleasedHost(december);
      scripts["submit-verification"] = answer;

      const answered = await submit(await session(), "a-key");

      assert.deepEqual([answered.status, answered.body["code"]], [status, code]);
    });
  }

  const fifty = Array.from({ length: 50 }, (_, index) => `key-${index}`);

  it("in 2025-12 fifty clicks make one submission, and a key is replayed", async () => {
    const { session, submit, posts, clock } = aReleasedHost(december);
    const headers = await session();

    const answers = await Promise.all(fifty.map((key) => submit(headers, key)));
    clock.advance(599_000);
    const replayed = await submit(headers, "key-0");

    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([202]));
    assert.equal(replayed.status, 202);
    assert.deepEqual(posts(), ["submit-verification"]);
  });

  it("in 2025-12 a new click after ten seconds submits again", async () => {
    const { session, submit, posts, clock } = aReleasedHost(december);
    const headers = await session();

    await submit(headers, "first");
    clock.advance(10_000);
    await submit(headers, "second");

    assert.equal(posts().length, 2);
  });

  it("control: without a shared store fifty clicks make fifty submissions", async () => {
    const store: Store = {
      ...createMemoryStore(),
      shareLink: (_customerId, _requirement, make) => make(),
    };
    const { session, submit, posts } = aReleasedHost({
      ...december,
      store,
      customerCallsPerMinute: 1_000,
    });
    const headers = await session();

    await Promise.all(fifty.map((key) => submit(headers, key)));

    assert.equal(posts().length, 50);
  });
});
