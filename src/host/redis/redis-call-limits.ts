import {
  bucketOf,
  type CallAsked,
  type CallLimits,
  type CallVerdict,
  createMemoryCallLimits,
} from "../rate-limits/memory-call-limits.js";
import type { KeyOf, RedisCommands } from "./redis-commands.js";

/** What {@link createRedisLimits} needs. */
export interface RedisLimitsSettings {
  readonly commands: RedisCommands;
  readonly keyOf: KeyOf;
  /** How many processes share Redis, at most. */
  readonly processes: number;
  /** Whether Redis has been there all through the last second, since it was lost for the first time. */
  readonly isSteady: () => boolean;
  /** Milliseconds. */
  readonly now: () => number;
}

// The rules of `ceiling.ts` and `call-limits.ts`, by the one clock of Redis.
// KEYS: the calls of the last second, until when others were sent away, when the bucket is full, when
// it is his turn.
// ARGV: calls a second, the bucket's capacity, milliseconds for each call of it.
// Answers: which limit (0: none), how long to wait, how many calls the last second held.
const ask = `
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
  local turn = tonumber(redis.call('GET', KEYS[4]) or 0)
  if turn <= now then
    local mark = math.max(tonumber(redis.call('GET', KEYS[2]) or now), now)
    turn = math.min(mark + 1000 / perSecond, now + 60000)
    local written, keep = string.format('%.3f', turn), math.ceil(turn - now)
    redis.call('SET', KEYS[2], written, 'PX', keep + 1000)
    redis.call('SET', KEYS[4], written, 'PX', keep)
  end
  return {2, math.ceil(math.min(60000, math.max(oldest + 1000, turn) - now)), calls}
end
redis.call('RPUSH', KEYS[1], string.format('%d', now))
redis.call('PEXPIRE', KEYS[1], 2000)
local nextFull = now + refill + perCall
redis.call('SET', KEYS[3], string.format('%.3f', nextFull), 'PX', math.ceil(nextFull - now) + 1000)
return {0, 0, calls + 1}`;

/**
 * The limits of all processes together. While Redis is away each process allows itself its share. It
 * knows what it has been allowed through Redis in the second before, and keeps to its share for a
 * second after: a Redis that was restarted remembers nothing.
 */
export function createRedisLimits(settings: RedisLimitsSettings): CallLimits {
  const { commands, keyOf, processes, isSteady, now } = settings;
  const own = createMemoryCallLimits({ now, maxBuckets: 20_000 });
  const shareOf = (limit: number) => Math.max(1, Math.floor(limit / processes));

  async function askRedis(call: CallAsked): Promise<CallVerdict> {
    const { customerId, operation, callsPerSecond, customerCallsPerMinute } = call;
    const { capacity, msPerCall } = bucketOf(customerCallsPerMinute);
    const reply = await commands.run(
      ask,
      [
        keyOf("calls", operation),
        keyOf("away", operation),
        keyOf("bucket", operation, customerId),
        keyOf("turn", operation, customerId),
      ],
      [callsPerSecond, capacity, msPerCall],
    );
    const [limit, waitMs = 0, calls = 0] = Array.isArray(reply) ? reply.map(Number) : [];
    const load = calls / callsPerSecond;
    if (limit === 0) return { mayCall: true, load };
    return { mayCall: false, limit: limit === 1 ? "customer" : "everybody", waitMs, load };
  }

  return {
    async askCall(call) {
      const ownCall = {
        ...call,
        callsPerSecond: shareOf(call.callsPerSecond),
        customerCallsPerMinute: shareOf(call.customerCallsPerMinute),
      };
      if (!isSteady()) {
        const verdict = await own.askCall(ownCall);
        return verdict.mayCall ? askRedis(call).catch(() => verdict) : verdict;
      }
      try {
        const verdict = await askRedis(call);
        if (verdict.mayCall) own.countCall(ownCall);
        return verdict;
      } catch {
        return own.askCall(ownCall);
      }
    },
  };
}
