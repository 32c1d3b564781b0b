/** The whole body; undefined when it is larger than `maxBytes`, of which no more is kept. */
export async function readBody(
  request: Request,
  maxBytes: number,
): Promise<ArrayBuffer | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) {
    await request.body?.cancel();
    return undefined;
  }
  if (!request.body) {
    // Firefox has no streams of requests.
    const whole = await request.arrayBuffer();
    return whole.byteLength > maxBytes ? undefined : whole;
  }
  const chunks: Uint8Array[] = [];
  const reader = request.body.getReader();
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return concatenated(chunks, bytes);
    }
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
}

function concatenated(chunks: readonly Uint8Array[], bytes: number): ArrayBuffer {
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole.buffer;
}
