/** What SpherePay is told of a document, beside the file. */
export interface DocumentFields {
  readonly targetId: string;
  readonly target: "customer";
  readonly documentType: string;
  readonly country?: string;
  readonly side?: string;
}

/** A file on its way to SpherePay. */
export interface DocumentFile {
  /** Neutral: never a person's. */
  readonly fileName: string;
  readonly mediaType: string;
  /** All of it, or a stream of a length that is known before. */
  readonly content:
    | { readonly whole: Blob }
    | { readonly stream: AsyncIterator<Uint8Array<ArrayBuffer>, unknown>; readonly bytes: number };
}

/** A form (`multipart/form-data`, RFC 7578) with one file as its last field. */
export interface DocumentForm {
  readonly contentType: string;
  readonly content:
    | { readonly whole: Blob }
    | { readonly stream: AsyncIterator<Uint8Array<ArrayBuffer>, unknown>; readonly bytes: number };
}

async function* between(
  head: Uint8Array<ArrayBuffer>,
  file: AsyncIterator<Uint8Array<ArrayBuffer>, unknown>,
  tail: Uint8Array<ArrayBuffer>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  yield head;
  for (let next = await file.next(); !next.done; next = await file.next()) yield next.value;
  yield tail;
}

/** Writes the form of a document. Values are words of ours and ids that were checked: nothing needs escaping. */
export function documentForm(fields: DocumentFields, file: DocumentFile): DocumentForm {
  const boundary = `sphere-kyc-${crypto.randomUUID()}`;
  const { fileName, mediaType, content } = file;
  const field = ([name, value]: readonly [string, string]) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const entries: readonly (readonly [string, string])[] = Object.entries(fields);
  const beforeFile =
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\n` +
    `Content-Type: ${mediaType}\r\n\r\n`;
  const head = new TextEncoder().encode(entries.map(field).join("") + beforeFile);
  const tail = new TextEncoder().encode(`\r\n--${boundary}--\r\n`);
  const contentType = `multipart/form-data; boundary=${boundary}`;
  if ("whole" in content) {
    return { contentType, content: { whole: new Blob([head, content.whole, tail]) } };
  }
  const bytes = head.byteLength + content.bytes + tail.byteLength;
  return { contentType, content: { stream: between(head, content.stream, tail), bytes } };
}
