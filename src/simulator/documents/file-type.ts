/** The kinds of file that SpherePay takes. */
export type FileType = "application/pdf" | "image/jpeg" | "image/png" | "image/heic" | "image/tiff";

/** How far a PDF's mark may be from the beginning; Acrobat reads such files as well. */
const pdfSearchBytes = 1024;
const heicBrands = ["heic", "heix", "hevc", "heim", "heis", "mif1", "msf1"];

/** The kind of a file by its first bytes, whatever its name and declared type; undefined for others. */
export function fileTypeOf(bytes: Uint8Array): FileType | undefined {
  const start = latin1(bytes.subarray(0, pdfSearchBytes));
  if (start.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (start.startsWith("\x89PNG")) return "image/png";
  if (start.startsWith("II*\0") || start.startsWith("MM\0*")) return "image/tiff";
  if (start.slice(4, 8) === "ftyp" && heicBrands.includes(start.slice(8, 12))) return "image/heic";
  return start.includes("%PDF-") ? "application/pdf" : undefined;
}

/** One character for each byte; `TextDecoder`'s latin1 is another table. */
function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
