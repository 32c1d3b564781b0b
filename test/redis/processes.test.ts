import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type RedisServer, startRedis } from "./redis-server.js";
import {
  click,
  type HandlerProcess,
  openStream,
  sendWebhook,
  session,
  startBalancer,
  startProcess,
  startUpstream,
  statusAt,
  type Upstream,
} from "./several-processes.js";

const keys = Array.from({ length: 60 }, (_, index) => `click-${index}`);
let events = 0;
const anId = () => {
  events += 1;
  return String(events);
};

describe("three processes with one Redis behind one port", () => {
  let redis: RedisServer;
  let upstream: Upstream;
  let processes: readonly HandlerProcess[] = [];
  let balancer: Awaited<ReturnType<typeof startBalancer>>;
  const originOf = (index: number) => processes[index]?.origin ?? "";

  before(async () => {
    [redis, upstream] = await Promise.all([startRedis(), startUpstream()]);
    processes = await Promise.all([0, 1, 2].map(() => startProcess(upstream.url, redis.url)));
    balancer = await startBalancer(processes);
  });
  after(async () => {
    balancer?.close();
    await Promise.all(processes.map((each) => each.kill()));
    upstream?.close();
    await redis?.stop();
  });

  it("watchers at the other processes miss none of 1,000 webhooks at one", async () => {
    const customers = Array.from({ length: 20 }, (_, index) => `customer_watched${index}`);
    const watchers = await Promise.all(
      customers.map(async (customer) => {
        const headers = await session(balancer.origin, customer);
        const streams = [
          await openStream(originOf(1), headers),
          await openStream(originOf(2), headers),
        ];
        return { customer, streams };
      }),
    );

    let notified = 0;
    for (let sent = 0; sent < 1_000; sent += watchers.length) {
      await Promise.all(
        watchers.map(async ({ customer, streams }) => {
          assert.equal(await sendWebhook(originOf(0), anId(), customer), 204);
          for (const stream of streams) {
            assert.equal(await stream.nextEvent(), "nudge");
            notified += 1;
          }
        }),
      );
    }

    assert.equal(notified, 2_000);
    for (const { streams } of watchers) await Promise.all(streams.map((each) => each.leave()));
  });

  it("a webhook that arrives at every process counts once", async () => {
    const customer = "customer_once";
    const headers = await session(balancer.origin, customer);
    const stream = await openStream(originOf(1), headers);
    const id = anId();

    for (const index of [0, 1, 2, 0]) await sendWebhook(originOf(index), id, customer);
    assert.equal(await stream.nextEvent(), "nudge");
    await sendWebhook(originOf(2), anId(), customer);
    assert.equal(await stream.nextEvent(), "nudge");

    // A third notification would have come before this one.
    const said = stream.nextEvent();
    await sendWebhook(originOf(0), id, customer);
    await sendWebhook(originOf(0), anId(), customer);
    assert.equal(await said, "nudge");
    await stream.leave();
  });

  it("a read after a notification returns the new status from every process", async () => {
    const customer = "customer_truth";
    const headers = await session(balancer.origin, customer);
    const stream = await openStream(balancer.origin, headers);

    for (const status of ["pending", "approved", "incomplete", "rejected"]) {
      upstream.statuses.set(customer, status);
      await sendWebhook(originOf(0), anId(), customer);
      assert.equal(await stream.nextEvent(), "nudge");
      assert.equal(await statusAt(balancer.origin, headers), status);
    }
    await stream.leave();
  });

  it("sixty clicks at all three processes make one call and get one link", async () => {
    const headers = await session(balancer.origin, "customer_clicking");
    const before = upstream.linksAsked();

    const answers = await Promise.all(
      keys.map((key, index) => click(originOf(index % 3), headers, key)),
    );

    assert.equal(upstream.linksAsked() - before, 1);
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
    assert.equal(new Set(answers.map(({ url }) => url)).size, 1);
  });

  it("a click that is repeated at another process gets the same link", async () => {
    const headers = await session(balancer.origin, "customer_repeating");
    const before = upstream.linksAsked();

    const first = await click(originOf(0), headers, "one-click");
    const again = await click(originOf(1), headers, "one-click");

    assert.deepEqual(again, first);
    assert.equal(upstream.linksAsked() - before, 1);
  });

  it("a restart of Redis loses no status, and all processes recover by themselves", async () => {
    const customer = "customer_restart";
    const headers = await session(balancer.origin, customer);
    const streams = await Promise.all(
      [0, 1, 2].map((index) => openStream(originOf(index), headers)),
    );

    await redis.stop();
    await Promise.all(processes.map((each) => each.untilRedis(false)));
    upstream.statuses.set(customer, "approved");
    const outage = {
      webhook: await sendWebhook(originOf(0), "of-the-outage", customer),
      statuses: await Promise.all([0, 1, 2].map((index) => statusAt(originOf(index), headers))),
      click: await click(originOf(1), headers, "click-during-outage"),
    };
    await redis.start();
    await Promise.all(processes.map((each) => each.untilRedis(true)));

    // SpherePay is asked to send it again; reads meanwhile see the truth; a click may be repeated.
    assert.deepEqual(outage.webhook, 500);
    assert.deepEqual(outage.statuses, Array(3).fill("approved"));
    assert.deepEqual([outage.click.status, outage.click.code], [500, "host_failed"]);
    // Changes may have been missed: every page is notified.
    for (const stream of streams) assert.equal(await stream.nextEvent(), "nudge");
    upstream.statuses.set(customer, "rejected");
    assert.equal(await sendWebhook(originOf(0), "of-the-outage", customer), 204);
    for (const stream of streams) {
      assert.equal(await stream.nextEvent(), "nudge");
      assert.equal(await statusAt(balancer.origin, headers), "rejected");
    }
    assert.equal((await click(originOf(1), headers, "click-during-outage")).status, 201);
    await Promise.all(streams.map((each) => each.leave()));
  });

  it("a process that is killed loses nothing that customers have seen", async () => {
    const customer = "customer_surviving";
    const headers = await session(originOf(2), customer);
    const stream = await openStream(originOf(2), headers);
    upstream.statuses.set(customer, "pending");
    await sendWebhook(originOf(2), anId(), customer);
    assert.equal(await stream.nextEvent(), "nudge");
    const shown = await statusAt(originOf(2), headers);
    const clicked = await click(originOf(2), headers, "one-click");
    const asked = upstream.linksAsked();
    // The click may have changed something: that is a change as well.
    assert.equal(await stream.nextEvent(), "nudge");

    await processes[2]?.kill();
    // To its reader the stream is cut or over, as the connection happens to end.
    assert.equal(await stream.nextEvent().catch(() => "end"), "end");
    const again = await openStream(balancer.origin, headers);

    assert.equal(await statusAt(balancer.origin, headers), shown);
    assert.deepEqual(await click(balancer.origin, headers, "one-click"), clicked);
    assert.equal(upstream.linksAsked(), asked);
    upstream.statuses.set(customer, "approved");
    assert.equal(await sendWebhook(balancer.origin, anId(), customer), 204);
    assert.equal(await again.nextEvent(), "nudge");
    assert.equal(await statusAt(balancer.origin, headers), "approved");
    await again.leave();
  });
});
