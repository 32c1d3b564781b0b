/**
 * Owns: what is remembered of the files of one customer for one requirement, and its rules: what a
 * repeated key gets, and which files a page is shown.
 * Does not own: receiving, sending, or where the note is kept.
 * Why: SpherePay gives documents no id, no list and no reason. What was sent, and whether what it says
 * now is still about that, can only be known from here.
 */
import type { ReceivedDocument } from "../../../core/step-contract.js";
import type { Ruling } from "../customer-notes.js";
import type { OfferedDocument } from "./document-types.js";

/** A file. `key` is the digest of its idempotency key. No name, no size and no byte is remembered. */
interface SentFile extends OfferedDocument {
  readonly key: string;
  /** When it was begun, or received. */
  readonly atMs: number;
  /** `unknown`: SpherePay gave no usable answer; it may have the file. */
  readonly state: "sending" | "received" | "unknown";
  /** SpherePay had refused an earlier one when it was sent. */
  readonly isRepair: boolean;
  /** SpherePay has since shown the requirement as pending or complete. */
  readonly isSettled: boolean;
}

/** The note. Oldest first. */
export type DocumentNote = readonly SentFile[];

/** What a request with a file may lead to. */
export type UploadRuling =
  | { readonly state: "begun" | "in_flight" | "unknown" }
  | { readonly state: "received"; readonly received: ReceivedDocument };

/** How long a note is kept after a change: as long as a customer may take, milliseconds. */
export const documentNoteKeptMs = 30 * 24 * 3_600_000;
const filesKept = 16;
/** How long a file is shown while SpherePay still shows the error that it was to repair. */
const repairMs = 24 * 3_600_000;
/** How long after one side the other may follow, though SpherePay asks no more. */
const otherSideMs = 3_600_000;
const states = ["sending", "received", "unknown"] as const;

/** The note in parsed JSON; an empty one in anything else. */
export function readDocumentNote(json: unknown): DocumentNote {
  return (Array.isArray(json) ? json : []).flatMap((given: unknown): SentFile[] => {
    const { key, type, country, side, atMs, state, isRepair, isSettled } = Object(given);
    const known = states.find((each) => each === state);
    if (typeof key !== "string" || typeof type !== "string" || !known) return [];
    if (typeof atMs !== "number") return [];
    return [
      {
        key,
        type,
        ...(typeof country === "string" && { country }),
        ...((side === "front" || side === "back") && { side }),
        atMs,
        state: known,
        isRepair: isRepair === true,
        isSettled: isSettled === true,
      },
    ];
  });
}

const receivedOf = ({ type, side, country, atMs }: SentFile): ReceivedDocument => ({
  type,
  ...(side && { side }),
  ...(country && { country }),
  receivedAt: new Date(atMs).toISOString(),
});

/** What a key has led to; `undefined` for a new one. */
export function uploadOf(
  note: DocumentNote,
  key: string,
  nowMs: number,
  longestMs: number,
): UploadRuling | undefined {
  const file = note.find((each) => each.key === key);
  if (!file) return undefined;
  if (file.state === "received") return { state: "received", received: receivedOf(file) };
  // The process that works on it must have ended.
  const isLost = Math.abs(nowMs - file.atMs) > longestMs;
  return { state: file.state === "sending" && !isLost ? "in_flight" : "unknown" };
}

/** Begins to send, if the key has not been used. */
export function beginUpload(
  key: string,
  document: OfferedDocument,
  isRepair: boolean,
  nowMs: number,
  longestMs: number,
) {
  return (note: DocumentNote): Ruling<DocumentNote, UploadRuling> => {
    const known = uploadOf(note, key, nowMs, longestMs);
    if (known) return { result: known };
    const file: SentFile = {
      key,
      ...document,
      atMs: nowMs,
      state: "sending",
      isRepair,
      isSettled: false,
    };
    return { note: [...note.slice(1 - filesKept), file], result: { state: "begun" } };
  };
}

/** Ends it; one that SpherePay cannot have is forgotten. */
export function endUpload(key: string, end: "received" | "unknown" | "not_sent", nowMs: number) {
  return (note: DocumentNote): Ruling<DocumentNote, undefined> => ({
    note: note.flatMap((each): SentFile[] => {
      if (each.key !== key) return [each];
      return end === "not_sent" ? [] : [{ ...each, state: end, atMs: nowMs }];
    }),
    result: undefined,
  });
}

/** SpherePay shows the requirement as pending or complete: what it says from now on is its word on these. */
export function settleUploads(note: DocumentNote): Ruling<DocumentNote, undefined> {
  const isOpen = ({ state, isSettled }: SentFile) => state === "received" && !isSettled;
  if (!note.some(isOpen)) return { result: undefined };
  const settled = note.map((each) => (isOpen(each) ? { ...each, isSettled: true } : each));
  return { note: settled, result: undefined };
}

/**
 * The files that a page is shown while SpherePay asks for the requirement: the latest of each kind
 * and side, and of a kind those of the latest country alone.
 *
 * A file that SpherePay has refused since is left out, or the page would say "we have it" of the very one that
 * was refused. SpherePay does not say when an error began, so it is inferred: an error that was not
 * there when the file was sent is about the file, and so is one after the requirement was pending or
 * complete. An error that the file was to repair may stand until SpherePay has looked at it: a day.
 */
export function shownUploads(
  note: DocumentNote,
  hasError: boolean,
  nowMs: number,
): readonly ReceivedDocument[] {
  const latest: SentFile[] = [];
  for (const file of [...note].reverse()) {
    const ofType = latest.filter(({ type }) => type === file.type);
    const isReplaced = ofType.some(
      ({ side, country }) => side === file.side || country !== file.country,
    );
    if (file.state === "received" && !isReplaced) latest.unshift(file);
  }
  const isRefused = ({ isRepair, atMs }: SentFile) =>
    hasError && !(isRepair && nowMs - atMs < repairMs);
  return latest.filter((file) => !file.isSettled && !isRefused(file)).map(receivedOf);
}

/**
 * Whether a file is the side that is missing beside one that SpherePay has just received: it may show
 * the requirement as pending after one side already.
 */
export function isOtherSide(note: DocumentNote, document: OfferedDocument, nowMs: number): boolean {
  const { type, country, side } = document;
  const recent = note.filter(
    (each) =>
      each.state === "received" &&
      each.type === type &&
      each.country === country &&
      nowMs - each.atMs < otherSideMs,
  );
  return side !== undefined && recent.length > 0 && recent.every((each) => each.side !== side);
}
