import { runtimeSchedule, type Schedule, withDeadline } from "../runtime.js";
import { isMoved, type RedisAddress, type RedisAddresses } from "./redis-addresses.js";
import { endClient, type OpenClient, type RedisClient } from "./redis-client.js";

/** What {@link createRedisLine} needs. */
export interface RedisLineSettings {
  readonly open: OpenClient;
  readonly addresses: RedisAddresses;
  /** Resolves when the connection does what it is for. */
  readonly prepare: (client: RedisClient) => Promise<void>;
  readonly onUp: () => void;
  /** Called whenever a connection ended, or was not reached. */
  readonly onDown: (error: Error, address: RedisAddress) => void;
}

/** One connection after the other. */
export interface RedisLine {
  /** The connection, while it is there. */
  current(): RedisClient | undefined;
  /** Something has arrived. */
  heard(): void;
  /** Ends this connection; another one is opened. */
  drop(error: Error): void;
  close(): void;
}

const openTimeoutMs = 5_000;
// Pings come every four seconds, so ten looks without a reply mean that Redis is gone. Looks are
// counted, and not time: a process that is busy looks late, and reads its replies between two looks.
const lookMs = 1_000;
const silentLooks = 10;
const longestPauseMs = 1_000;
/** A cluster names another node: more often in a row is a circle. */
const mostMoves = 5;

const errorOf = (thrown: unknown) =>
  thrown instanceof Error ? thrown : new Error("The connection ended");

/** Keeps a connection to Redis: opens one at once, and another whenever it has ended. */
export function createRedisLine(settings: RedisLineSettings): RedisLine {
  const { open, addresses, prepare, onUp, onDown } = settings;
  const schedule: Schedule = runtimeSchedule;
  let isClosed = false;
  let current: RedisClient | undefined;
  /** Attempts since a connection was there. */
  let tries = 0;
  /** Looks since something arrived. */
  let looks = 0;
  let endCurrent = (_: Error) => {};
  let endPause = () => {};

  const heard = () => {
    looks = 0;
  };

  /** Resolves with why the connection has ended. */
  function connection(address: RedisAddress): Promise<Error> {
    return new Promise((resolve) => {
      const client = open(address);
      let isReady = false;
      let isEnded = false;
      let forget = () => {};
      function end(thrown: unknown): void {
        if (isEnded) return;
        isEnded = true;
        forget();
        current = undefined;
        endClient(client, isReady);
        resolve(errorOf(thrown));
      }
      function look(): void {
        looks += 1;
        if (looks >= silentLooks) end(new Error("Redis does not respond"));
        else forget = schedule(look, lookMs);
      }
      endCurrent = end;
      client.on("ready", () => {
        isReady = true;
      });
      client.on("error", end);
      client.on("end", end);
      client.on("ping-interval", heard);
      heard();
      forget = schedule(look, lookMs);
      const opened = async () => {
        await client.connect();
        await prepare(client);
      };
      const late = () => new Error("Redis does not respond");
      withDeadline(openTimeoutMs, opened, late).then(() => {
        if (isEnded) return;
        current = client;
        tries = 0;
        heard();
        onUp();
      }, end);
    });
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const forget = schedule(resolve, ms);
      endPause = () => {
        forget();
        resolve();
      };
    });
  }

  async function keep(): Promise<void> {
    let moves = 0;
    while (!isClosed) {
      const address = addresses.current();
      const error = await connection(address);
      if (isClosed) return;
      addresses.leave(address, error);
      if (isMoved(error) && moves < mostMoves) {
        moves += 1;
        continue;
      }
      moves = 0;
      onDown(error, address);
      await pause(Math.min(longestPauseMs, 25 * 2 ** tries));
      tries += 1;
    }
  }

  void keep();
  return {
    current: () => current,
    heard,
    drop: (error) => endCurrent(error),
    close() {
      isClosed = true;
      endPause();
      endCurrent(new Error("The store is closed."));
    },
  };
}
