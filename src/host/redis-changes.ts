import {
  type ChangeListener,
  type ChangeStore,
  createMemoryChanges,
  eventsKeptForMs,
} from "./changes.js";
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
const tell = `
if tonumber(ARGV[1]) > 0 and not redis.call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[1]) then
  return 0
end
for index = 2, #KEYS do
  redis.call('SET', KEYS[index], ARGV[2], 'PX', ARGV[3])
  redis.call('PUBLISH', ARGV[4], 'news ' .. ARGV[index + 3])
end
return 1`;

/**
 * News for all processes. The id of a webhook, the versions and the messages are one step: whoever
 * sends a webhook again because it was not answered is never told that it had been told.
 *
 * While Redis is away this process tells itself alone, and says so by rejecting; when it is back
 * everybody is nudged, because news of others may have been missed.
 */
export function createRedisChanges(settings: RedisChangesSettings): ChangeStore {
  const { commands, signals, keyOf, now } = settings;
  const listeners = new Set<ChangeListener>();
  const own = createMemoryChanges({ now, maxRemembered: 10_000 });
  const tellHere: ChangeListener = (change) => {
    for (const listener of listeners) listener(change);
  };
  own.listen(tellHere);
  signals.listen((message) => {
    if (message === undefined) tellHere({ everybody: true });
    else if (message.startsWith(news)) tellHere({ customerId: message.slice(news.length) });
  });

  return {
    async changed(customerIds, eventId) {
      const keys = customerIds.map((customerId) => keyOf("version", customerId));
      const keepMs = eventId === undefined ? 0 : eventsKeptForMs;
      const args = [keepMs, crypto.randomUUID(), versionsKeptForMs, signals.channel];
      try {
        const told = await commands.run(
          tell,
          [keyOf("webhook", eventId ?? ""), ...keys],
          [...args, ...customerIds],
        );
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

    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
