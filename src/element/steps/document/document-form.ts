/** The step of a document as it is drawn. */
import type { ChosenFile, Slot, SlotFault } from "./chosen-file.js";
import type { DocumentChoice } from "./document-choice.js";
import type { Sending } from "./sending.js";

export interface DocumentForm {
  readonly choice: DocumentChoice;
  readonly files: ReadonlyMap<Slot, ChosenFile>;
  /** Why a slot is empty again. */
  readonly faults: ReadonlyMap<Slot, SlotFault>;
  readonly sending: Sending;
  /** What the host takes at most. */
  readonly maxBytes: number;
  /** The slot that changed last: what is announced. */
  readonly last: Slot | undefined;
  /** What the host did not take, and as which document. */
  readonly refused: readonly { readonly file: File; readonly document: string }[];
  /** The customer says which document it is. */
  choose(type: string, country: string): void;
  /** Has the browser open its file chooser, inside the click. */
  browse(slot: Slot | undefined): void;
  add(slot: Slot, file: File | undefined): void;
  /** It is sent, whatever was asked. */
  confirm(slot: Slot): void;
  /** A file that is held is sent again, if it can still be read. */
  retry(slot: Slot): void;
  cancel(slot: Slot): void;
  remove(slot: Slot): void;
  close(): void;
}
