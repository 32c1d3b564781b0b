import type { RequestHandler } from "./loopback.js";

/** One response as the browser received it. */
export interface RecordedResponse {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  /** Lower-case names and values, in order. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The body as text, also of scripts and styles; of a stream, what has been sent so far. */
  readonly body: string;
}

/** Passes a stream through and records its text. */
function noting(stream: ReadableStream<Uint8Array>, note: (text: string) => void) {
  const decoder = new TextDecoder();
  return stream.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        note(decoder.decode(chunk, { stream: true }));
        controller.enqueue(chunk);
      },
    }),
  );
}

/** Records each response. A body other than an event stream is read completely before it is sent. */
export function recording(handler: RequestHandler, record: RecordedResponse[]): RequestHandler {
  return async (request) => {
    const { method, url } = request;
    const response = await handler(request);
    const { status } = response;
    const about = { method, url, status, headers: [...response.headers] };
    if (response.body && response.headers.get("Content-Type") === "text/event-stream") {
      let body = "";
      record.push(Object.defineProperty({ ...about, body }, "body", { get: () => body }));
      const noted = noting(response.body, (text) => {
        body += text;
      });
      return new Response(noted, response);
    }
    record.push({ ...about, body: await response.clone().text() });
    return response;
  };
}
