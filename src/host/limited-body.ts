/** Thrown when a body is longer than allowed. */
export class BodyTooLarge extends Error {}

/**
 * Reads a body as UTF-8, and stops reading at the first byte too many.
 * @throws {BodyTooLarge} beyond `maxBytes`.
 * @throws {TypeError} when the bytes are not UTF-8, or the stream breaks.
 */
export async function readText(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<string> {
  if (!body) return "";
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const reader = body.getReader();
  let text = "";
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      // Not awaited: a stream may never finish being cancelled.
      reader.cancel().catch(() => undefined);
      throw new BodyTooLarge();
    }
    text += decoder.decode(value, { stream: true });
  }
}
