import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createMemoryStore, type LogEntry } from "../../../src/host/index.js";
import { createAnnouncements } from "../../../src/host/live/announcements.js";
import { createSimulator } from "../../../src/simulator/index.js";
import { aHandTime } from "../hand-time.js";
import { aHost, type HostOptions } from "../host-under-test.js";
import { anEvent, aWebhook, webhookSecret } from "../webhooks.js";

const missing = (log: readonly LogEntry[]) =>
  log.filter(({ kind }) => kind === "webhooks_missing").length;

/** A host whose customer is looked at again and again. */
async function aWatchedHost(options: HostOptions = {}) {
  const host = aHost(options);
  const headers = await host.session();
  const opened = await host.ask("POST", "/kyc/session");
  const look = async () => (await host.ask("GET", "/kyc/customer", headers)).body["keepPolling"];
  return { ...host, headers, opened, look };
}

describe("webhooks that may not arrive", () => {
  it("pages keep polling until the first webhook is accepted, and no longer", async () => {
    const { handler, opened, look, customerId } = await aWatchedHost();

    const before = await look();
    await handler(aWebhook(anEvent("1", customerId)));

    assert.equal(Object(opened.body["customer"]).keepPolling, true);
    assert.deepEqual([before, await look()], [true, undefined]);
  });

  it("control: a refused webhook, and a click of the customer's own, change nothing about it", async () => {
    const { handler, look, submit, headers, customerId } = await aWatchedHost();

    const refused = await handler(aWebhook(anEvent("1", customerId), { secret: "another_secret" }));
    const clicked = await submit(headers, "a-key");

    assert.deepEqual([refused.status, clicked.status], [403, 201]);
    assert.equal(await look(), true);
  });

  it("a signed webhook about nobody also shows that they arrive", async () => {
    const { handler, look } = await aWatchedHost();

    await handler(aWebhook({ id: "evt_1", type: "webhook.create", data: {} }));

    assert.equal(await look(), undefined);
  });

  it("a change heard from a shared store, or passed on by the host, also ends it", async () => {
    const store = createMemoryStore();
    const { look, customerId } = await aWatchedHost({ store });

    await store.changed([customerId]);

    assert.equal(await look(), undefined);
  });

  it("messages that may have been missed end nothing", async () => {
    const listeners: ((change: { readonly everybody: true }) => void)[] = [];
    const store = {
      ...createMemoryStore(),
      listen: (listener: (change: { readonly everybody: true }) => void) => {
        listeners.push(listener);
        return () => {};
      },
    };
    const { look } = await aWatchedHost({ store });

    for (const listener of listeners) listener({ everybody: true });

    assert.equal(await look(), true);
  });

  for (const [what, options] of [
    ["without a webhook secret", { webhookSecret: undefined }],
    ["without event streams", { events: false }],
    [
      "where another process takes the webhooks",
      { webhookSecret: undefined, events: true, store: createMemoryStore() },
    ],
  ] as const) {
    it(`${what} nothing is said about it`, async () => {
      const { look } = await aWatchedHost(options);

      assert.equal(await look(), undefined);
    });
  }

  it("a status that changes without a webhook is logged once, a minute later", async () => {
    const { now, advance, clock } = aHandTime();
    const { look, log, simulator, customerId } = await aWatchedHost({ now });
    simulator.approve(customerId);

    await look();
    advance(59_999);
    await look();
    const early = missing(log);
    advance(1);
    for (let times = 0; times < 3; times += 1) await look();

    assert.deepEqual([early, missing(log)], [0, 1]);
    assert.ok(clock.now() > 0);
  });

  it("control: with the webhook in that minute, or without a change, nothing is logged", async () => {
    const { now, advance } = aHandTime();
    const announced = await aWatchedHost({ now });
    const quiet = await aWatchedHost({ now });
    announced.simulator.approve(announced.customerId);

    await announced.look();
    await announced.handler(aWebhook(anEvent("1", announced.customerId)));
    for (const host of [announced, quiet]) {
      advance(3_600_000);
      // The first session has ended by then.
      const session = await host.session();
      await host.ask("GET", "/kyc/customer", session);
    }

    assert.deepEqual([missing(announced.log), missing(quiet.log)], [0, 0]);
  });

  it("a thousand customers are remembered, and a later one in the place of the first", () => {
    let timeMs = 0;
    const log: LogEntry[] = [];
    const { customerRead } = createAnnouncements({
      store: createMemoryStore(),
      events: true,
      webhookSecrets: [webhookSecret],
      now: () => timeMs,
      log: (entry) => log.push(entry),
    });
    const read = (number: number, status: string) =>
      customerRead({
        id: `customer_${number}`,
        flow: "api",
        actions: {},
        verificationProfiles: [{ name: "kyc_profile_a", status }],
      } as unknown as Parameters<typeof customerRead>[0]);

    for (let number = 0; number <= 1_000; number += 1) read(number, "incomplete");
    read(0, "approved");
    timeMs = 60_000;
    read(0, "approved");
    const forgotten = missing(log);
    read(1_000, "approved");
    timeMs = 120_000;
    read(1_000, "approved");

    assert.deepEqual([forgotten, missing(log)], [0, 1]);
  });
});

describe("the defaults of handler and simulator", () => {
  for (const release of ["2025-12", "2026-05", "2026-07"] as const) {
    for (const style of ["name", "type"] as const) {
      it(`in ${release} every delivery in the style "${style}" is accepted`, async () => {
        const { handler } = aHost({ webhookSecret, release });
        const url = "https://app.example/kyc/webhook";
        const webhooks = { deliver: handler, secret: webhookSecret, url, style };
        const simulator = createSimulator({ release, webhooks });
        const id = simulator.createCustomer({ preset: "ready" });

        simulator.setStatus(id, "pending");
        simulator.approve(id);
        await simulator.tick();

        const statuses = simulator.deliveries.map(({ status }) => status);
        assert.deepEqual([...new Set(statuses)], [204]);
        assert.equal(statuses.length, 5);
      });
    }
  }
});
