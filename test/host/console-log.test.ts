import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createOnboardingHandler, type OnboardingHandlerOptions } from "../../src/host/index.js";
import { createReports } from "../../src/host/reports.js";
import { ask, secret } from "./host-under-test.js";
import { aCustomer, anUpstream, customerId, type Script } from "./scripted-upstream.js";
import { anEvent, aWebhook, webhookSecret } from "./webhooks.js";

const ownError = new Error("db down: canary");
const failing = () => Promise.reject(ownError);

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
