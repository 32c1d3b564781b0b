import { bytesOf } from "../bytes.js";
import { type RedisAddress, type RedisTlsOptions, redisAddressOf } from "./redis-addresses.js";

/** What `createRedisStore` needs and accepts. */
export interface RedisStoreOptions {
  /**
   * Where Redis is: `redis://` or, beyond one machine, `rediss://`, with its password. Of a cluster
   * its configuration endpoint, or a list of some nodes: the one that has the keys is found.
   */
  readonly url: string | readonly string[];
  /**
   * For `rediss://`: whom to trust and who this host is, as `node:tls` takes it: `ca`, `cert`, `key`,
   * `servername` and so on. Default: the public authorities, no certificate of its own.
   */
  readonly tls?: RedisTlsOptions;
  /**
   * Seals the links that are kept for seconds or minutes: 32 bytes or more of randomness, a string
   * counted in UTF-8. All processes have the same one; the handler's `secret` will do, also as
   * `[new, old]` while it is being changed: the new one seals, both open.
   */
  readonly secret: string | Uint8Array | readonly [string | Uint8Array, string | Uint8Array];
  /** What every key and the channel begin with, in braces. Default `sphere-kyc`. */
  readonly prefix?: string;
  /**
   * How many processes share Redis at most. While it is away each allows itself this part of the
   * calls to SpherePay. Default 4.
   */
  readonly processes?: number;
  /**
   * Called when Redis comes (true: commands work and messages arrive), when it goes, and at the start
   * when it is not reached (false). Then `error` says why in one sentence, without a password; another
   * reason is another call. What it throws is ignored. Default: the sentence goes to `console.warn`.
   */
  readonly onConnection?: (isConnected: boolean, error?: Error) => void;
}

/** The options, checked and completed. */
export interface RedisSettings {
  readonly addresses: readonly RedisAddress[];
  readonly keys: readonly Uint8Array[];
  readonly prefix: string;
  readonly processes: number;
  readonly onConnection: (isConnected: boolean, error?: Error) => void;
}

const prefixForm = /^[\w.-]{1,64}$/;
const urlForm = /^rediss?:\/\//;
const databaseForm = /^\/?\d{0,4}$/;

function refuse(name: string, expected: string): never {
  throw new TypeError(`createRedisStore: option "${name}" must be ${expected}.`);
}

function keyBytes(secret: unknown): Uint8Array {
  const key = bytesOf(secret);
  return key && key.byteLength >= 32
    ? key
    : refuse("secret", "32 bytes or more (text or Uint8Array), or [current, previous]");
}

function addressOf(url: unknown, tls: RedisTlsOptions | undefined): RedisAddress {
  if (typeof url !== "string" || !urlForm.test(url) || !URL.canParse(url)) {
    return refuse("url", 'a "redis://" or "rediss://" address, or a list of some');
  }
  if (!databaseForm.test(new URL(url).pathname)) {
    refuse("url", "without a path, or with the number of a database");
  }
  if (tls && !url.startsWith("rediss:")) refuse("tls", 'left out, or the url "rediss://"');
  return redisAddressOf(url, tls);
}

function warn(isConnected: boolean, error?: Error): void {
  if (!isConnected && error) console.warn(`sphere-kyc-onboarding: ${error.message}`);
}

/**
 * Checks and completes the options.
 * @throws {TypeError} naming the option that is wrong and what was expected, never its value.
 */
export function checkRedisOptions(options: RedisStoreOptions): RedisSettings {
  const { url, tls, secret, prefix = "sphere-kyc", processes = 4, onConnection = warn } = options;
  if (tls !== undefined && (tls === null || typeof tls !== "object" || Array.isArray(tls))) {
    refuse("tls", "an object with options of node:tls, such as ca");
  }
  const urls: readonly unknown[] = Array.isArray(url) && url.length > 0 ? url : [url];
  const secrets: readonly unknown[] =
    Array.isArray(secret) && secret.length === 2 ? secret : [secret];
  const keys = secrets.map(keyBytes);
  if (!prefixForm.test(prefix)) refuse("prefix", "1 to 64 letters, digits, dots or dashes");
  if (!Number.isInteger(processes) || processes < 1 || processes > 1_000) {
    refuse("processes", "a whole number from 1 to 1000");
  }
  if (typeof onConnection !== "function") refuse("onConnection", "a function");
  const addresses = urls.map((each) => addressOf(each, tls));
  return { addresses, keys, prefix, processes, onConnection };
}
