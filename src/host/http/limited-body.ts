/** Thrown when a body is longer than allowed. */
export class BodyTooLarge extends Error {}

/** Thrown by a request's body that a parser has taken before, so that its bytes are gone. */
export class BodyParsedBefore extends Error {}

/** A request or a response, down to its body. */
export interface Message {
  /** `undefined` where the runtime has no such member: Firefox and WebKit, for a request. */
  readonly body?: ReadableStream<Uint8Array> | null | undefined;
  arrayBuffer(): Promise<ArrayBuffer>;
}

async function readChunks(
  body: ReadableStream<Uint8Array>,
  maxBytes: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = body.getReader();
  // Not awaited: a stream may never finish being cancelled.
  const stop = () => void reader.cancel().catch(() => undefined);
  signal?.addEventListener("abort", stop, { once: true });
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      stop();
      throw new BodyTooLarge();
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

/**
 * Reads a body, and stops reading at the first byte too many, or when `signal` is aborted; where the
 * runtime gives it whole or not at all, it is thrown away then.
 * @throws {BodyTooLarge} beyond `maxBytes`.
 * @throws the error that breaks the stream.
 */
export async function readBytes(
  message: Message,
  maxBytes: number,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const { body } = message;
  if (body) return readChunks(body, maxBytes, signal);
  if (body === null) return new Uint8Array();
  const whole = await message.arrayBuffer();
  if (whole.byteLength > maxBytes) throw new BodyTooLarge();
  return new Uint8Array(whole);
}

/**
 * Reads a body as UTF-8, and stops reading at the first byte too many.
 * @throws {BodyTooLarge} beyond `maxBytes`.
 * @throws {TypeError} when the bytes are not UTF-8, or the stream breaks.
 */
export async function readText(message: Message, maxBytes: number): Promise<string> {
  return new TextDecoder("utf-8", { fatal: true }).decode(await readBytes(message, maxBytes));
}
