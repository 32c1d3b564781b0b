import { contained } from "../live/listeners.js";
import { runtimeSchedule } from "../runtime.js";
import type { Store } from "../store/store.js";
import { createRedisCallLimits } from "./redis-call-limits.js";
import { createRedisChanges } from "./redis-changes.js";
import { createClientOpener, type RedisPackage } from "./redis-client.js";
import type { KeyOf } from "./redis-commands.js";
import { connectRedis } from "./redis-connection.js";
import { createRedisLinks } from "./redis-links.js";
import { createRedisNotes } from "./redis-notes.js";
import { checkRedisOptions, type RedisStoreOptions } from "./redis-options.js";
import { createSealedOutcomes } from "./sealed-outcomes.js";

/** A store that several processes share. */
export interface RedisStore extends Store {
  /** Ends the connections; the store cannot be used afterwards. */
  close(): void;
}

/**
 * Makes a store in Redis with a given release of the package `redis`.
 * @throws {TypeError} naming the option that is wrong, or the release.
 */
export function createStoreWith(installed: RedisPackage, options: RedisStoreOptions): RedisStore {
  const { addresses, keys, prefix, processes, onConnection } = checkRedisOptions(options);
  const open = createClientOpener(installed);
  // What is no client is found out now, and not while customers click.
  for (const address of addresses) open(address);
  const keyOf: KeyOf = (...parts) => [`{${prefix}}`, ...parts].join(":");
  const reportConnection = contained(
    ({ isConnected, error }: { isConnected: boolean; error: Error | undefined }) =>
      onConnection(isConnected, error),
  );
  const connection = connectRedis({
    open,
    addresses,
    keyOf,
    schedule: runtimeSchedule,
    report: (isConnected, error) => reportConnection({ isConnected, error }),
  });
  const { commands, signals, isSteady, close } = connection;
  const outcomes = createSealedOutcomes(keys);
  const shared = { commands, signals, outcomes, keyOf, processes, isSteady, now: Date.now };

  return {
    ...createRedisLinks({ ...shared, schedule: runtimeSchedule }),
    ...createRedisNotes(shared),
    ...createRedisChanges(shared),
    ...createRedisCallLimits(shared),
    processes,
    close,
  };
}
