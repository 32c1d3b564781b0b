import { digestOf } from "../store/digest.js";
import { keptForMs, type LinkStore, maxKeysPerCustomer } from "../store/store.js";
import { isRefused } from "./command-queue.js";
import type { KeyOf, RedisCommands } from "./redis-commands.js";
import { heldBy, leaseMsFor, tokenIn } from "./redis-leases.js";
import { type SealedOutcomes, validForMs } from "./sealed-outcomes.js";

/** What {@link createRedisIdempotencyKeys} needs. */
export interface RedisIdempotencyKeysSettings {
  readonly commands: RedisCommands;
  readonly outcomes: SealedOutcomes;
  readonly keyOf: KeyOf;
  /** Where a customer's link for a requirement stands, or who is making it. */
  readonly placeOf: (customerId: string, requirement: string) => string;
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

// KEYS: the customer's keys, the place of the link that the key is for, if that is known. ARGV: the
// key, what its holder writes, for how long, how many there may be. Returns what stood there. While
// nobody makes the link, nobody works on a key either, whatever stands there: its process is gone, or
// about to ask for the link like everybody else. Room is made by forgetting the oldest.
const begin = `${common}
local count, oldest, oldestTill = 0, false, math.huge
local isWorking = true
if KEYS[2] then
  isWorking = string.sub(redis.call('GET', KEYS[2]) or '', 1, 5) == 'held '
end
local all = redis.call('HGETALL', KEYS[1])
for index = 1, #all, 2 do
  local till, rest = read(all[index + 1])
  local isHeld = string.sub(rest, 1, 5) == 'held '
  if till <= now then redis.call('HDEL', KEYS[1], all[index])
  elseif all[index] == ARGV[1] and (isWorking or not isHeld) then return rest
  elseif all[index] ~= ARGV[1] then
    count = count + 1
    if not (isWorking and isHeld) and till < oldestTill then
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
// will, for how long (0: nothing), how many there may be.
const finish = `${common}
local found = redis.call('HGET', KEYS[1], ARGV[1])
if found then
  local till, rest = read(found)
  if till > now and rest ~= ARGV[2] then return false end
elseif redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[5]) then return false
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
  const { commands, outcomes, keyOf, placeOf, now } = settings;
  const keysOf = (customerId: string) => keyOf("keys", customerId);
  /** What an outcome is sealed for. */
  const sealedFor = (customerId: string, digest: string) => keyOf("key", customerId, digest);
  const end = (
    customerId: string,
    digest: string,
    found: string,
    sealed: string,
    validMs: number,
  ) =>
    commands.settle(
      finish,
      [keysOf(customerId)],
      [digest, found, sealed, validMs, maxKeysPerCustomer],
    );

  return {
    async beginKey(customerId, key, longestMs, requirement) {
      const keys = [
        keysOf(customerId),
        ...(requirement === undefined ? [] : [placeOf(customerId, requirement)]),
      ];
      const digest = await digestOf(key);
      const claim = crypto.randomUUID();
      const claimArgs = [digest, heldBy(claim), leaseMsFor(longestMs), maxKeysPerCustomer];
      for (;;) {
        const found = await commands.run(begin, keys, claimArgs, "first").catch((error) => {
          // It may have been claimed although the reply was lost: it must not stay claimed.
          if (!isRefused(error)) void end(customerId, digest, heldBy(claim), "", 0);
          throw error;
        });
        if (typeof found !== "string") return { state: "begun", claim };
        if (tokenIn(found) !== undefined) return { state: "in_flight" };
        const ended = await outcomes.open(sealedFor(customerId, digest), found);
        if (ended && "outcome" in ended && validForMs(ended.outcome, now()) > 0) {
          return { state: "done", outcome: ended.outcome };
        }
        await commands.run(finish, keys, [digest, found, "", 0, maxKeysPerCustomer]);
      }
    },

    async endKey(customerId, key, claim, outcome) {
      const digest = await digestOf(key);
      const validMs = outcome ? Math.floor(Math.min(keptForMs, validForMs(outcome, now()))) : 0;
      const sealed =
        outcome && validMs > 0
          ? await outcomes.close(sealedFor(customerId, digest), { outcome })
          : "";
      await end(customerId, digest, heldBy(claim), sealed, Math.max(0, validMs));
    },
  };
}
