import { failureOfStore } from "../http/failure.js";
import { type NoteStore, StoreBusy } from "../store/store.js";

/** What a rule makes of a note: what to write, if anything, and what it found. */
export interface Ruling<N, T> {
  readonly note?: N;
  readonly result: T;
}

/** Notes of one kind, as values. Each method throws only a failure. */
export interface CustomerNotes<N> {
  read(customerId: string, requirement: string): Promise<N>;
  /** Applies a rule to the note as it is now, again when somebody else was faster. */
  change<T>(customerId: string, requirement: string, rule: (note: N) => Ruling<N, T>): Promise<T>;
}

/** What {@link createCustomerNotes} needs. */
export interface CustomerNotesSettings<N> {
  readonly store: NoteStore;
  /** What the notes are about: the first part of their names. */
  readonly kind: string;
  /** Makes a note of parsed JSON; of anything that is none an empty one. */
  readonly read: (json: unknown) => N;
  /** How long a note is kept after a change, milliseconds. */
  readonly keepMsOf: (note: N) => number;
}

const maxTries = 50;
const retryAfterMs = 2_000;

function jsonIn(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Makes the reader and writer of one kind of notes. */
export function createCustomerNotes<N>(settings: CustomerNotesSettings<N>): CustomerNotes<N> {
  const { store, kind, read, keepMsOf } = settings;
  const nameOf = (requirement: string) => `${kind}.${requirement}`;

  async function change<T>(
    customerId: string,
    requirement: string,
    rule: (note: N) => Ruling<N, T>,
  ): Promise<T> {
    const name = nameOf(requirement);
    for (let tries = 0; tries < maxTries; tries += 1) {
      const before = await store.noteOf(customerId, name);
      const { note, result } = rule(read(jsonIn(before)));
      if (note === undefined) return result;
      const after = JSON.stringify(note);
      if (await store.replaceNote(customerId, name, before, after, keepMsOf(note))) return result;
    }
    throw new StoreBusy(retryAfterMs);
  }

  return {
    async read(customerId, requirement) {
      try {
        return read(jsonIn(await store.noteOf(customerId, nameOf(requirement))));
      } catch (error) {
        throw failureOfStore(error);
      }
    },
    async change(customerId, requirement, rule) {
      try {
        return await change(customerId, requirement, rule);
      } catch (error) {
        throw failureOfStore(error);
      }
    },
  };
}
