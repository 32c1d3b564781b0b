/**
 * What is used of the package `redis`: no more than its releases 4, 5 and 6 have in common. A client
 * lives as long as one connection; opening another one is not left to it, because each release does
 * that in its own way.
 */
import type { RedisAddress } from "./redis-addresses.js";

/** One connection. */
export interface RedisClient {
  on(event: string, listener: (value?: unknown) => void): unknown;
  connect(): Promise<unknown>;
  sendCommand(command: string[]): Promise<unknown>;
  subscribe(channel: string, listener: (message: string) => void): Promise<unknown>;
  /** Since release 5. */
  destroy?(): void;
  /** In release 4. */
  disconnect?(): Promise<unknown>;
}

/** The package, as it is imported. */
export interface RedisPackage {
  /** As `package.json` states it; `undefined` when that cannot be found. */
  readonly version: string | undefined;
  /** Its exports. */
  readonly exports: object;
}

/** Makes a client that is not connected yet. */
export type OpenClient = (address: RedisAddress) => RedisClient;

const expected = 'the package "redis" 4.6 or newer, 5 or 6: npm install redis';
/** They say nothing of their pings, so that a silent server would go unnoticed. */
const tooOld = /^([0-3]\.|4\.[0-5]\.)/;

function isClient(value: unknown): value is RedisClient {
  const { on, connect, sendCommand, subscribe, destroy, disconnect } = Object(value);
  return [on, connect, sendCommand, subscribe, destroy ?? disconnect].every(
    (method) => typeof method === "function",
  );
}

/**
 * Makes the maker of clients.
 * @throws {TypeError} naming the version, when the package is too old or another one.
 */
export function createClientOpener({ version, exports }: RedisPackage): OpenClient {
  const found = version === undefined ? "a package without a version" : `version ${version}`;
  const refusal = () => new TypeError(`createRedisStore: found ${found}, expected ${expected}.`);
  const createClient: unknown = Reflect.get(exports, "createClient");
  // Release 3 and older connect as soon as a client is made: it is known by what it exports.
  const isOld =
    tooOld.test(version ?? "") ||
    (Reflect.has(exports, "RedisClient") && !Reflect.has(exports, "createCluster"));
  if (typeof createClient !== "function" || isOld) throw refusal();

  return ({ host, port, tls, username, password, database }) => {
    const client: unknown = createClient({
      // The protocol that every release speaks.
      RESP: 2,
      disableOfflineQueue: true,
      pingInterval: 4_000,
      ...(username !== undefined && { username }),
      ...(password !== undefined && { password }),
      ...(database !== undefined && { database }),
      socket: {
        ...tls,
        host,
        port,
        ...(tls && { tls: true }),
        connectTimeout: 3_000,
        // Ends what never gets ready; pings keep the others. Unknown in release 4.
        socketTimeout: 10_000,
        reconnectStrategy: (_: number, cause?: Error) => cause ?? new Error("The connection ended"),
      },
    });
    if (!isClient(client)) throw refusal();
    return client;
  };
}

/**
 * Ends a connection. One that is only being opened ends as soon as it is: a client that has to end
 * before that forgets its socket, in releases 4 and 5.
 */
export function endClient(client: RedisClient, isReady: boolean): void {
  const end = () => {
    try {
      if (client.destroy) client.destroy();
      else client.disconnect?.().catch(() => undefined);
    } catch {
      // It has ended by itself.
    }
  };
  if (isReady) end();
  else client.on("ready", end);
}
