/**
 * Owns: the news that something about a customer may have changed: who is told, which webhooks were
 * told before, and which readings of the customer are older than the news.
 * Does not own: where news comes from (`webhook.ts`, `shared-outcomes.ts`) or what a stream sends
 * (`nudges.ts`).
 * Why: news is a hint and nothing else. It never carries a status, so it may come twice, late or in
 * any order and the next reading still tells the truth.
 */

import { createListeners } from "./listeners.js";

/** Whom news is about: one customer, or all of them when some may have been missed. */
export type Change = { readonly customerId: string } | { readonly everybody: true };

/**
 * Told about news of this process and of every other that shares the store. What it throws keeps
 * nobody else from hearing it, and is ignored.
 */
export type ChangeListener = (change: Change) => void;

/** News about customers, for all processes that share the store. */
export interface ChangeStore {
  /**
   * Something about these customers may have changed: their version is another one from now on, and
   * every listener is told. With `eventId` that happens once for that id in {@link eventsKeptForMs}.
   * The id is noted last: when telling fails this rejects, and the same id is news again.
   * @returns Whether the news was new.
   */
  changed(customerIds: readonly string[], eventId?: string): Promise<boolean>;
  /** Opaque. Another one after every {@link changed}; the same one as long as there was none. */
  versionOf(customerId: string): Promise<string>;
  /** @returns How to stop listening. */
  listen(listener: ChangeListener): () => void;
}

/** How long the id of a webhook is known, milliseconds. */
export const eventsKeptForMs = 24 * 3_600_000;

/** What {@link createMemoryChanges} needs. */
export interface MemoryChangesOptions {
  /** Milliseconds. */
  readonly now: () => number;
  /** How many customers and how many webhooks are remembered, each. */
  readonly maxRemembered: number;
}

/** News within this process. */
export function createMemoryChanges({ now, maxRemembered }: MemoryChangesOptions): ChangeStore {
  const { tell, listen } = createListeners<Change>();
  const versions = new Map<string, number>();
  const events = new Map<string, number>();
  let count = 0;
  // What a forgotten customer's version is: never one that he had before.
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
    async changed(customerIds, eventId) {
      if (eventId !== undefined && isKnown(eventId)) return false;
      for (const customerId of customerIds) {
        bump(customerId);
        tell({ customerId });
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
