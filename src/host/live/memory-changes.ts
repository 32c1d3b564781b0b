import { type Change, type ChangeStore, eventsKeptForMs } from "../store/store.js";
import { createListeners } from "./listeners.js";

/** What {@link createMemoryChanges} needs. */
export interface MemoryChangesOptions {
  /** Milliseconds. */
  readonly now: () => number;
  /** How many customers and how many webhooks are remembered, each. */
  readonly maxRemembered: number;
}

/**
 * Changes within this process. A change never carries a status: it may come twice, late or in any
 * order, and the next read still shows the truth.
 */
export function createMemoryChanges({ now, maxRemembered }: MemoryChangesOptions): ChangeStore {
  const { notify, listen } = createListeners<Change>();
  const versions = new Map<string, number>();
  const events = new Map<string, number>();
  let count = 0;
  // The version of every forgotten customer: never one that they had before.
  let forgotten = 0;

  function bump(customerId: string): void {
    count += 1;
    versions.delete(customerId);
    versions.set(customerId, count);
    const oldest = versions.keys().next();
    if (versions.size <= maxRemembered || oldest.done) return;
    versions.delete(oldest.value);
    count += 1;
    forgotten = count;
  }

  function isKnown(eventId: string): boolean {
    const sinceMs = events.get(eventId);
    const ageMs = sinceMs === undefined ? eventsKeptForMs : now() - sinceMs;
    return ageMs >= 0 && ageMs < eventsKeptForMs;
  }

  function note(eventId: string): void {
    events.delete(eventId);
    events.set(eventId, now());
    const oldest = events.keys().next();
    if (events.size > maxRemembered && !oldest.done) events.delete(oldest.value);
  }

  return {
    async changed(customerIds, eventId, cause) {
      if (eventId !== undefined && isKnown(eventId)) return false;
      for (const customerId of customerIds) {
        bump(customerId);
        notify({ customerId, ...(cause && { cause }) });
      }
      if (eventId !== undefined) note(eventId);
      return true;
    },

    async versionOf(customerId) {
      return String(versions.get(customerId) ?? forgotten);
    },

    listen,
  };
}
