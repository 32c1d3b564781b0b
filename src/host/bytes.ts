const tagOf = (given: unknown): string => Object.prototype.toString.call(given);

const isBuffer = (given: unknown): given is ArrayBuffer | SharedArrayBuffer =>
  /^\[object (Shared)?ArrayBuffer\]$/.test(tagOf(given));

/**
 * A copy of bytes in this realm, or of text as UTF-8; `undefined` for anything else. jsdom and
 * `node:vm` have classes of their own, so what is bytes there is no `instanceof Uint8Array` here.
 */
export function bytesOf(given: unknown): Uint8Array<ArrayBuffer> | undefined {
  const bytes = typeof given === "string" ? new TextEncoder().encode(given) : given;
  if (ArrayBuffer.isView(bytes)) {
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength).slice();
  }
  return isBuffer(bytes) ? new Uint8Array(bytes).slice() : undefined;
}
