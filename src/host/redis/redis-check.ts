/**
 * Owns: what a Redis must be and allow, and what is wrong with one, in a sentence.
 * Does not own: when it is checked.
 * Why: a Redis may be too old, a replica, a Sentinel, or give a user too few rights. Found out at the
 * start, that is one sentence for the host; found out later, it is a customer's click that fails.
 */
import { isMoved, type RedisAddress } from "./redis-addresses.js";
import type { RedisClient } from "./redis-client.js";
import type { KeyOf } from "./redis-commands.js";

// Every command that the scripts use, on keys of its own.
const probe = `
redis.call('TIME')
redis.call('SET', KEYS[1], '1', 'PX', 1000)
redis.call('EXISTS', KEYS[1])
redis.call('GET', KEYS[1])
redis.call('PEXPIRE', KEYS[1], 1000)
redis.call('PTTL', KEYS[1])
redis.call('HSET', KEYS[2], 'a', '1')
redis.call('HGET', KEYS[2], 'a')
redis.call('HGETALL', KEYS[2])
redis.call('HLEN', KEYS[2])
redis.call('HDEL', KEYS[2], 'a')
redis.call('RPUSH', KEYS[3], '1')
redis.call('LINDEX', KEYS[3], 0)
redis.call('LLEN', KEYS[3])
redis.call('LPOP', KEYS[3])
redis.call('PUBLISH', ARGV[1], 'checked')
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
return 1`;

const oldest = [6, 2] as const;
const tooOld = (found: string) => new Error(`it is ${found}; 6.2 is the oldest that will do`);

/** What a server says of itself, by name. */
async function introduction(client: RedisClient): Promise<ReadonlyMap<string, unknown>> {
  const reply = await client.sendCommand(["HELLO"]).catch((error: Error) => {
    // Without an argument it is known since 6.2, and every user may send it.
    throw /^ERR (unknown command|wrong number)/i.test(error.message) ? tooOld("older") : error;
  });
  const facts = Array.isArray(reply) ? reply : [];
  return new Map(facts.map((name, index) => [String(name), facts[index + 1]]));
}

/**
 * Checks that a server is one that the store can work with.
 * @throws {Error} saying what is missing, or naming the node of a cluster that has the keys.
 */
export async function checkRedis(
  client: RedisClient,
  keyOf: KeyOf,
  channel: string,
): Promise<void> {
  const facts = await introduction(client);
  const version = String(facts.get("version") ?? "");
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
    if (major > 0) throw tooOld(`version ${version.slice(0, 20)}`);
  }
  const mode = facts.get("mode");
  if (mode === "sentinel") throw new Error("it is a Sentinel; give the address of the primary");
  if (mode !== "cluster" && facts.get("role") === "replica") {
    throw new Error("it is a replica; give the address of the primary");
  }
  const own = crypto.randomUUID();
  const keys = ["text", "hash", "list"].map((kind) => keyOf("check", own, kind));
  await client.sendCommand(["EVAL", probe, String(keys.length), ...keys, channel]);
}

/** What the words of an error mean, and what to do. The first that fits. */
const sentences: readonly (readonly [RegExp, string])[] = [
  [/^ECONNREFUSED/, "nothing listens there"],
  [/^(ENOTFOUND|EAI_AGAIN)/, "there is no such host"],
  [/^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)|timeout|does not respond/i, "it does not respond"],
  [/ALTNAME/, "its certificate is for another name; give that one as tls.servername"],
  [/CERT_HAS_EXPIRED/, "its certificate has expired"],
  [
    /SELF_SIGNED|UNABLE_TO_(VERIFY|GET)/,
    "its certificate is not trusted; give its authority as tls.ca",
  ],
  [
    /CERTIFICATE_REQUIRED|certificate required|HANDSHAKE_FAILURE/i,
    "it asks for a certificate; give tls.cert and tls.key",
  ],
  [
    /WRONG_VERSION|wrong version number|PACKET_LENGTH/i,
    'it does not speak TLS; begin the address with "redis://"',
  ],
  [/^NOAUTH/, "it asks for a password; put it into the address"],
  [/^WRONGPASS|invalid password/, "it does not know this user and password"],
  [/SELECT is not allowed/, "a cluster has one database; leave the number out of the address"],
  [
    /NOPERM|can't run this command|no permissions/i,
    "its user may not run every command that the store needs",
  ],
  [/CLUSTERDOWN/, "its cluster is down, or nobody has the keys of the store"],
  [/READONLY/, "it is a replica; give the address of the primary"],
  [/unknown command .?hello/i, "it is older than 6.2, the oldest that will do"],
  [/unknown command/i, "it lacks a command that the store needs"],
  [
    /closed unexpectedly|ECONNRESET|EPIPE/i,
    'it closed the connection; if it speaks TLS, begin the address with "rediss://"',
  ],
];

const tlsSentences: typeof sentences = [
  [
    /^ETIMEDOUT|timeout|does not respond/i,
    'it does not respond; if it does not speak TLS, begin the address with "redis://"',
  ],
  [
    /closed unexpectedly|ECONNRESET|EPIPE|secure TLS connection/i,
    "it closed the connection; if it asks for a certificate, give tls.cert and tls.key",
  ],
  ...sentences,
];

const shown = (text: string) => text.replace(/[^\x20-\x7e]+/g, " ").slice(0, 200);

/** Why there is no connection, in one sentence; the error as it came is its cause. */
export function connectionError(error: Error, address: RedisAddress): Error {
  const { code } = Object(error);
  const raw =
    typeof code === "string" && code !== "EPROTO" ? `${code} ${error.message}` : error.message;
  const known = address.tls ? tlsSentences : sentences;
  const meaning = known.find(([form]) => form.test(raw))?.[1];
  const place = `${address.host}:${address.port}`;
  const detail = shown(error.message);
  const sentence = meaning === undefined ? detail : `${meaning} (${detail})`;
  return new Error(`Redis at ${place} cannot be used: ${sentence}.`, { cause: error });
}

const leaving =
  /\b(MOVED|READONLY|CLUSTERDOWN|LOADING|MASTERDOWN|NOAUTH|NOPERM|OOM|MISCONF|NOREPLICAS)\b/;

/**
 * Whether a command failed because of the server, and not because of the command: then another node
 * may be the right one, and the next check says what is wrong.
 */
export const isServerFault = (error: Error): boolean =>
  isMoved(error) || leaving.test(error.message);
