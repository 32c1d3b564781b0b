import { Failure } from "../../http/failure.js";
import type { UploadChunks } from "../../http/upload-chunks.js";
import { type FileType, fileTypeOf, typeBytes } from "./file-type.js";

/** A file that has begun to arrive, and what it is. */
export interface UploadStart {
  readonly type: FileType;
  /** All of it, from its first byte. */
  readonly chunks: AsyncIterator<Uint8Array<ArrayBuffer>, unknown>;
  /** Waits for all of it. */
  whole(): Promise<Blob>;
  /** Whether all of it has arrived. */
  isWhole(): boolean;
  /** Why it did not. */
  failure(): Failure | undefined;
}

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(chunks.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

/**
 * Waits for as much of a file as its kind needs.
 * @throws {Failure} `document_type_refused`, or what the chunks throw.
 */
export async function startOf(arriving: UploadChunks): Promise<UploadStart> {
  const first: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  while (bytes < typeBytes) {
    const { done, value } = await arriving.next();
    if (done) break;
    first.push(value);
    bytes += value.byteLength;
  }
  const type = fileTypeOf(joined(first));
  if (!type) throw new Failure("document_type_refused", "document_type_refused");
  let isWhole = false;
  let failure: Failure | undefined;

  async function* all(): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
    yield* first.splice(0);
    try {
      yield* arriving;
      isWhole = true;
    } catch (error) {
      if (error instanceof Failure) failure = error;
      throw error;
    }
  }
  const chunks = all();

  return {
    type,
    chunks,
    async whole() {
      const list: Uint8Array<ArrayBuffer>[] = [];
      for await (const chunk of chunks) list.push(chunk);
      return new Blob(list, { type: type.mediaType });
    },
    isWhole: () => isWhole,
    failure: () => failure,
  };
}
