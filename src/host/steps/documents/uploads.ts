import type { ReceivedDocument } from "../../../core/step-contract.js";
import type { ReportFailure } from "../../reports.js";
import type { CustomerRead } from "../../spherepay/types.js";
import type { NoteStore } from "../../store/store.js";
import { type CustomerNotes, createCustomerNotes } from "../customer-notes.js";
import { standingOf } from "../standing.js";
import {
  type DocumentNote,
  documentNoteKeptMs,
  readDocumentNote,
  settleUploads,
  shownUploads,
} from "./document-note.js";
import { hasError } from "./document-standing.js";

/** The notes of documents in a store. */
export const createDocumentNotes = (store: NoteStore): CustomerNotes<DocumentNote> =>
  createCustomerNotes({
    store,
    kind: "document",
    read: readDocumentNote,
    keepMsOf: () => documentNoteKeptMs,
  });

/**
 * What a page is shown of the files of a customer, by requirement. Never rejects: without the store
 * nothing is shown.
 */
export type UploadsOf = (
  customer: CustomerRead,
  requirements: readonly string[],
) => Promise<Readonly<Record<string, readonly ReceivedDocument[]>>>;

/** What {@link createUploads} needs. */
export interface UploadsSettings {
  readonly notes: CustomerNotes<DocumentNote>;
  /** Milliseconds. */
  readonly now: () => number;
  readonly reportFailure: ReportFailure;
}

/** Makes the reader of what was received. */
export function createUploads({ notes, now, reportFailure }: UploadsSettings): UploadsOf {
  async function shown(
    customer: CustomerRead,
    requirement: string,
  ): Promise<readonly ReceivedDocument[]> {
    try {
      const note = await notes.read(customer.id, requirement);
      if (note.length === 0) return [];
      if (standingOf(customer, requirement) === "asked") {
        return shownUploads(note, hasError(customer, requirement), now());
      }
      await notes.change(customer.id, requirement, settleUploads);
    } catch (error) {
      reportFailure("store_failed", error);
    }
    return [];
  }

  return async (customer, requirements) => {
    const all = await Promise.all(
      requirements.map(async (name) => [name, await shown(customer, name)] as const),
    );
    return Object.fromEntries(all.filter(([, uploads]) => uploads.length > 0));
  };
}
