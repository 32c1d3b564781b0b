/**
 * Leases: one process works while the others wait. A process that loses Redis still finishes its call
 * to SpherePay, so a lease is not renewed: from the beginning it is as long as the work can take.
 */
import { isRefused } from "./command-queue.js";
import type { RedisCommands } from "./redis-commands.js";

/** A command takes a second at most, so the work may begin that much later. */
const marginMs = 2_000;

/** How long a place is held for work that takes `longestMs` at most, milliseconds. */
export const leaseMsFor = (longestMs: number): number => Math.ceil(longestMs) + marginMs;

// KEYS[1]: where. ARGV: what the holder writes there, for how long. Returns what stood there.
const take = `
local found = redis.call('GET', KEYS[1])
if found then return found end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return false`;

// KEYS[1]: where. ARGV[1]: what has to stand there.
const drop = `
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return false`;

const held = "held ";

/** The token of the lease that a value states, if it states one. */
export const tokenIn = (value: string): string | undefined =>
  value.startsWith(held) ? value.slice(held.length) : undefined;

/** What the holder of a lease has written at its place. */
export const heldBy = (token: string): string => held + token;

/** Leases in Redis: one holder at a time in all processes. */
export interface Leases {
  /** Takes a place for work of so many milliseconds at most; otherwise returns what stands there. */
  take(place: string, longestMs: number): Promise<{ readonly token: string } | string>;
  /** Empties a place, if this is what stands there. */
  drop(place: string, value: string): Promise<void>;
}

/** Takes leases and gives them back. */
export function createLeases(commands: RedisCommands): Leases {
  return {
    async drop(place, value) {
      await commands.run(drop, [place], [value]);
    },
    async take(place, longestMs) {
      const token = crypto.randomUUID();
      try {
        const found = await commands.run(take, [place], [heldBy(token), leaseMsFor(longestMs)]);
        return typeof found === "string" ? found : { token };
      } catch (error) {
        if (isRefused(error)) throw error;
        // It may have been taken although the reply was lost: it must not stay taken.
        void commands.settle(drop, [place], [heldBy(token)]);
        throw error;
      }
    },
  };
}
