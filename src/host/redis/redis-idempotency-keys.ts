import { digestOf } from "../store/digest.js";
import { keptForMs, type LinkStore, maxKeysPerCustomer } from "../store/store.js";
import type { KeyOf, RedisCommands } from "./redis-commands.js";
import { heldBy, leaseMsFor, tokenIn } from "./redis-leases.js";
import { type SealedOutcomes, validForMs } from "./sealed-outcomes.js";

/** What {@link createRedisIdempotencyKeys} needs. */
export interface RedisIdempotencyKeysSettings {
  readonly commands: RedisCommands;
  readonly outcomes: SealedOutcomes;
  readonly keyOf: KeyOf;
  /** Milliseconds. */
  readonly now: () => number;
}

// Every field is the digest of a key; its value: until when it counts, a space, and what stands there.
const common = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function read(value)
  local till, rest = string.match(value, '^(%d+) (.*)$')
  return tonumber(till), rest
end
local function write(field, rest, ms)
  redis.call('HSET', KEYS[1], field, string.format('%d %s', now + ms, rest))
  if redis.call('PTTL', KEYS[1]) < ms then redis.call('PEXPIRE', KEYS[1], ms) end
end`;

// KEYS[1]: the customer's keys. ARGV: the key, what its holder writes, for how long, how many there
// may be. Returns what stood there. Room is made by forgetting the oldest outcome.
const begin = `${common}
local count, oldest, oldestTill = 0, false, math.huge
local all = redis.call('HGETALL', KEYS[1])
for index = 1, #all, 2 do
  local till, rest = read(all[index + 1])
  if till <= now then redis.call('HDEL', KEYS[1], all[index])
  elseif all[index] == ARGV[1] then return rest
  else
    count = count + 1
    if string.sub(rest, 1, 5) ~= 'held ' and till < oldestTill then
      oldest, oldestTill = all[index], till
    end
  end
end
if count >= tonumber(ARGV[4]) then
  if not oldest then return 'held ' end
  redis.call('HDEL', KEYS[1], oldest)
end
write(ARGV[1], ARGV[2], tonumber(ARGV[3]))
return false`;

// KEYS[1]: the customer's keys. ARGV: the key, what has to stand there if anything does, what
// will, for how long (0: nothing).
const finish = `${common}
local found = redis.call('HGET', KEYS[1], ARGV[1])
if found then
  local till, rest = read(found)
  if till > now and rest ~= ARGV[2] then return false end
end
if tonumber(ARGV[4]) > 0 then write(ARGV[1], ARGV[3], tonumber(ARGV[4]))
else redis.call('HDEL', KEYS[1], ARGV[1]) end
return false`;

/**
 * Idempotency keys in Redis. The browser chooses the key, so the keys of one customer have one place
 * and a limit. Every method rejects while Redis is away.
 */
export function createRedisIdempotencyKeys(
  settings: RedisIdempotencyKeysSettings,
): Pick<LinkStore, "beginKey" | "endKey"> {
  const { commands, outcomes, keyOf, now } = settings;
  const keysOf = (customerId: string) => keyOf("keys", customerId);
  /** What an outcome is sealed for. */
  const placeOf = (customerId: string, digest: string) => keyOf("key", customerId, digest);

  return {
    async beginKey(customerId, key, longestMs) {
      const keys = keysOf(customerId);
      const digest = await digestOf(key);
      const claim = crypto.randomUUID();
      const claimArgs = [digest, heldBy(claim), leaseMsFor(longestMs), maxKeysPerCustomer];
      for (;;) {
        const found = await commands.run(begin, [keys], claimArgs);
        if (typeof found !== "string") return { state: "begun", claim };
        if (tokenIn(found) !== undefined) return { state: "in_flight" };
        const ended = await outcomes.open(placeOf(customerId, digest), found);
        if (ended && "outcome" in ended && validForMs(ended.outcome, now()) > 0) {
          return { state: "done", outcome: ended.outcome };
        }
        await commands.run(finish, [keys], [digest, found, "", 0]);
      }
    },

    async endKey(customerId, key, claim, outcome) {
      const digest = await digestOf(key);
      const validMs = outcome ? Math.floor(Math.min(keptForMs, validForMs(outcome, now()))) : 0;
      const sealed =
        outcome && validMs > 0
          ? await outcomes.close(placeOf(customerId, digest), { outcome })
          : "";
      const args = [digest, heldBy(claim), sealed, Math.max(0, validMs)];
      await commands.run(finish, [keysOf(customerId)], args);
    },
  };
}
