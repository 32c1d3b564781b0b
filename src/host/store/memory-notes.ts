import type { NoteStore } from "./store.js";

/** What {@link createMemoryNotes} needs. */
export interface MemoryNotesOptions {
  /** Milliseconds. */
  readonly now: () => number;
  /** How many customers are remembered. The one whose notes changed longest ago is forgotten. */
  readonly maxCustomers: number;
}

interface Note {
  readonly text: string;
  readonly sinceMs: number;
  readonly keepMs: number;
}

/** Notes in this process's memory, of bounded size. */
export function createMemoryNotes({ now, maxCustomers }: MemoryNotesOptions): NoteStore {
  const customers = new Map<string, Map<string, Note>>();

  function textOf(customerId: string, name: string): string | undefined {
    const note = customers.get(customerId)?.get(name);
    // A clock that was set back makes no note older, and none younger than new.
    return note && now() - note.sinceMs < note.keepMs ? note.text : undefined;
  }

  return {
    noteOf: async (customerId, name) => textOf(customerId, name),

    async replaceNote(customerId, name, before, after, keepMs) {
      if (textOf(customerId, name) !== before) return false;
      const notes = customers.get(customerId) ?? new Map<string, Note>();
      notes.set(name, { text: after, sinceMs: now(), keepMs });
      customers.delete(customerId);
      customers.set(customerId, notes);
      const oldest = customers.keys().next();
      if (customers.size > maxCustomers && !oldest.done) customers.delete(oldest.value);
      return true;
    },
  };
}
