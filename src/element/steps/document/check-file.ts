/** Whether a file that was chosen is sent, made smaller first, or asked about. */
import type { ChosenFile, Slot } from "./chosen-file.js";
import type { DocumentChoice } from "./document-choice.js";
import { type FileFault, faultOf, isSameFile } from "./file-check.js";
import { previewOf, shrink } from "./picture.js";

/** The step, as far as it tells about other files. */
interface Form {
  readonly choice: DocumentChoice;
  readonly files: ReadonlyMap<Slot, ChosenFile>;
  readonly maxBytes: number;
  readonly refused: readonly { readonly file: File; readonly document: string }[];
}

interface Checked {
  readonly fault?: FileFault;
  readonly isAsked?: boolean;
  readonly preview: ImageBitmap | undefined;
}

/** What the customer is asked first; `undefined`: nothing. */
async function questionOf({ choice, files, refused }: Form, slot: Slot, { file }: ChosenFile) {
  for (const each of refused) {
    if (each.document === choice.keyOf("") && (await isSameFile(each.file, file))) return "refused";
  }
  for (const [name, other] of files) {
    if (name !== slot && (await isSameFile(other.file, file))) return "twice";
  }
  return undefined;
}

/**
 * Checks a file.
 * @param isNew It has just been chosen: it gets a preview, and may be asked about.
 */
export async function checkFile(
  form: Form,
  slot: Slot,
  { isNew, page }: { readonly isNew: boolean; readonly page: Document | undefined },
): Promise<Checked> {
  const chosen = form.files.get(slot);
  if (!chosen) return { preview: undefined };
  const { file, preview } = chosen;
  const fault = await faultOf(file);
  if (fault) return { fault, preview };
  if (chosen.body.size > form.maxBytes) {
    const smaller = page && (await shrink(file, form.maxBytes, page));
    if (!smaller) return { fault: "large", preview };
    chosen.body = smaller;
  }
  if (!isNew) return { preview };
  const question = await questionOf(form, slot, chosen);
  if (question) chosen.question = question;
  return { isAsked: !!question, preview: await previewOf(file) };
}
