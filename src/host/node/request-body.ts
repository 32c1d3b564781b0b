import type { IncomingMessage, ServerResponse } from "node:http";
import { BodyParsedBefore } from "../http/limited-body.js";
import { maxDocumentBytes } from "../http/upload-chunks.js";
import { runtimeSchedule, type Schedule } from "../runtime.js";

/** What a `Request` is given as its body. */
export type Body = Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;

// But for files, a webhook is the largest body that the handler reads.
const maxBodyBytes = 256 * 1024;
const filePath = /\/documents\/[a-z0-9_]+\/?$/;

/** A member that middleware or an adapter has put there; a getter of theirs may throw. */
function memberOf(request: IncomingMessage, name: "rawBody" | "body"): unknown {
  try {
    return Reflect.get(request, name);
  } catch {
    return undefined;
  }
}

/** The bytes that middleware or an adapter has kept, where they are bytes, of any realm, or text. */
function keptBytes(request: IncomingMessage): Uint8Array<ArrayBuffer> | undefined {
  for (const name of ["rawBody", "body"] as const) {
    const kept = memberOf(request, name);
    if (typeof kept === "string") return new TextEncoder().encode(kept);
    if (ArrayBuffer.isView(kept)) {
      return new Uint8Array(new Uint8Array(kept.buffer, kept.byteOffset, kept.byteLength));
    }
  }
  return undefined;
}

const isStream = (request: IncomingMessage): boolean =>
  typeof request.resume === "function" && request.readable;

/** What a JSON parser in front has made of the body, where it has kept no bytes. */
export function parsedJson(request: IncomingMessage): object | undefined {
  if (keptBytes(request) || (isStream(request) && !request.readableDidRead)) return undefined;
  const body = memberOf(request, "body");
  return typeof body === "object" && body !== null ? body : undefined;
}

/** The stream of a connection: nothing is read from it before the handler reads. */
function streamOf(request: IncomingMessage, maxBytes: number): ReadableStream<Uint8Array> {
  let bytes = 0;
  let detach: () => void = () => {};
  let fail: (error: unknown) => void = () => {};
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const end = () => {
          detach();
          controller.close();
        };
        fail = (error) => {
          detach();
          controller.error(error);
        };
        const onClose = () => fail(new TypeError("The connection has ended."));
        request.on("end", end).on("error", fail).on("close", onClose);
        detach = () => {
          request.off("end", end).off("error", fail).off("close", onClose);
        };
      },
      pull(controller) {
        return new Promise<void>((resolve) => {
          // One listener for each chunk: what nobody reads is left to the server to discard.
          const onData = (chunk: Uint8Array) => {
            request.pause();
            bytes += chunk.byteLength;
            if (bytes <= maxBytes) controller.enqueue(new Uint8Array(chunk));
            else fail(new RangeError("The request body is too large."));
            done();
          };
          const done = () => {
            request.off("data", onData).off("end", done).off("error", done).off("close", done);
            resolve();
          };
          request.once("end", done).once("error", done).once("close", done);
          request.once("data", onData);
          request.resume();
        });
      },
      cancel: () => detach(),
    },
    { highWaterMark: 0 },
  );
}

/** A body whose bytes are gone. */
const parsedBody = (): ReadableStream<Uint8Array> =>
  new ReadableStream({
    pull() {
      throw new BodyParsedBefore(
        "The body was parsed before: mount the handler before the parser.",
      );
    },
  });

/** The body of a request for a path; `undefined` when it has none. */
export function bodyOf(request: IncomingMessage, headers: Headers, path: string): Body | undefined {
  const { method } = request;
  if (method === "GET" || method === "HEAD") return undefined;
  const kept = keptBytes(request);
  if (kept) return kept;
  // HTTP/2 announces neither.
  const isAnnounced =
    headers.has("Transfer-Encoding") ||
    Number(headers.get("Content-Length") ?? 0) > 0 ||
    request.httpVersionMajor > 1;
  if (isStream(request) && !request.readableDidRead) {
    // The handler's own limit of a file comes first, and says what it is.
    const maxBytes = filePath.test(path) ? maxDocumentBytes + maxBodyBytes : maxBodyBytes;
    return isAnnounced ? streamOf(request, maxBytes) : undefined;
  }
  return isAnnounced || memberOf(request, "body") ? parsedBody() : undefined;
}

/** How long a sender may go on after the response, so that they can read it. Milliseconds. */
const lingerMs = 1_000;

/**
 * Discards what the handler has not read. A sender who goes on after the response, in large pieces or
 * drop by drop, loses the connection.
 */
export function discardRest(
  request: IncomingMessage,
  response: ServerResponse,
  schedule: Schedule = runtimeSchedule,
): void {
  if (request.complete || request.destroyed || !isStream(request)) return;
  let bytes = 0;
  let isAnswered = false;
  let forget: () => void = () => {};
  const cut = () => void request.destroy();
  request.on("data", (chunk: Uint8Array) => {
    bytes += chunk.byteLength;
    if (bytes <= maxBodyBytes) return;
    request.pause();
    if (isAnswered) cut();
  });
  response.once("finish", () => {
    isAnswered = true;
    if (bytes > maxBodyBytes) cut();
    else if (!request.complete && !request.readableEnded) forget = schedule(cut, lingerMs);
  });
  request.once("end", () => forget()).once("close", () => forget());
  request.resume();
}
