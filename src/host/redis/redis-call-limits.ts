import { bucketOf, createMemoryCallLimits } from "../rate-limits/memory-call-limits.js";
import type { CallLimits, CallRequest, CallResult, StoreBusy } from "../store/store.js";
import { isRefused } from "./command-queue.js";
import type { KeyOf, RedisCommands } from "./redis-commands.js";

/** What {@link createRedisCallLimits} needs. */
export interface RedisCallLimitsSettings {
  readonly commands: RedisCommands;
  readonly keyOf: KeyOf;
  /** How many processes share Redis, at most. */
  readonly processes: number;
  /** Whether Redis has been there all through the last second, since it was lost for the first time. */
  readonly isSteady: () => boolean;
  /** Milliseconds. */
  readonly now: () => number;
}

/** Redis is there and has too much to do: a call that it did not count must not be made. */
const refusalOf = ({ retryAfterMs }: StoreBusy): CallResult => ({
  isAllowed: false,
  limit: "upstream",
  load: 1,
  retryAfterMs,
});

// The same rules as in memory, by the one clock of Redis.
// KEYS: the calls of the last second, the last slot given, when the bucket is full, the customer's slot.
// ARGV: calls a second, the bucket's capacity, milliseconds for each call of it.
// Returns: which limit (0: none), how long to wait, how many calls the last second held.
const request = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local perSecond, capacity, perCall = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local latest = redis.call('LINDEX', KEYS[1], -1)
if latest and tonumber(latest) > now then redis.call('DEL', KEYS[1], KEYS[2]) end
local oldest = redis.call('LINDEX', KEYS[1], 0)
while oldest and tonumber(oldest) <= now - 1000 do
  redis.call('LPOP', KEYS[1])
  oldest = redis.call('LINDEX', KEYS[1], 0)
end
local calls = redis.call('LLEN', KEYS[1])
local full = tonumber(redis.call('GET', KEYS[3]) or now)
local refill = math.min(math.max(0, full - now), capacity * perCall)
local wait = refill - (capacity - 1) * perCall
if wait > 0 then return {1, math.ceil(wait), calls} end
if calls >= perSecond then
  local slot = tonumber(redis.call('GET', KEYS[4]) or 0)
  if slot <= now then
    local last = math.max(tonumber(redis.call('GET', KEYS[2]) or now), now)
    slot = math.min(last + 1000 / perSecond, now + 60000)
    local written, keep = string.format('%.3f', slot), math.ceil(slot - now)
    redis.call('SET', KEYS[2], written, 'PX', keep + 1000)
    redis.call('SET', KEYS[4], written, 'PX', keep)
  end
  return {2, math.ceil(math.min(60000, math.max(oldest + 1000, slot) - now)), calls}
end
redis.call('RPUSH', KEYS[1], string.format('%d', now))
redis.call('PEXPIRE', KEYS[1], 2000)
local nextFull = now + refill + perCall
redis.call('SET', KEYS[3], string.format('%.3f', nextFull), 'PX', math.ceil(nextFull - now) + 1000)
return {0, 0, calls + 1}`;

/**
 * The rate limits of all processes together. While Redis is away each process allows itself its share.
 * It counts what it was allowed through Redis in the second before, and keeps to its share for a second
 * after: a Redis that was restarted remembers nothing.
 */
export function createRedisCallLimits(settings: RedisCallLimitsSettings): CallLimits {
  const { commands, keyOf, processes, isSteady, now } = settings;
  const own = createMemoryCallLimits({ now, maxBuckets: 20_000 });
  const shareOf = (limit: number) => Math.max(1, Math.floor(limit / processes));

  async function requestFromRedis(call: CallRequest): Promise<CallResult> {
    const { customerId, operation, callsPerSecond, customerCallsPerMinute } = call;
    const { capacity, msPerCall } = bucketOf(customerCallsPerMinute);
    const reply = await commands.run(
      request,
      [
        keyOf("calls", operation),
        keyOf("slots", operation),
        keyOf("bucket", operation, customerId),
        keyOf("slot", operation, customerId),
      ],
      [callsPerSecond, capacity, msPerCall],
    );
    const [limit, retryAfterMs = 0, calls = 0] = Array.isArray(reply) ? reply.map(Number) : [];
    const load = calls / callsPerSecond;
    if (limit === 0) return { isAllowed: true, load };
    return { isAllowed: false, limit: limit === 1 ? "customer" : "upstream", retryAfterMs, load };
  }

  return {
    async requestCall(call) {
      const ownCall = {
        ...call,
        callsPerSecond: shareOf(call.callsPerSecond),
        customerCallsPerMinute: shareOf(call.customerCallsPerMinute),
      };
      if (!isSteady()) {
        const result = await own.requestCall(ownCall);
        return result.isAllowed ? requestFromRedis(call).catch(() => result) : result;
      }
      try {
        const result = await requestFromRedis(call);
        if (result.isAllowed) own.countCall(ownCall);
        return result;
      } catch (error) {
        if (isRefused(error)) return refusalOf(error);
        return own.requestCall(ownCall);
      }
    },
  };
}
