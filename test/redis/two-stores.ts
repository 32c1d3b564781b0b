import { EventEmitter, once } from "node:events";
import { createRedisStore, type RedisStore } from "../../src/host/redis.js";
import type { RedisServer } from "./redis-server.js";

export const secret = "a-secret-of-thirty-two-bytes-...";

/** A store as one process has it, with the state of its connection. */
export interface ConnectedStore {
  readonly store: RedisStore;
  /** Fulfilled when the connection comes (true) or goes (false). */
  until(isConnected: boolean): Promise<void>;
}

/** Connects a store and resolves once it hears the changes of other stores. */
export async function connected(
  { url }: Pick<RedisServer, "url">,
  options: { readonly prefix?: string; readonly processes?: number } = {},
): Promise<ConnectedStore> {
  const states = new EventEmitter();
  let isNow = false;
  const store = createRedisStore({
    url,
    secret,
    ...options,
    onConnection(isConnected) {
      isNow = isConnected;
      states.emit("change");
    },
  });
  const until = async (isConnected: boolean) => {
    while (isNow !== isConnected) await once(states, "change");
  };
  const heard = new Promise<void>((resolve) => {
    const stop = store.listen((change) => {
      if (!("everybody" in change)) return;
      stop();
      resolve();
    });
  });
  await until(true);
  await heard;
  return { store, until };
}

/** The next change that a store hears. */
export function nextChange(store: RedisStore): Promise<object> {
  return new Promise((resolve) => {
    const stop = store.listen((change) => {
      stop();
      resolve(change);
    });
  });
}
