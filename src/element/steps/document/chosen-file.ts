/** A file that the customer has chosen, and what becomes of it. */
import type { DocumentSide } from "../../../core/action.js";
import type { Problem } from "../../../core/problem.js";
import { kit } from "../../on-demand/handed.js";
import type { FileFault } from "./file-check.js";

/** Where a file goes: a side, or the one file of a document without sides. */
export type Slot = DocumentSide | "file";

/** Why a slot is empty again. */
export type SlotFault = FileFault | "refused";

/** Asked before it is sent: the host has refused this file before, or it is the other side's. */
export type Question = "refused" | "twice";

export interface ChosenFile {
  readonly file: File;
  /** The customer's own name of it: only for the card, never sent. */
  readonly name: string;
  /** What is sent: the file, or a smaller picture of it. */
  body: Blob;
  /**
   * `reading` before it is known to be good, `asking` the customer, `waiting` for its turn, `sending`,
   * `held` until the customer has it sent (again), `sent`.
   */
  doing: "reading" | "asking" | "waiting" | "sending" | "held" | "sent";
  question: Question;
  preview: ImageBitmap | undefined;
  /** How much has been sent, 0 to 1; `undefined` where nothing tells. */
  share: number | undefined;
  failure: Problem | undefined;
  /** The same until a host has refused it: a file that has arrived is not kept twice. */
  key: string | undefined;
}

const longestName = 60;

export const chooseFile = (file: File): ChosenFile => ({
  file,
  name: kit.readable(file.name, longestName),
  body: file,
  doing: "reading",
  question: "twice",
  preview: undefined,
  share: undefined,
  failure: undefined,
  key: undefined,
});
