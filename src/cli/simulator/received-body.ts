import type { IncomingMessage } from "node:http";

/** The largest JSON, and the largest document with the other members of its form. */
const maxJsonBytes = 256 * 1024;
const maxDocumentBytes = 16 * 1024 * 1024;

/** A body that is larger than the simulator takes. */
export class BodyTooLarge extends Error {
  constructor(maxBytes: number) {
    super(`The request body is larger than ${maxBytes / 1024} kB.`);
  }
}

/**
 * Reads the whole body. @throws BodyTooLarge when there is more than its path may have; an Error when
 * the connection ends before it.
 */
export async function receivedBody(request: IncomingMessage): Promise<Uint8Array> {
  const isDocument = /^\/v2\/document(?:\?|$)/.test(request.url ?? "");
  const maxBytes = isDocument ? maxDocumentBytes : maxJsonBytes;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.byteLength;
    // What follows is read and dropped, so that the sender can read the response.
    if (bytes <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (bytes > maxBytes) throw new BodyTooLarge(maxBytes);
  return Buffer.concat(chunks);
}
