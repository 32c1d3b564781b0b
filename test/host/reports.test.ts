import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createMemoryStore, type ErrorFacts } from "../../src/host/index.js";
import { aHost, type HostOptions, origin } from "./host-under-test.js";
import { anUpstream } from "./scripted-upstream.js";

const ownError = new Error("db down: canary");
const failing = () => Promise.reject(ownError);

interface Heard {
  readonly error: unknown;
  readonly facts: ErrorFacts;
}

/** A host that notes what its `onError` receives. */
function aHearingHost(options: HostOptions = {}) {
  const errors: Heard[] = [];
  const onError = (error: unknown, facts: ErrorFacts) => void errors.push({ error, facts });
  return { ...aHost({ onError, ...options }), errors };
}

const refused = (status: number) => () =>
  Response.json({ status, detail: "canary" }, { status, headers: { "X-Canary": "canary" } });

describe("the host's onError", () => {
  it("hears what resolveCustomer threw, with the reference that the customer sees", async () => {
    const { ask, errors } = aHearingHost({ resolveCustomer: failing });

    const { status, body, text } = await ask("POST", "/kyc/session");

    assert.deepEqual([status, body["code"]], [500, "host_failed"]);
    assert.doesNotMatch(text, /canary|SpherePay/);
    const facts = { correlationId: body["correlationId"], reason: "resolve_customer_threw" };
    assert.deepEqual(errors, [{ error: ownError, facts }]);
  });

  it("hears of a login that never returns", async () => {
    const { ask, errors } = aHearingHost({
      resolveCustomer: () => new Promise(() => {}),
      upstreamTimeoutMs: 5,
    });

    await ask("POST", "/kyc/session");

    assert.deepEqual(
      errors.map(({ facts }) => facts.reason),
      ["resolve_customer_timeout"],
    );
  });

  for (const method of ["versionOf", "requestCall", "beginKey", "shareLink", "changed"] as const) {
    it(`hears what the store threw at ${method}`, async () => {
      const host = aHearingHost();
      const session = await host.session();
      const store = { ...createMemoryStore(), [method]: failing };
      const { errors, submit, ask } = aHearingHost({ store });

      await submit(session, "a-key");
      await ask("GET", "/kyc/customer", session);

      assert.ok(errors.length > 0);
      for (const { error, facts } of errors) {
        assert.deepEqual([error, facts.reason], [ownError, "store_failed"]);
      }
    });
  }

  it("hears what the store threw after SpherePay took the submit, which succeeds", async () => {
    const store = { ...createMemoryStore(), noteSubmission: failing, endKey: failing };
    const { errors, log, session, submit } = aHearingHost({ store });

    const { status } = await submit(await session(), "a-key");

    assert.equal(status, 201);
    assert.deepEqual(errors, Array(2).fill({ error: ownError, facts: { reason: "store_failed" } }));
    assert.equal(log.filter(({ kind }) => kind === "failed").length, 2);
  });

  it("hears what fetch threw, which says whether it was the name, the port or the certificate", async () => {
    const { errors, ask, session } = aHearingHost({ fetch: failing });

    await ask("GET", "/kyc/customer", await session());

    assert.deepEqual(
      errors.map(({ error, facts }) => [error, facts.reason]),
      [[ownError, "upstream_unreachable"]],
    );
  });

  it("hears what the log threw, at once or later", async () => {
    for (const log of [
      () => {
        throw ownError;
      },
      failing,
    ]) {
      const { errors, session } = aHearingHost({ log });

      await session();

      assert.deepEqual(errors, [{ error: ownError, facts: { reason: "log_threw" } }]);
    }
  });

  it("hears an unexpected error, which is no failure of SpherePay's", async () => {
    const { errors, handler } = aHearingHost();
    const request = new Request(`${origin}/kyc/session`, { method: "POST" });
    const broken = new Proxy(request, {
      get(target, name) {
        if (name === "method") throw ownError;
        return Reflect.get(target, name, target);
      },
    });

    const response = await handler(broken);

    assert.equal(response.status, 500);
    assert.deepEqual(
      errors.map(({ error, facts }) => [error, facts.reason]),
      [[ownError, "unexpected"]],
    );
  });

  it("never hears what SpherePay sent", async () => {
    for (const answer of [refused(500), refused(403), () => new Response("canary, not JSON")]) {
      const { errors, ask, session } = aHearingHost({ fetch: anUpstream(answer).fetch });

      await ask("GET", "/kyc/customer", await session());

      assert.deepEqual(errors, []);
    }
  });

  it("may throw itself, at once or later", async () => {
    for (const onError of [failing, () => assert.fail("on purpose")]) {
      const { ask } = aHost({ onError, resolveCustomer: failing });

      assert.equal((await ask("POST", "/kyc/session")).status, 500);
    }
  });
});
