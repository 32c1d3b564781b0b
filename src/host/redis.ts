/**
 * Owns: the connection to Redis: THE only file that loads the package `redis`.
 * Does not own: what is kept there.
 * Why: Redis may be away at any moment. A command then fails at once instead of waiting, and what can
 * go on without Redis does.
 */
import { createClient } from "redis";
import { contained, createListeners } from "./live/listeners.js";
import { createRedisCallLimits } from "./redis/redis-call-limits.js";
import { createRedisChanges } from "./redis/redis-changes.js";
import type { RedisCommands, RedisSignals, Reply } from "./redis/redis-commands.js";
import { createRedisLinks } from "./redis/redis-links.js";
import { createSealedOutcomes } from "./redis/sealed-outcomes.js";
import { runtimeSchedule, withDeadline } from "./runtime.js";
import type { Store } from "./store/store.js";

/** What {@link createRedisStore} needs and accepts. */
export interface RedisStoreOptions {
  /** Where Redis is: `redis://` or, beyond one machine, `rediss://`, with its password. */
  readonly url: string;
  /**
   * Seals the links that are kept for seconds or minutes: 32 bytes or more of randomness, a string
   * counted in UTF-8. All processes have the same one; the handler's `secret` will do, also as
   * `[new, old]` while it is being changed: the new one seals, both open.
   */
  readonly secret: string | Uint8Array | readonly [string | Uint8Array, string | Uint8Array];
  /** What every key and the channel begin with. Default `sphere-kyc`. */
  readonly prefix?: string;
  /**
   * How many processes share Redis at most. While it is away each allows itself this part of the
   * calls to SpherePay. Default 4.
   */
  readonly processes?: number;
  /**
   * Called whenever Redis comes (true: commands work and messages arrive) or goes (false), and once at
   * the start when it is not reached. What it throws is ignored.
   */
  readonly onConnection?: (isConnected: boolean) => void;
}

/** A store that several processes share. */
export interface RedisStore extends Store {
  /** Ends the connections; the store cannot be used afterwards. */
  close(): void;
}

const commandTimeoutMs = 1_000;
const pingMs = 4_000;
const silenceMs = 10_000;
const longestPauseMs = 1_000;
const prefixForm = /^[\w.-]{1,64}$/;
const urlForm = /^rediss?:\/\//;
const databaseForm = /^\/?\d{0,4}$/;

function refuse(name: string, expected: string): never {
  throw new TypeError(`createRedisStore: option "${name}" must be ${expected}.`);
}

function keyBytes(secret: unknown): Uint8Array {
  const key = typeof secret === "string" ? new TextEncoder().encode(secret) : secret;
  return key instanceof Uint8Array && key.byteLength >= 32
    ? key
    : refuse("secret", "32 bytes or more (text or Uint8Array), or [current, previous]");
}

function checked(options: RedisStoreOptions) {
  const { url, secret, prefix = "sphere-kyc", processes = 4, onConnection = () => {} } = options;
  if (typeof url !== "string" || !urlForm.test(url) || !URL.canParse(url)) {
    refuse("url", 'a "redis://" or "rediss://" address');
  }
  if (!databaseForm.test(new URL(url).pathname)) {
    refuse("url", "without a path, or with the number of a database");
  }
  const secrets: readonly unknown[] =
    Array.isArray(secret) && secret.length === 2 ? secret : [secret];
  const keys = secrets.map(keyBytes);
  if (!prefixForm.test(prefix)) refuse("prefix", "1 to 64 letters, digits, dots or dashes");
  if (!Number.isInteger(processes) || processes < 1 || processes > 1_000) {
    refuse("processes", "a whole number from 1 to 1000");
  }
  if (typeof onConnection !== "function") refuse("onConnection", "a function");
  return { url, keys, prefix, processes, onConnection };
}

/**
 * Makes a store in Redis (6.2 or newer, one server or a primary with replicas), shared by all
 * processes with the same address, prefix and secret. Connects by itself, and again whenever the
 * connection is lost. While Redis is away customers are read and shown as usual, clicks end in
 * `upstream_failed` and may be repeated, and a webhook is refused so that SpherePay sends it again.
 * @throws {TypeError} naming the option that is wrong and what was expected, never its value.
 */
