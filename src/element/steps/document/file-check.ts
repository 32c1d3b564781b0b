/** What can be known of a file before it is sent. */

/** Why a file is not sent: `large` for the host, `gone` since it was chosen, or none of the kinds. */
export type FileFault = "empty" | "large" | "type" | "gone";

/** A PDF may have up to 1 kB before its mark, as Acrobat allows. */
const typeBytes = 1_029;

/** JPEG, PNG, TIFF; names and declared types do not count. */
const images = ["\u00ff\u00d8\u00ff", "\u0089PNG\r\n", "II*\0", "MM\0*"];
const heic = /^.{4}ftyp(?:hei[cxms]|hevc|mif1|msf1)/s;

/** Whether a file can be read and is of a kind that SpherePay takes, by its first bytes. */
export async function faultOf(file: Blob): Promise<FileFault | undefined> {
  if (!file.size) return "empty";
  try {
    const bytes = new Uint8Array(await file.slice(0, typeBytes).arrayBuffer());
    const text = String.fromCharCode(...bytes);
    const isImage = heic.test(text) || images.some((each) => text.startsWith(each));
    return isImage || text.includes("%PDF-") ? undefined : "type";
  } catch {
    // Drives in the cloud and phones take files away that were chosen a moment ago.
    return "gone";
  }
}

/** Whether two files are the same, byte for byte; they are only read where their sizes are equal. */
export async function isSameFile(one: Blob, other: Blob): Promise<boolean> {
  if (one === other) return true;
  if (one.size !== other.size) return false;
  try {
    const read = async (file: Blob) => new Uint8Array(await file.arrayBuffer());
    const [bytes, others] = [await read(one), await read(other)];
    return bytes.every((byte, index) => byte === others[index]);
  } catch {
    return false;
  }
}
