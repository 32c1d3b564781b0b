/**
 * Owns: who may do something alone while the other processes wait.
 * Does not own: what is done (`redis-links.ts`).
 * Why: a process that loses Redis goes on asking SpherePay, and so does its call. So a lease is not
 * renewed by who lives: from the beginning it is as long as the work can take.
 */
import type { RedisCommands } from "./redis-commands.js";

/** A command is answered in a second or given up; so the work may begin that much later. */
const marginMs = 2_000;

/** How long a place is held for work that takes `longestMs` at most, milliseconds. */
export const leaseMsFor = (longestMs: number): number => Math.ceil(longestMs) + marginMs;

// KEYS[1]: where. ARGV: what the holder writes there, for how long. Answers what stood there.
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

/** The token of a lease that somebody has, when that is what a value says. */
export const tokenIn = (value: string): string | undefined =>
  value.startsWith(held) ? value.slice(held.length) : undefined;

/** What the holder of a lease has written at its place. */
export const heldBy = (token: string): string => held + token;

/** Leases in Redis: one holder at a time in all processes. */
export interface Leases {
  /** Takes a place for work of so many milliseconds at most; answers what stands there otherwise. */
  take(place: string, longestMs: number): Promise<{ readonly token: string } | string>;
  /** Empties a place, if this is what stands there. */
  drop(place: string, value: string): Promise<void>;
}

/** Takes leases and gives them back. */
export function createLeases(commands: RedisCommands): Leases {
  async function dropValue(place: string, value: string): Promise<void> {
    await commands.run(drop, [place], [value]);
  }

  return {
    drop: dropValue,
    async take(place, longestMs) {
      const token = crypto.randomUUID();
      try {
        const found = await commands.run(take, [place], [heldBy(token), leaseMsFor(longestMs)]);
        return typeof found === "string" ? found : { token };
      } catch (error) {
        // It may have been taken although nobody heard so; then it is nobody's.
        dropValue(place, heldBy(token)).catch(() => undefined);
        throw error;
      }
    },
  };
}
