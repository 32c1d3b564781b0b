import { startRedis } from "../test/redis/redis-server.js";
import {
  type HandlerProcess,
  openStream,
  sendWebhook,
  session,
  startProcess,
  startUpstream,
} from "../test/redis/several-processes.js";
import { findRedisServer } from "../test/runner/provide-redis.js";
import { printLatencies } from "./children.js";

const webhooks = 500;
const warmUp = 50;
const watchers = 10;

/** Milliseconds from sending a webhook to the notification of a watcher, one webhook after the other. */
async function latencies(at: string, watchedAt: readonly string[]): Promise<readonly number[]> {
  const watching = await Promise.all(
    Array.from({ length: watchers }, async (_, index) => {
      const customer = `customer_latency${index}`;
      const origin = watchedAt[index % watchedAt.length] ?? at;
      return { customer, stream: await openStream(origin, await session(at, customer)) };
    }),
  );
  const tookMs: number[] = [];
  for (let sent = 0; sent < warmUp + webhooks; sent += 1) {
    const { customer, stream } = watching[sent % watchers] ?? {};
    if (!customer || !stream) break;
    const notified = stream.nextEvent();
    const beganMs = performance.now();
    const answered = sendWebhook(at, `${at}-${sent}`, customer);
    await notified;
    if (sent >= warmUp) tookMs.push(performance.now() - beganMs);
    await answered;
  }
  for (const { stream } of watching) await stream.leave();
  return tookMs.sort((one, other) => one - other);
}

/** From a webhook to the notification: in one process, and from one of three to the two others on Redis. */
export async function benchNotifications(): Promise<void> {
  const upstream = await startUpstream();
  const processes: HandlerProcess[] = [];
  const redis = findRedisServer() ? await startRedis() : undefined;
  try {
    console.log(
      "from a webhook that is sent to the notification that arrives, over HTTP on loopback",
    );
    const alone = await startProcess(upstream.url);
    processes.push(alone);
    printLatencies("notify  one process", await latencies(alone.origin, [alone.origin]));
    if (!redis) {
      console.log("notify  three on Redis: not measured, redis-server was not found");
      return;
    }
    const three = await Promise.all([0, 1, 2].map(() => startProcess(upstream.url, redis.url)));
    processes.push(...three);
    const [first = "", ...others] = three.map(({ origin }) => origin);
    printLatencies("notify  three on Redis", await latencies(first, others));
  } finally {
    await Promise.all(processes.map((each) => each.kill()));
    upstream.close();
    await redis?.stop();
  }
}
