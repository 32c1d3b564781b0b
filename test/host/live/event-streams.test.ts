import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createMemoryStore } from "../../../src/host/index.js";
import { aHandTime } from "../hand-time.js";
import { aHost, type HostOptions, origin } from "../host-under-test.js";
import { aCustomer, aLink, anUpstream, customerId } from "../scripted-upstream.js";
import { readStream } from "../stream-reader.js";
import { anEvent, aWebhook, webhookSecret } from "../webhooks.js";

const other = "customer_fedcba9876543210fedcba9876543210";

/** A host whose login header names the customer, with a clock that the test moves. */
function aStreamingHost(options: HostOptions = {}) {
  const time = aHandTime();
  const upstream = anUpstream(({ url, method }) =>
    method === "POST"
      ? Response.json(aLink, { status: 201 })
      : Response.json({ ...aCustomer, id: url.split("/").at(-1) }),
  );
  const host = aHost(
    {
      webhookSecret,
      fetch: upstream.fetch,
      resolveCustomer: ({ headers }) => headers.get("X-Login") ?? customerId,
      schedule: time.schedule,
      ...options,
    },
    { clock: time.clock },
  );
  async function open(customer = customerId, signal?: AbortSignal) {
    const { body } = await host.ask("POST", "/kyc/session", { "X-Login": customer });
    const headers = { Authorization: `Bearer ${body["token"]}` };
    const init = { headers, ...(signal && { signal }) };
    const response = await host.handler(new Request(`${origin}/kyc/events`, init));
    assert.equal(response.status, 200);
    return readStream(response.body);
  }
  const notify = async (id: string, customer = customerId) => {
    const { status } = await host.handler(aWebhook(anEvent(id, customer)));
    assert.equal(status, 204);
  };
  return { ...host, time, open, notify };
}

