import assert from "node:assert/strict";
import { it } from "node:test";
import { createMemoryStore, createOnboardingHandler, type Store } from "../../src/host/index.js";
import { toNodeListener } from "../../src/host/node.js";
import { serving } from "../host/served.js";
import { webhookSecret } from "../host/webhooks.js";
import {
  openStream,
  press,
  sendWebhook,
  session,
  startUpstream,
  statusAt,
} from "./several-processes.js";
import { secret } from "./two-stores.js";

const keys = Array.from({ length: 60 }, (_, index) => `press-${index}`);

/** What three hosts do for one customer; as three processes they would have a store each. */
async function threeHosts(storeOf: () => Store) {
  const upstream = await startUpstream();
  const listener = () =>
    toNodeListener(
      createOnboardingHandler({
        apiKey: "sk_alone",
        baseUrl: upstream.url,
        secret,
        webhookSecret,
        resolveCustomer: ({ headers }) => headers.get("X-Login"),
        store: storeOf(),
      }),
    );
  let isNudged = false;
  await serving(listener(), async ({ origin: first }) => {
    await serving(listener(), async ({ origin: second }) => {
      await serving(listener(), async ({ origin: third }) => {
        const headers = await session(first, "customer_alone");
        const stream = await openStream(second, headers);
        void stream.nextEvent().then((said) => {
          isNudged = said === "nudge";
        });
        await sendWebhook(first, "1", "customer_alone");
        await statusAt(second, headers);
        const seen = isNudged;
        const origins = [first, second, third];
        await Promise.all(keys.map((key, index) => press(origins[index % 3] ?? "", headers, key)));
        isNudged = seen;
        await stream.leave();
      });
    });
  });
  upstream.close();
  return { isNudged, linksAsked: upstream.linksAsked() };
}

it("control: hosts without a common store make a call each, and a webhook at one reaches nobody at another", async () => {
  assert.deepEqual(await threeHosts(createMemoryStore), { isNudged: false, linksAsked: 3 });
});

it("with a common store they make one, and it reaches them", async () => {
  const store = createMemoryStore();

  assert.deepEqual(await threeHosts(() => store), { isNudged: true, linksAsked: 1 });
});
