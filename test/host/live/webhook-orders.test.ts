import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { FetchHandler } from "../../../src/host/index.js";
import { aHost, origin } from "../host-under-test.js";
import { aCustomer, anUpstream, customerId } from "../scripted-upstream.js";
import { readStream } from "../stream-reader.js";
import { anEvent, aWebhook, webhookSecret } from "../webhooks.js";

/** What SpherePay says after each of the five events; the first entry is before any. */
const truths = ["incomplete", "incomplete", "pending", "approved", "pending", "rejected"] as const;

function* ordersOf(left: readonly number[]): Generator<readonly number[]> {
  if (left.length === 0) yield [];
  for (const first of left) {
    for (const rest of ordersOf(left.filter((each) => each !== first))) yield [first, ...rest];
  }
}

const orders = [...ordersOf([1, 2, 3, 4, 5])];

/** How an order arrives: an event may come again, and may never come. */
const arrivals: Readonly<Record<string, (order: readonly number[]) => readonly number[]>> = {
  "each once": (order) => order,
  "each twice, the second at the end": (order) => [...order, ...order],
  "each three times in a row": (order) => order.flatMap((each) => [each, each, each]),
  "the first one lost": (order) => order.slice(1),
  "the last one lost": (order) => order.slice(0, -1),
  "every other one lost, the rest twice": (order) =>
    order.filter((_, index) => index % 2 === 0).flatMap((each) => [each, each]),
  "all lost": () => [],
};

interface Seen {
  /** What was shown after each notification, and after the poll at the end. */
  readonly statuses: readonly string[];
  /** Reads of SpherePay. */
  readonly reads: number;
}

type Around = (handler: FetchHandler) => FetchHandler;

/** One host, and somebody who looks there while events arrive. */
async function aWatchedHost(around: Around = (handler) => handler) {
  let truth = 0;
  let runs = 0;
  const { fetch, requests } = anUpstream(() =>
    Response.json({
      ...aCustomer,
      verificationProfiles: [{ name: "kyc_profile_a", status: truths[truth] }],
    }),
  );
  const host = aHost({
    webhookSecret,
    fetch,
    resolveCustomer: () => customerId,
    upstreamCallsPerSecond: 10_000,
    customerCallsPerMinute: 1_000_000,
  });
  const handler = around(host.handler);
  const headers = await host.session();

  async function look(): Promise<string> {
    const answer = await handler(new Request(`${origin}/kyc/customer`, { headers }));
    const customer = (await answer.json()) as typeof aCustomer;
    return customer.verificationProfiles[0]?.status ?? "none";
  }

  /** Tells of the events as they arrive; when all have, somebody looks once more, as a poll does. */
  async function watch(arriving: readonly number[]): Promise<Seen> {
    runs += 1;
    truth = 0;
    requests.length = 0;
    const events = await handler(new Request(`${origin}/kyc/events`, { headers }));
    const stream = readStream(events.body);
    const statuses: string[] = [];
    const known = new Set<number>();
    for (const event of arriving) {
      // No event arrives before it has happened.
      truth = Math.max(truth, event);
      await handler(aWebhook(anEvent(`${runs}_${event}`, customerId, truths[event])));
      if (known.has(event)) continue;
      known.add(event);
      assert.equal(await stream.nextEvent(), "nudge");
      statuses.push(await look());
    }
    truth = 5;
    statuses.push(await look());
    await stream.leave();
    return { statuses, reads: requests.length };
  }
  return { watch };
}

describe("webhooks in any order", () => {
  it("there are 120 orders of five events", () => {
    assert.equal(new Set(orders.map(String)).size, 120);
  });

  for (const [how, arrival] of Object.entries(arrivals)) {
    it(`in all 120 orders, ${how}, the page ends with SpherePay's status`, async () => {
      const { watch } = await aWatchedHost();
      for (const order of orders) {
        const arriving = arrival(order);

        const { statuses, reads } = await watch(arriving);

        assert.equal(statuses.at(-1), "rejected", order.join());
        // One for each event however often it came, and one for the poll.
        assert.equal(reads, new Set(arriving).size + 1);
        // The poll is needed only where the last event to happen was lost.
        if (arriving.includes(5)) assert.equal(statuses.at(-2), "rejected");
      }
    });
  }

  /** A host that believes what a webhook says. */
  function believing(handler: FetchHandler): FetchHandler {
    let believed: string | undefined;
    return async (request) => {
      if (request.url.endsWith("/webhook")) {
        const { data } = (await request.clone().json()) as ReturnType<typeof anEvent>;
        believed = data.status;
      }
      if (!request.url.endsWith("/customer") || believed === undefined) return handler(request);
      return Response.json({ verificationProfiles: [{ status: believed }] });
    };
  }

  it("control: a host that trusts the webhook's status ends with another status in most orders", async () => {
    const { watch } = await aWatchedHost(believing);
    let wrong = 0;
    for (const order of orders) {
      const { statuses } = await watch(order);
      if (statuses.at(-1) !== "rejected") wrong += 1;
    }

    assert.equal(wrong, 96);
  });
});
