import type { NoteStore } from "../store/store.js";
import type { KeyOf, RedisCommands } from "./redis-commands.js";

/** What {@link createRedisNotes} needs. */
export interface RedisNotesSettings {
  readonly commands: RedisCommands;
  readonly keyOf: KeyOf;
}

// KEYS[1]: the note. ARGV: whether one has to stand there, which, what will, for how long.
const replace = `
local found = redis.call('GET', KEYS[1])
if ARGV[1] == '1' then
  if found ~= ARGV[2] then return 0 end
elseif found then return 0 end
redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[4])
return 1`;

/** Notes in Redis. Every method rejects while Redis is away. */
export function createRedisNotes({ commands, keyOf }: RedisNotesSettings): NoteStore {
  const placeOf = (customerId: string, name: string) => keyOf("note", customerId, name);
  return {
    async noteOf(customerId, name) {
      return (await commands.get(placeOf(customerId, name))) ?? undefined;
    },

    async replaceNote(customerId, name, before, after, keepMs) {
      const isThere = before === undefined ? "0" : "1";
      const args = [isThere, before ?? "", after, Math.ceil(keepMs)];
      return (await commands.run(replace, [placeOf(customerId, name)], args, "first")) === 1;
    },
  };
}