describe("the event streams", () => {
  it("a stream sends a comment at once, and then a notification for each webhook", async () => {
    const { open, notify } = aStreamingHost();
    const stream = await open();

    assert.equal(await stream.next(), "comment");
    for (const id of ["1", "2", "3"]) {
      await notify(id);
      assert.equal(await stream.next(), "nudge");
    }
  });

  it("a notification carries no data: its bytes are always the same", async () => {
    const { handler, session, notify } = aStreamingHost();
    const headers = await session();
    const { body } = await handler(new Request(`${origin}/kyc/events`, { headers }));
    const reader = body?.getReader();
    await reader?.read();

    await notify("1");

    const { value } = (await reader?.read()) ?? {};
    assert.equal(new TextDecoder().decode(value), "event: nudge\ndata:\n\n");
  });

  it("one webhook sends one notification to a waiting reader", async () => {
    const { open, notify, time } = aStreamingHost();
    const stream = await open();
    await stream.next();
    const waiting = stream.next();

    await notify("1");

    assert.equal(await waiting, "nudge");
    time.advance(10_000);
    assert.equal(await stream.next(), "comment");
  });

  it("a webhook reaches every stream of its customer and no other customer's", async () => {
    const { open, notify } = aStreamingHost();
    const own = [await open(), await open(), await open()];
    const others = await open(other);

    await notify("1");
    await notify("2", other);

    for (const stream of own) assert.equal(await stream.nextEvent(), "nudge");
    assert.equal(await others.nextEvent(), "nudge");
    for (const stream of [...own, others]) await stream.leave();
  });

  it("a click in one tab notifies the other tabs", async () => {
    const { open, submit, session } = aStreamingHost();
    const stream = await open();

    await submit(await session(), "a-key");

    assert.equal(await stream.nextEvent(), "nudge");
  });

  it("a quiet stream sends a comment at least every 15 seconds", async () => {
    const { open, time } = aStreamingHost();
    const stream = await open();
    await stream.next();

    for (let quarter = 0; quarter < 20; quarter += 1) {
      time.advance(15_000);
      assert.equal(await stream.next(), "comment");
    }
  });

  it("a stream ends with its session", async () => {
    for (const sessionLifetimeSeconds of [60, 600]) {
      const { open, time } = aStreamingHost({ sessionLifetimeSeconds });
      const stream = await open();
      await stream.next();

      time.advance(sessionLifetimeSeconds * 1_000 - 1);
      assert.equal(await stream.next(), "comment");
      time.advance(1);

      assert.equal(await stream.nextEvent(), "end");
      assert.equal(time.waiting(), 0);
    }
  });

  it("a stream ends after ten minutes, even when the clock is set back", async () => {
    const { open, time } = aStreamingHost();
    const minted = time.now();
    time.clock.advance(-300_000);
    const stream = await open();
    await stream.next();

    assert.equal(time.now(), minted - 300_000);
    time.advance(600_000);

    assert.equal(await stream.nextEvent(), "end");
  });

  it("a fourth stream closes the customer's oldest for a minute, and no other customer's", async () => {
    const { open, notify } = aStreamingHost();
    const others = await open(other);
    const streams = [await open(), await open(), await open(), await open()];

    await notify("1");
    const said = await Promise.all(streams.map((stream) => stream.nextEvent()));

    assert.deepEqual(said, ["retry 60000", "nudge", "nudge", "nudge"]);
    assert.equal(await streams[0]?.next(), "end");
    await notify("2", other);
    assert.equal(await others.nextEvent(), "nudge");
  });

  it("a stream that has ended does not count towards the limit", async () => {
    const { open, notify } = aStreamingHost();
    const streams = [await open(), await open(), await open()];
    await streams[1]?.leave();
    streams.push(await open());

    await notify("1");

    const said = [0, 2, 3].map((index) => streams[index]?.nextEvent());
    assert.deepEqual(await Promise.all(said), ["nudge", "nudge", "nudge"]);
  });

  for (const [how, go] of [
    ["stops reading", (stream: { leave(): Promise<void> }) => stream.leave()],
    ["aborts its request", (_: unknown, gone: AbortController) => gone.abort()],
  ] as const) {
    it(`a reader that ${how} leaves nothing behind`, async () => {
      const { open, time } = aStreamingHost();
      for (let visit = 0; visit < 100; visit += 1) {
        const gone = new AbortController();
        await go(await open(customerId, gone.signal), gone);
      }

      assert.equal(time.waiting(), 0);
    });
  }

  it("a request that is aborted before its response leaves nothing behind", async () => {
    const { session, handler, time } = aStreamingHost();
    const init = { headers: await session(), signal: AbortSignal.abort() };

    await handler(new Request(`${origin}/kyc/events`, init));

    assert.equal(time.waiting(), 0);
  });

  it("a slow reader receives one notification for everything it missed", async () => {
    const { open, notify, time } = aStreamingHost();
    const stream = await open();
    for (const id of ["1", "2", "3"]) await notify(id);

    assert.equal(await stream.next(), "comment");
    assert.equal(await stream.next(), "nudge");
    time.advance(10_000);
    assert.equal(await stream.next(), "comment");
  });

  it("a host without a source of changes has no streams, so the page keeps polling", async () => {
    const { ask, session } = aHost({ webhookSecret: undefined });

    const { status, body } = await ask("GET", "/kyc/events", await session());

    assert.deepEqual([status, body["code"]], [404, "no_such_route"]);
  });

  it("a host with `events: false` accepts webhooks and has no streams", async () => {
    const { ask, session, handler } = aHost({ events: false });

    assert.equal((await ask("GET", "/kyc/events", await session())).status, 404);
    assert.equal((await handler(aWebhook(anEvent("1", customerId)))).status, 204);
  });

  it("a host whose store learns of changes elsewhere notifies without its own webhook", async () => {
    const store = createMemoryStore();
    const { open } = aStreamingHost({ webhookSecret: undefined, store, events: true });
    const stream = await open();

    await store.changed([customerId]);

    assert.equal(await stream.nextEvent(), "nudge");
  });
});
