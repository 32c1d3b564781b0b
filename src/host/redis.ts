/**
 * Owns: which package `redis` there is: THE only file that loads it.
 * Does not own: connections, or what is kept in Redis.
 * Why: it is an optional peer, in one of several releases, or missing where Redis is not used.
 */
import { createRequire } from "node:module";
import * as exported from "redis";
import type { RedisStoreOptions } from "./redis/redis-options.js";
import { createStoreWith, type RedisStore } from "./redis/redis-store.js";

export type { RedisTlsOptions } from "./redis/redis-addresses.js";
export type { RedisStoreOptions } from "./redis/redis-options.js";
export type { RedisStore } from "./redis/redis-store.js";

function installedVersion(): string | undefined {
  try {
    const { version } = Object(createRequire(import.meta.url)("redis/package.json"));
    return typeof version === "string" ? version : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Makes a store in Redis (6.2 or newer: one server, a primary with replicas, or a cluster), shared by all processes with the same address, prefix and secret. Connects by itself, and
 * again whenever the connection is lost. While Redis is away customers are read and shown as usual,
 * clicks end in `host_failed` and may be repeated, and a webhook is refused so that SpherePay sends
 * it again. When more clicks arrive at once than Redis can take, the others end in `rate_limited`.
 * @throws {TypeError} naming the option that is wrong and what was expected, never its value; or the
 * version of the package `redis`, where that is none of 4 (from 4.6 on), 5 and 6.
 * @example
 * const store = createRedisStore({
 *   url: "rediss://:password@redis.internal:6380",
 *   tls: { ca: readFileSync("redis-ca.pem") },
 *   secret,
 *   onConnection: (isConnected, error) => console.log(isConnected, error?.message),
 * });
 */
export function createRedisStore(options: RedisStoreOptions): RedisStore {
  return createStoreWith({ version: installedVersion(), exports: exported }, options);
}