export function createRedisStore(options: RedisStoreOptions): RedisStore {
  const { url, keys, prefix, processes, onConnection } = checked(options);
  const socket = {
    connectTimeout: commandTimeoutMs,
    // Pings come more often, so silence means that Redis is gone.
    socketTimeout: silenceMs,
    reconnectStrategy: (retries: number) => Math.min(longestPauseMs, 25 * 2 ** retries),
  };
  const client = createClient({ url, socket, disableOfflineQueue: true, pingInterval: pingMs });
  const subscriber = client.duplicate({ disableOfflineQueue: false });
  const keyOf = (...parts: readonly string[]) => [prefix, ...parts].join(":");
  const channel = keyOf("signals");
  const { notify, listen } = createListeners<string | undefined>();
  const reportConnection = contained(onConnection);
  let isClosed = false;
  let isThere = false;
  let wasThere = false;
  /** Since when Redis is there again after it was lost; from the beginning it is trusted. */
  let backSinceMs = Number.NEGATIVE_INFINITY;
  let isHearing = false;
  let isConnected: boolean | undefined;
  let endPause = () => {};

  function reportIfChanged(): void {
    if (isClosed || isConnected === (isThere && isHearing)) return;
    isConnected = isThere && isHearing;
    reportConnection(isConnected);
  }

  function reached(isReached: boolean): void {
    backSinceMs = isReached && !isThere && wasThere ? Date.now() : backSinceMs;
    wasThere ||= isReached;
    isThere = isReached;
    // The first report says that Redis is there, or that it cannot be reached; half of it is neither.
    if (!isReached || isHearing) reportIfChanged();
  }

  function hearing(isHeard: boolean): void {
    isHearing = isHeard;
    if (!isHeard || isThere) reportIfChanged();
    // Messages in between are lost.
    if (isHeard) notify(undefined);
  }

  /** The client repeats a subscription by itself only once it has worked: until then it is tried here. */
  async function subscribe(): Promise<void> {
    while (!isClosed) {
      try {
        await subscriber.subscribe(channel, notify);
        hearing(true);
        subscriber.on("ready", () => hearing(true));
        return;
      } catch {
        hearing(false);
        await new Promise<void>((resolve) => {
          const forget = runtimeSchedule(resolve, longestPauseMs);
          endPause = () => {
            forget();
            resolve();
          };
        });
      }
    }
  }

  // A lost connection is no error here: it comes back, and commands fail meanwhile.
  client.on("error", () => reached(client.isReady)).on("ready", () => reached(true));
  subscriber.on("error", () => {
    if (!subscriber.isReady) hearing(false);
  });
  for (const each of [client, subscriber]) each.connect().catch(() => undefined);
  void subscribe();

  const soon = <T>(command: () => Promise<T>): Promise<T> =>
    withDeadline(commandTimeoutMs, command, () => new Error("Redis does not respond."));

  const commands: RedisCommands = {
    get: (name) => soon(() => client.get(name)),
    async set(name, value, keepMs) {
      await soon(() => client.set(name, value, { expiration: { type: "PX", value: keepMs } }));
    },
    run: (script, keys, args) =>
      soon(async () => {
        const given = [String(keys.length), ...keys, ...args.map(String)];
        return (await client.sendCommand(["EVAL", script, ...given])) as Reply;
      }),
  };
  const signals: RedisSignals = {
    channel,
    isHearing: () => isHearing,
    listen,
  };
  const outcomes = createSealedOutcomes(keys);
  const isSteady = () => isThere && Math.abs(Date.now() - backSinceMs) >= 1_000;
  const shared = { commands, signals, outcomes, keyOf, processes, isSteady, now: Date.now };

  return {
    ...createRedisLinks({ ...shared, schedule: runtimeSchedule }),
    ...createRedisChanges(shared),
    ...createRedisCallLimits(shared),
    processes,
    close() {
      isClosed = true;
      endPause();
      for (const each of [client, subscriber]) {
        if (each.isOpen) each.destroy();
      }
    },
  };
}
