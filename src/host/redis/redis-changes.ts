import { createListeners } from "../live/listeners.js";
import { createMemoryChanges } from "../live/memory-changes.js";
import { type Change, type ChangeStore, eventsKeptForMs } from "../store/store.js";
import type { KeyOf, RedisCommands, RedisSignals } from "./redis-commands.js";

/** What {@link createRedisChanges} needs. */
export interface RedisChangesSettings {
  readonly commands: RedisCommands;
  readonly signals: RedisSignals;
  readonly keyOf: KeyOf;
  /** Milliseconds. */
  readonly now: () => number;
}

/** Longer than any read of a customer takes. */
const versionsKeptForMs = 180_000;
const changed = "changed ";
const clicked = "clicked ";

// KEYS: the webhook's id, then a version for each customer. ARGV: how long the id is known (0: there
// is no id), the new version, how long it is kept, the channel, the word of the messages, then the
// customers.
// A script that breaks off keeps what it has done: the id is noted when all the rest is.
const changeAll = `
if tonumber(ARGV[1]) > 0 and redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
for index = 2, #KEYS do
  redis.call('SET', KEYS[index], ARGV[2], 'PX', ARGV[3])
  redis.call('PUBLISH', ARGV[4], ARGV[5] .. ARGV[index + 4])
end
if tonumber(ARGV[1]) > 0 then redis.call('SET', KEYS[1], '1', 'PX', ARGV[1]) end
return 1`;

/**
 * Changes for all processes. Versions and messages come first, the id of a webhook last, in one step:
 * a webhook that is sent again because it was refused counts as new. A process that does not hear the
 * messages yet notifies its own listeners itself.
 *
 * While Redis is away this process notifies itself alone, and rejects; when Redis is back all customers
 * are notified, because changes elsewhere may have been missed.
 */
export function createRedisChanges(settings: RedisChangesSettings): ChangeStore {
  const { commands, signals, keyOf, now } = settings;
  const { notify, listen } = createListeners<Change>();
  const own = createMemoryChanges({ now, maxRemembered: 10_000 });
  own.listen(notify);
  signals.listen((message) => {
    if (message === undefined) notify({ everybody: true });
    else if (message.startsWith(changed)) {
      notify({ customerId: message.slice(changed.length) });
    } else if (message.startsWith(clicked)) {
      notify({ customerId: message.slice(clicked.length), cause: "click" });
    }
  });

  return {
    async changed(customerIds, eventId, cause) {
      const keys = customerIds.map((customerId) => keyOf("version", customerId));
      const keepMs = eventId === undefined ? 0 : eventsKeptForMs;
      const args = [keepMs, crypto.randomUUID(), versionsKeptForMs, signals.channel];
      const word = cause === "click" ? clicked : changed;
      try {
        const isNew = await commands.run(
          changeAll,
          [keyOf("webhook", eventId ?? ""), ...keys],
          [...args, word, ...customerIds],
          // SpherePay sends a webhook again; what a click has changed nobody else says.
          eventId === undefined ? "last" : "first",
        );
        if (isNew === 1 && !signals.isHearing()) {
          for (const customerId of customerIds) notify({ customerId, ...(cause && { cause }) });
        }
        return isNew === 1;
      } catch (error) {
        await own.changed(customerIds, undefined, cause);
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
