import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createMemoryStore, type ErrorFacts } from "../../../src/host/index.js";
import { aHost, type HostOptions } from "../host-under-test.js";
import { customerId } from "../scripted-upstream.js";
import { anEvent, aWebhook } from "../webhooks.js";

function aKeepingHost(options: HostOptions = {}) {
  const changed: string[] = [];
  const onCustomerChanged = (id: string) => void changed.push(id);
  return { ...aHost({ onCustomerChanged, ...options }), changed };
}

const other = "customer_00000000000000000000000000000000";

describe("the host's onCustomerChanged", () => {
  it("is called with each customer that a webhook names, once however often it comes", async () => {
    const { handler, changed } = aKeepingHost();
    const event = {
      ...anEvent("1", customerId),
      data: { customerId, wallet: { customerId: other } },
    };

    for (let times = 0; times < 3; times += 1) await handler(aWebhook(event));

    assert.deepEqual(changed, [customerId, other]);
  });

  it("control: not for a refused one, one about nobody, or one that could not be shared", async () => {
    const { handler, changed } = aKeepingHost();
    const store = { ...createMemoryStore(), changed: () => Promise.reject(new Error()) };
    const away = aKeepingHost({ store });

    await handler(aWebhook(anEvent("1", customerId), { secret: "another_secret" }));
    await handler(aWebhook({ id: "evt_2", type: "webhook.create", data: {} }));
    await away.handler(aWebhook(anEvent("3", customerId)));

    assert.deepEqual([...changed, ...away.changed], []);
  });

  it("is not called for a customer's own click, which no webhook announced", async () => {
    const { changed, session, submit } = aKeepingHost();

    await submit(await session(), "a-key");

    assert.deepEqual(changed, []);
  });

  it("is not waited for", async () => {
    const { handler } = aHost({ onCustomerChanged: () => new Promise(() => {}) });

    assert.equal((await handler(aWebhook(anEvent("1", customerId)))).status, 204);
  });

  for (const [how, onCustomerChanged] of [
    [
      "throws",
      () => {
        throw new Error("canary");
      },
    ],
    ["rejects", () => Promise.reject(new Error("canary"))],
  ] as const) {
    it(`when it ${how}, onError hears it with the webhook's reference, and the webhook is accepted`, async () => {
      const heard: [string, ErrorFacts][] = [];
      const onError = (error: unknown, facts: ErrorFacts) =>
        void heard.push([Object(error).message, facts]);
      const { handler, log } = aHost({ onCustomerChanged, onError });

      const { status } = await handler(aWebhook(anEvent("1", customerId)));
      await Promise.resolve();

      const answered = log.find((entry) => entry.kind === "answered");
      const { correlationId } = answered ?? {};
      assert.equal(status, 204);
      assert.deepEqual(heard, [["canary", { reason: "customer_changed_threw", correlationId }]]);
      assert.ok(log.some((entry) => entry.kind === "failed"));
      assert.doesNotMatch(JSON.stringify(log), /canary/);
    });
  }
});
