import assert from "node:assert/strict";
import { it } from "node:test";
import { createMemoryStore, createOnboardingHandler, type Store } from "../../src/host/index.js";
import { toNodeListener } from "../../src/host/node.js";
import { serving } from "../host/served.js";
import { webhookSecret } from "../host/webhooks.js";
import {
  click,
  openStream,
  sendWebhook,
  session,
  startUpstream,
  statusAt,
} from "./several-processes.js";
import { secret } from "./two-stores.js";

const keys = Array.from({ length: 60 }, (_, index) => `click-${index}`);

/** What three hosts do for one customer; as three processes they would have a store each. */
async function threeHosts(storeOf: () => Store) {
  const upstream = await startUpstream();
  const listener = () =>
    toNodeListener(
      createOnboardingHandler({
        log: null,
        apiKey: "sk_alone",
        baseUrl: upstream.url,
        secret,
        webhookSecret,
        resolveCustomer: ({ headers }) => headers.get("X-Login"),
        store: storeOf(),
      }),
    );
  let isNotified = false;
  await serving(listener(), async ({ origin: first }) => {
    await serving(listener(), async ({ origin: second }) => {
      await serving(listener(), async ({ origin: third }) => {
        const headers = await session(first, "customer_alone");
        const stream = await openStream(second, headers);
        void stream.nextEvent().then((said) => {
          isNotified = said === "nudge";
        });
        await sendWebhook(first, "1", "customer_alone");
        await statusAt(second, headers);
        const seen = isNotified;
        const origins = [first, second, third];
        await Promise.all(keys.map((key, index) => click(origins[index % 3] ?? "", headers, key)));
        isNotified = seen;
        await stream.leave();
      });
    });
  });
  upstream.close();
  return { isNotified, linksAsked: upstream.linksAsked() };
}

it("control: hosts without a shared store make one call each, and a webhook notifies only its own host", async () => {
  assert.deepEqual(await threeHosts(createMemoryStore), { isNotified: false, linksAsked: 3 });
});

it("hosts with a shared store make one call, and a webhook notifies all of them", async () => {
  const store = createMemoryStore();

  assert.deepEqual(await threeHosts(() => store), { isNotified: true, linksAsked: 1 });
});
