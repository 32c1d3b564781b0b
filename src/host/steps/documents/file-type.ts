/** A kind of file that SpherePay takes as a document. */
export interface FileType {
  readonly mediaType: string;
  /** The ending of a neutral file name. */
  readonly ending: string;
}

/** How many bytes are needed to tell: a PDF may begin with something else. */
export const typeBytes = 1_024;

const pdf: FileType = { mediaType: "application/pdf", ending: "pdf" };
const jpeg: FileType = { mediaType: "image/jpeg", ending: "jpg" };
const png: FileType = { mediaType: "image/png", ending: "png" };
const tiff: FileType = { mediaType: "image/tiff", ending: "tiff" };
const heic: FileType = { mediaType: "image/heic", ending: "heic" };
const beginnings: readonly [mark: string, type: FileType][] = [
  ["\xff\xd8\xff", jpeg],
  ["\x89PNG\r\n\x1a\n", png],
  ["II*\0", tiff],
  ["MM\0*", tiff],
];
const heicMark = /^ftyp(hei[cxms]|hevc|mif1|msf1)/;

/**
 * The kind of a file by its first bytes, whatever its name and declared type say; `undefined` for one
 * that SpherePay does not take. The mark of a PDF may stand anywhere in them, as Acrobat allows.
 * @param start The first {@link typeBytes} of the file, or all of it.
 */
export function fileTypeOf(start: Uint8Array): FileType | undefined {
  // One character for each byte; `TextDecoder`'s latin1 is another table.
  const text = String.fromCharCode(...start.subarray(0, typeBytes));
  const known = beginnings.find(([mark]) => text.startsWith(mark));
  if (known) return known[1];
  // The first four bytes are a length.
  if (heicMark.test(text.slice(4))) return heic;
  return text.includes("%PDF-") ? pdf : undefined;
}
