import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  createMemoryStore,
  createOnboardingHandler,
  type ErrorFacts,
  type OnboardingHandlerOptions,
} from "../../src/host/index.js";
import { createReports } from "../../src/host/reports.js";
import { aHost, ask, type HostOptions, origin, secret } from "./host-under-test.js";
import { aCustomer, anUpstream, customerId, type Script } from "./scripted-upstream.js";
import { anEvent, aWebhook, webhookSecret } from "./webhooks.js";

const ownError = new Error("db down: canary");
const failing = () => Promise.reject(ownError);

interface Heard {
  readonly error: unknown;
  readonly facts: ErrorFacts;
}

/** A host that notes what its `onError` is told. */
function aHearingHost(options: HostOptions = {}) {
  const errors: Heard[] = [];
  const onError = (error: unknown, facts: ErrorFacts) => void errors.push({ error, facts });
  return { ...aHost({ onError, ...options }), errors };
}

/** A handler without a log, and what it writes to the console. */
function aSilentHost(script: Script, options: Partial<OnboardingHandlerOptions> = {}) {
  const lines: string[] = [];
  const handler = createOnboardingHandler({
    apiKey: "sk_canary",
    secret,
    webhookSecret,
    resolveCustomer: () => customerId,
    runtime: { fetch: anUpstream(script).fetch, warn: (line) => lines.push(line) },
    ...options,
  });
  return { handler, lines, open: () => ask(handler, "POST", "/kyc/session") };
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

describe("a handler without a log", () => {
  const kinds: readonly [
    what: string,
    script: Script,
    options: Partial<OnboardingHandlerOptions>,
    says: RegExp,
  ][] = [
    ["a wrong key", refused(403), {}, /upstream_key_refused, SpherePay's status 403\. .*apiKey/],
    ["an unknown id", refused(404), {}, /no_such_customer, SpherePay's status 404\. .*resolveCust/],
    [
      "a wrong address",
      () => new Response("<h1>", { status: 404 }),
      {},
      /no_such_route, SpherePay's status 404\. .*baseUrl/,
    ],
    ["a login that throws", refused(500), { resolveCustomer: failing }, /resolve_customer_threw/],
    ["an id of another form", refused(500), { resolveCustomer: () => "me" }, /customer_answer/],
  ];
  for (const [what, script, options, says] of kinds) {
    it(`${what} is one line in the console, however often`, async () => {
      const { lines, open } = aSilentHost(script, options);

      for (let times = 0; times < 3; times += 1) await open();

      assert.equal(lines.length, 1);
      assert.match(lines[0] ?? "", says);
      assert.doesNotMatch(lines.join(), new RegExp(`canary|${customerId}|\n`));
    });
  }

  it("each kind has its line, and each status of SpherePay's is a kind", async () => {
    const answers = [refused(401), refused(403), refused(401), refused(404)];
    const { lines, open } = aSilentHost(() => (answers.shift() ?? refused(403))());

    for (let times = 0; times < 5; times += 1) await open();

    assert.deepEqual(
      lines.map((line) => /status (\d+)/.exec(line)?.[1]),
      ["401", "403", "404"],
    );
  });

  it("a refused webhook is a line; what a customer or a passer-by causes is none", async () => {
    const { lines, handler } = aSilentHost(() => Response.json(aCustomer));

    await ask(handler, "GET", "/kyc/customer");
    await ask(handler, "DELETE", "/kyc/customer");
    const quiet = lines.length;
    await handler(aWebhook(anEvent("1", customerId), { secret: "another_secret" }));

    assert.equal(quiet, 0);
    assert.deepEqual([lines.length, /webhookSecret/.test(lines[0] ?? "")], [1, true]);
  });

  it("control: with `log: null`, or with a log, the console stays empty", async () => {
    for (const log of [null, () => {}]) {
      const { lines, open } = aSilentHost(refused(403), { log });

      await open();

      assert.deepEqual(lines, []);
    }
  });

  it("a log that throws is a line where no onError hears it, and only there", () => {
    const lines: string[] = [];
    const warn = (line: string) => void lines.push(line);
    const log = () => {
      throw ownError;
    };
    const entry = { kind: "webhook", outcome: "notified" } as const;

    createReports({ log, onError: () => {}, warn }).log?.(entry);
    const heard = lines.length;
    createReports({ log, onError: undefined, warn }).log?.(entry);

    assert.deepEqual([heard, lines.length], [0, 1]);
  });

  it("a console that throws harms nobody", async () => {
    const runtime = {
      fetch: anUpstream(refused(403)).fetch,
      warn: () => {
        throw ownError;
      },
    };
    const { open } = aSilentHost(refused(403), { runtime });

    assert.equal((await open()).status, 502);
  });
});
