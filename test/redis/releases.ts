import { EventEmitter, once } from "node:events";
import * as redis6 from "redis";
import packageOf6 from "redis/package.json" with { type: "json" };
import * as redis4 from "redis-4";
import packageOf4 from "redis-4/package.json" with { type: "json" };
import * as redis5 from "redis-5";
import packageOf5 from "redis-5/package.json" with { type: "json" };
import type { RedisPackage } from "../../src/host/redis/redis-client.js";
import type { RedisStoreOptions } from "../../src/host/redis/redis-options.js";
import { createStoreWith, type RedisStore } from "../../src/host/redis/redis-store.js";
import { secret } from "./two-stores.js";

/** Every release of the package `redis` that hosts may have. */
export const releases: readonly RedisPackage[] = [
  { version: packageOf4.version, exports: redis4 },
  { version: packageOf5.version, exports: redis5 },
  { version: packageOf6.version, exports: redis6 },
];

/** A store, and what its host heard of the connection. */
export interface WatchedStore {
  readonly store: RedisStore;
  /** `true`, or the sentence that says why there is no connection. */
  readonly reports: readonly (true | string)[];
  /** Resolves when a report fits. */
  until(fits: (report: true | string) => boolean): Promise<true | string>;
}

/** Makes a store with a release of the package. */
export function watched(
  installed: RedisPackage,
  options: Omit<RedisStoreOptions, "secret" | "onConnection">,
): WatchedStore {
  const changes = new EventEmitter();
  const reports: (true | string)[] = [];
  const store = createStoreWith(installed, {
    ...options,
    secret,
    onConnection(isConnected, error) {
      reports.push(isConnected || (error?.message ?? ""));
      changes.emit("report");
    },
  });
  return {
    store,
    reports,
    async until(fits) {
      let seen = 0;
      for (;;) {
        for (; seen < reports.length; seen += 1) {
          const report = reports[seen];
          if (report !== undefined && fits(report)) return report;
        }
        await once(changes, "report");
      }
    },
  };
}

export const isUp = (report: true | string): boolean => report === true;
export const isDown = (report: true | string): boolean => report !== true;
