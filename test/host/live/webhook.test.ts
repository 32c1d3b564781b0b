import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { LogEntry } from "../../../src/host/index.js";
import { createMemoryStore } from "../../../src/host/index.js";
import { createSimulator } from "../../../src/simulator/index.js";
import { aHost, type HostOptions, origin } from "../host-under-test.js";
import {
  aCustomer,
  anUpstream,
  customerId,
  endlessBody,
  heldAnswers,
} from "../scripted-upstream.js";
import { anEvent, aWebhook, signatureOf, webhookSecret } from "../webhooks.js";

const aListeningHost = (options: HostOptions = {}) => aHost({ webhookSecret, ...options });
const outcomes = (log: readonly LogEntry[]) =>
  log.flatMap((entry) => (entry.kind === "webhook" ? [entry.outcome] : []));

const manners = [
  ["name", "raw", { acceptReserialisedWebhooks: false }],
  ["type", "raw", { acceptReserialisedWebhooks: false }],
  ["name", "raw", {}],
  ["type", "raw", {}],
  ["name", "reserialised", {}],
  ["type", "reserialised", {}],
] as const;
describe("the webhook route", () => {
  for (const [style, signature, options] of manners) {
    it(`webhooks in the style "${style}", signed ${signature}, are accepted with the options ${JSON.stringify(options)} and notify their customer`, async () => {
      const changes: unknown[] = [];
      const store = createMemoryStore();
      store.listen((change) => changes.push(change));
      const { handler } = aListeningHost({ store, ...options });
      const url = `${origin}/kyc/webhook`;
      const webhooks = { deliver: handler, secret: webhookSecret, url, style, signature };
      const simulator = createSimulator({ webhooks });

      const id = simulator.createCustomer({ preset: "ready" });
      simulator.approve(id);
      await simulator.tick();

      const statuses = simulator.deliveries.map(({ status }) => status);
      assert.deepEqual(statuses, [204, 204, 204]);
      assert.deepEqual(changes, Array(3).fill({ customerId: id }));
    });
  }

  it("a signature of the reserialised body is refused by a host that accepts bytes alone", async () => {
    const { handler } = aListeningHost({ acceptReserialisedWebhooks: false });
    const body = JSON.stringify(anEvent("1", customerId), null, 1);
    const signature = signatureOf(JSON.stringify(JSON.parse(body)));
    const init = { method: "POST", headers: { signature }, body };

    const { status } = await handler(new Request(`${origin}/kyc/webhook`, init));

    assert.equal(status, 403);
  });

  it("the old and the new secret are accepted while it is being changed, and no third", async () => {
    const secrets = ["secret_of_tomorrow", "secret_of_yesterday"] as const;
    const { handler } = aListeningHost({ webhookSecret: secrets });

    const statuses: number[] = [];
    for (const secret of [...secrets, webhookSecret]) {
      statuses.push((await handler(aWebhook(anEvent(secret, customerId), { secret }))).status);
    }

    assert.deepEqual(statuses, [204, 204, 403]);
  });

  const good = signatureOf("{}");
  const signatures: readonly [what: string, headers: Record<string, string>][] = [
    ["none", {}],
    ["an empty one", { signature: "" }],
    ["one of another body", { signature: signatureOf("{ }") }],
    ["one by another secret", { signature: signatureOf("{}", "secret_of_somebody") }],
    ["capitals", { signature: good.toUpperCase() }],
    ["a digit less", { signature: good.slice(1) }],
    ["a digit more", { signature: `${good}0` }],
    ["a prefix", { signature: `sha256=${good}` }],
    ["two in one", { signature: `${good}, ${good}` }],
    ["base64", { signature: Buffer.from(good, "hex").toString("base64") }],
    ["the right one in another header", { "x-sphere-signature": good }],
  ];
  for (const [what, headers] of signatures) {
    it(`a webhook with ${what} for a signature is forbidden and notifies nobody`, async () => {
      const store = createMemoryStore();
      store.listen(() => assert.fail("somebody was notified"));
      const { handler, log } = aListeningHost({ store });
      const request = new Request(`${origin}/kyc/webhook`, { method: "POST", headers, body: "{}" });

      const response = await handler(request);

      const { code } = (await response.json()) as { code: string };
      assert.deepEqual([response.status, code], [403, "forbidden"]);
      assert.deepEqual(outcomes(log), []);
    });
  }

  it("a body larger than 256 kB is refused before it is read to its end", async () => {
    const { handler } = aListeningHost();
    const { body, takenBytes } = endlessBody();
    const init = { method: "POST", headers: { signature: good }, body, duplex: "half" };

    const response = await handler(new Request(`${origin}/kyc/webhook`, init));
    const announced = aWebhook({}, { body: " ".repeat(300_000) });
    announced.headers.set("Content-Length", "300000");

    assert.equal(response.status, 400);
    assert.ok(takenBytes() <= 6 * 64 * 1024, `${takenBytes()}`);
    assert.equal((await handler(announced)).status, 400);
    assert.equal(announced.bodyUsed, false);
  });

  it("a body of 256 kB is read", async () => {
    const { handler } = aListeningHost();
    const body = JSON.stringify(anEvent("1", customerId)).padEnd(256 * 1024);

    assert.equal((await handler(aWebhook(undefined, { body }))).status, 204);
  });

  it("a body that never arrives times out", async () => {
    const { handler } = aListeningHost({ upstreamTimeoutMs: 20 });
    const body = new ReadableStream<Uint8Array>();
    const init = { method: "POST", headers: { signature: good }, body, duplex: "half" };

    assert.equal((await handler(new Request(`${origin}/kyc/webhook`, init))).status, 400);
  });

  const unusual: readonly [what: string, body: string, outcome: string, again?: string][] = [
    [
      "an unknown event",
      JSON.stringify({ ...anEvent("1", customerId), type: "x.y" }),
      "notified",
      "duplicate",
    ],
    [
      "its customer's id for its own",
      JSON.stringify({ id: customerId, status: "pending" }),
      "notified",
    ],
    ["no id", JSON.stringify({ data: { customerId } }), "notified"],
    ["an id that is no text", JSON.stringify({ id: 7, data: { customerId } }), "notified"],
    ["a huge id", JSON.stringify({ id: "x".repeat(5000), data: { customerId } }), "notified"],
    [
      "no customer",
      JSON.stringify({ id: "evt_1", type: "webhook.create", data: {} }),
      "no_customer",
    ],
    ["no JSON", "hello", "no_customer"],
    ["no UTF-8", "\u00ff", "no_customer"],
    ["nothing", "", "no_customer"],
    ["deep JSON", "[".repeat(100_000), "no_customer"],
  ];
  for (const [what, body, outcome, again = outcome] of unusual) {
    it(`a signed webhook with ${what} is accepted as ${outcome}, and a second time as ${again}`, async () => {
      const { handler, log } = aListeningHost();

      const { status } = await handler(aWebhook(undefined, { body }));
      const repeated = await handler(aWebhook(undefined, { body }));

      assert.deepEqual([status, repeated.status], [204, 204]);
      assert.deepEqual(outcomes(log), [outcome, again]);
    });
  }

  it("an event id counts once, even with another content", async () => {
    const { handler, log } = aListeningHost();

    for (const status of ["approved", "rejected", "approved"]) {
      await handler(aWebhook(anEvent("1", customerId, status)));
    }

    assert.deepEqual(outcomes(log), ["notified", "duplicate", "duplicate"]);
  });

  it("a webhook is accepted without a call to SpherePay", async () => {
    const { fetch, requests } = anUpstream(() => new Promise<never>(() => {}));
    const { handler } = aListeningHost({ fetch });

    const { status } = await handler(aWebhook(anEvent("1", customerId)));

    assert.equal(status, 204);
    assert.equal(requests.length, 0);
  });

  it("a read after a webhook does not share a read from before it", async () => {
    const { script, nextAnswer } = heldAnswers();
    const { fetch } = anUpstream(script);
    const { ask, session, handler } = aListeningHost({ fetch, resolveCustomer: () => customerId });
    const opening = session();
    (await nextAnswer())(Response.json(aCustomer));
    const headers = await opening;

    const early = ask("GET", "/kyc/customer", headers);
    const answerEarly = await nextAnswer();
    await handler(aWebhook(anEvent("1", customerId)));
    const late = ask("GET", "/kyc/customer", headers);
    (await nextAnswer())(Response.json({ ...aCustomer, tosStatus: "approved" }));
    answerEarly(Response.json(aCustomer));

    assert.equal((await early).body["tosStatus"], undefined);
    assert.equal((await late).body["tosStatus"], "approved");
  });

  it("a status in a webhook is ignored", async () => {
    const { ask, session, handler, customerId: id } = aListeningHost();
    const headers = await session();

    await handler(aWebhook(anEvent("1", id, "approved")));
    const { text } = await ask("GET", "/kyc/customer", headers);

    assert.match(text, /"status":"incomplete"/);
    assert.doesNotMatch(text, /approved"/);
  });

  it("a change that cannot be stored is a 500, so that SpherePay sends the webhook again", async () => {
    const changed = () => Promise.reject(new Error("the store's own words"));
    const { handler, log } = aListeningHost({ store: { ...createMemoryStore(), changed } });

    const response = await handler(aWebhook(anEvent("1", customerId)));

    assert.equal(response.status, 500);
    assert.doesNotMatch((await response.text()) + JSON.stringify(log), /own words/);
  });

  it("a host without a webhook secret has no such route", async () => {
    const { handler } = aHost({ webhookSecret: undefined });

    assert.equal((await handler(aWebhook(anEvent("1", customerId)))).status, 404);
  });

  for (const method of ["GET", "PUT", "OPTIONS"]) {
    it(`${method} for a webhook is 405, also from a page of an allowed origin`, async () => {
      const { ask } = aListeningHost({ allowedOrigins: ["https://page.example"] });

      const answer = await ask(method, "/kyc/webhook", { Origin: "https://page.example" });

      assert.deepEqual([answer.status, answer.headers.get("Allow")], [405, "POST"]);
    });
  }
});
