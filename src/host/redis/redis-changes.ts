import { createListeners } from "../live/listeners.js";
import {
  type Change,
  type ChangeStore,
  createMemoryChanges,
  eventsKeptForMs,
} from "../live/memory-changes.js";
import type { KeyOf, RedisCommands, RedisSignals } from "./redis-commands.js";

/** What {@link createRedisChanges} needs. */
export interface RedisChangesSettings {
  readonly commands: RedisCommands;
  readonly signals: RedisSignals;
  readonly keyOf: KeyOf;
  /** Milliseconds. */
  readonly now: () => number;
}

/** Longer than any reading of a customer takes. */
const versionsKeptForMs = 180_000;
const news = "news ";

// KEYS: the webhook's id, then a version for each customer. ARGV: how long the id is known (0: there
// is no id), the new version, how long it is kept, the channel, then the customers.
// A script that breaks off keeps what it has done: the id is noted when all the rest is.
const tellAll = `
if tonumber(ARGV[1]) > 0 and redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
for index = 2, #KEYS do
  redis.call('SET', KEYS[index], ARGV[2], 'PX', ARGV[3])
  redis.call('PUBLISH', ARGV[4], 'news ' .. ARGV[index + 3])
end
if tonumber(ARGV[1]) > 0 then redis.call('SET', KEYS[1], '1', 'PX', ARGV[1]) end
return 1`;

/**
 * News for all processes. Versions and messages come first, the id of a webhook last, and nothing in
 * between: whoever sends a webhook again because it was refused is never told that it had been told.
 * A process that does not hear the others yet tells itself what it has told them.
 *
 * While Redis is away this process tells itself alone, and says so by rejecting; when it is back
 * everybody is nudged, because news of others may have been missed.
 */
export function createRedisChanges(settings: RedisChangesSettings): ChangeStore {
  const { commands, signals, keyOf, now } = settings;
  const { tell, listen } = createListeners<Change>();
  const own = createMemoryChanges({ now, maxRemembered: 10_000 });
  own.listen(tell);
  signals.listen((message) => {
    if (message === undefined) tell({ everybody: true });
    else if (message.startsWith(news)) tell({ customerId: message.slice(news.length) });
  });

  return {
    async changed(customerIds, eventId) {
      const keys = customerIds.map((customerId) => keyOf("version", customerId));
      const keepMs = eventId === undefined ? 0 : eventsKeptForMs;
      const args = [keepMs, crypto.randomUUID(), versionsKeptForMs, signals.channel];
      try {
        const told = await commands.run(
          tellAll,
          [keyOf("webhook", eventId ?? ""), ...keys],
          [...args, ...customerIds],
        );
        if (told === 1 && !signals.isHearing()) {
          for (const customerId of customerIds) tell({ customerId });
        }
        return told === 1;
      } catch (error) {
        await own.changed(customerIds);
        throw error;
      }
    },

    async versionOf(customerId) {
      const here = await own.versionOf(customerId);
      try {
        return `${here} ${(await commands.get(keyOf("version", customerId))) ?? ""}`;
      } catch {
        return `${here} away`;
      }
    },

    listen,
  };
}
