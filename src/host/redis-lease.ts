import type { RedisCommands } from "./redis-commands.js";
import type { Schedule } from "./schedule.js";

/** Something that one process does while the others wait, and lose nothing when it is killed. */
export interface Lease {
  readonly token: string;
  /** Lets it run out; call it when the work has ended and its end is written. */
  end(): void;
}

/** How soon the others may go on when the one who has the lease is gone, milliseconds. */
export const leaseMs = 5_000;

// KEYS[1]: where. ARGV: what the holder writes there, for how long. Answers what stood there.
const take = `
local found = redis.call('GET', KEYS[1])
if found then return found end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return false`;

const renew = `
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return false`;

const held = "held ";

/** The token of a lease that somebody has, when that is what a value says. */
export const tokenIn = (value: string): string | undefined =>
  value.startsWith(held) ? value.slice(held.length) : undefined;

/** What the holder of a lease has written at its place. */
export const heldBy = (token: string): string => held + token;

/** What {@link createLeases} needs. */
export interface LeaseSettings {
  readonly commands: RedisCommands;
  readonly schedule: Schedule;
  /** Whether the store is closed: then nothing is renewed any more. */
  readonly isClosed: () => boolean;
}

/** Takes leases: one holder at a time in all processes, renewed as long as the holder lives. */
export function createLeases({ commands, schedule, isClosed }: LeaseSettings): {
  /** A lease, or what stands there instead. */
  take(key: string): Promise<Lease | string>;
} {
  return {
    async take(key) {
      const token = crypto.randomUUID();
      const found = await commands.run(take, [key], [heldBy(token), leaseMs]);
      if (typeof found === "string") return found;
      let forget = schedule(keep, leaseMs / 3);
      function keep(): void {
        if (isClosed()) return;
        forget = schedule(keep, leaseMs / 3);
        // Redis away: the next one tries again, and nobody else can take it meanwhile either.
        commands.run(renew, [key], [heldBy(token), leaseMs]).catch(() => undefined);
      }
      return { token, end: () => forget() };
    },
  };
}
