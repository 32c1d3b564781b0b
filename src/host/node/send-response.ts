import type { ServerResponse } from "node:http";

/** Resolves when there is room for more, or when the browser has gone. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      response.off("drain", go).off("close", go);
      resolve();
    };
    response.on("drain", go).on("close", go);
  });
}

/** Calls a method that middleware has added, or that an adapter lacks. */
function callIfThere(response: ServerResponse, name: "flush" | "flushHeaders"): void {
  const method: unknown = Reflect.get(response, name);
  if (typeof method === "function") method.call(response);
}

/** Sends each chunk as it comes, takes no more than the browser does, and stops when it is gone. */
async function sendStream(
  body: ReadableStream<Uint8Array>,
  response: ServerResponse,
): Promise<void> {
  const reader = body.getReader();
  response.once("close", () => void reader.cancel().catch(() => undefined));
  callIfThere(response, "flushHeaders");
  for (;;) {
    const { done, value } = await reader.read();
    if (done || response.destroyed) break;
    const hasRoom = response.write(value);
    // Middleware that compresses holds what is written until it is flushed.
    callIfThere(response, "flush");
    if (hasRoom === false) await drained(response);
  }
  response.end();
}

/** Writes a `Response` into the response of a server. */
export async function sendResponse(answer: Response, response: ServerResponse): Promise<void> {
  // The handler's own responses go in one piece: a stream for one small chunk costs too much.
  const isWhole = !answer.body || answer.headers.get("Content-Type")?.endsWith("json");
  const whole = isWhole && new Uint8Array(await answer.arrayBuffer());
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  if (whole) response.end(whole);
  else if (answer.body) await sendStream(answer.body, response);
}

/** Whether the whole response has been handed over; HTTP/2 says so by another name. */
export const isSent = (response: ServerResponse): boolean =>
  response.writableFinished ?? response.writableEnded;
