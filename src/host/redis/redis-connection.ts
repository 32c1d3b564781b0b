/**
 * Owns: the two connections to Redis, one for commands and one for messages, and what the host hears
 * of them.
 * Does not own: what is kept there.
 * Why: Redis may be away at any moment. A command then fails at once instead of waiting, and what can
 * go on without Redis does.
 */
import { createListeners } from "../live/listeners.js";
import type { Schedule } from "../runtime.js";
import { createCommandQueue, type Stage } from "./command-queue.js";
import { createRedisAddresses, type RedisAddress } from "./redis-addresses.js";
import { checkRedis, connectionError, isServerFault } from "./redis-check.js";
import type { OpenClient } from "./redis-client.js";
import type { KeyOf, RedisCommands, RedisSignals, Reply } from "./redis-commands.js";
import { createRedisLine } from "./redis-line.js";

/** What {@link connectRedis} needs. */
export interface RedisConnectionSettings {
  readonly open: OpenClient;
  readonly addresses: readonly RedisAddress[];
  readonly keyOf: KeyOf;
  readonly schedule: Schedule;
  /** Called when Redis comes; and when it goes or is not reached, once for each reason. */
  readonly report: (isConnected: boolean, error: Error | undefined) => void;
}

/** The connections as one. */
export interface RedisConnection {
  readonly commands: RedisCommands;
  readonly signals: RedisSignals;
  /** Whether Redis has been there all through the last second, since it was lost for the first time. */
  isSteady(): boolean;
  close(): void;
}

const maxSent = 256;
const maxWaiting = { first: 512, next: 2_048, last: Number.POSITIVE_INFINITY };
const repeatMs = 500;
const repeatForMs = 60_000;
/** How many failed ends are repeated at the same time; the others end with their leases. */
const maxSettling = 4_096;

/** Connects, and again whenever a connection is lost. */
export function connectRedis(settings: RedisConnectionSettings): RedisConnection {
  const { open, keyOf, schedule, report } = settings;
  const addresses = createRedisAddresses(settings.addresses);
  const channel = keyOf("signals");
  const { notify, listen } = createListeners<string | undefined>();
  const reported = new Set<string>();
  let isClosed = false;
  let isThere = false;
  let wasThere = false;
  /** Since when Redis is there again after it was lost; from the beginning it is trusted. */
  let backSinceMs = Number.NEGATIVE_INFINITY;
  let isHearing = false;
  let isConnected: boolean | undefined;
  let settling = 0;

  function reportUp(): void {
    // Half of it is neither there nor away.
    if (isClosed || isConnected === true || !isThere || !isHearing) return;
    isConnected = true;
    reported.clear();
    report(true, undefined);
  }

  function reportDown(error: Error, address: RedisAddress): void {
    const reason = connectionError(error, address);
    if (isClosed || (isConnected === false && reported.has(reason.message))) return;
    isConnected = false;
    reported.add(reason.message);
    report(false, reason);
  }

  const queue = createCommandQueue({
    schedule,
    maxSent,
    maxWaiting,
  });
  const away = () => new Error("Redis is not connected.");

  const commandLine = createRedisLine({
    open,
    addresses,
    prepare: (client) => checkRedis(client, keyOf, channel),
    onUp() {
      if (wasThere) backSinceMs = Date.now();
      wasThere = true;
      isThere = true;
      reportUp();
    },
    onDown(error, address) {
      isThere = false;
      queue.failAll(away());
      reportDown(error, address);
    },
  });
  const signalLine = createRedisLine({
    open,
    addresses,
    async prepare(client) {
      await client.subscribe(channel, notify);
    },
    onUp() {
      isHearing = true;
      reportUp();
      // Messages in between are lost.
      notify(undefined);
    },
    onDown(error, address) {
      isHearing = false;
      reportDown(error, address);
    },
  });

  async function send(command: readonly string[]): Promise<unknown> {
    const client = commandLine.current();
    if (!client) throw away();
    try {
      const reply = await client.sendCommand([...command]);
      commandLine.heard();
      return reply;
    } catch (error) {
      if (error instanceof Error && isServerFault(error)) commandLine.drop(error);
      throw error;
    }
  }

  const ask = (stage: Stage, command: readonly string[]): Promise<unknown> =>
    commandLine.current() ? queue.run(stage, () => send(command)) : Promise.reject(away());

  const run: RedisCommands["run"] = async (script, keys, args, stage = "next") => {
    const given = [String(keys.length), ...keys, ...args.map(String)];
    return (await ask(stage, ["EVAL", script, ...given])) as Reply;
  };

  const pause = () => new Promise<void>((resolve) => void schedule(resolve, repeatMs));

  /** Repeats what has failed until it arrives, or is too late to matter. */
  async function repeat(action: () => Promise<unknown>): Promise<void> {
    if (settling >= maxSettling) return;
    settling += 1;
    for (let leftMs = repeatForMs; leftMs > 0 && !isClosed; leftMs -= repeatMs) {
      await pause();
      const hasArrived = await action().then(
        () => true,
        () => false,
      );
      if (hasArrived) break;
    }
    settling -= 1;
  }

  const commands: RedisCommands = {
    async get(name) {
      const value = await ask("next", ["GET", name]);
      return typeof value === "string" ? value : null;
    },
    async set(name, value, keepMs) {
      await ask("next", ["SET", name, value, "PX", String(keepMs)]);
    },
    run,
    async settle(script, keys, args) {
      const action = () => run(script, keys, args, "last");
      await action().catch(() => void repeat(action));
    },
  };

  return {
    commands,
    signals: { channel, isHearing: () => isHearing, listen },
    isSteady: () => isThere && Math.abs(Date.now() - backSinceMs) >= 1_000,
    close() {
      isClosed = true;
      queue.failAll(away());
      commandLine.close();
      signalLine.close();
    },
  };
}
