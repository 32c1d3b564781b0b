import type { IncomingMessage, ServerResponse } from "node:http";
import { BodyParsedBefore } from "../http/limited-body.js";
import { maxDocumentBytes } from "../http/upload-chunks.js";
import { runtimeSchedule, type Schedule } from "../runtime.js";

/** What a `Request` is given as its body. */
export type Body = Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;

// But for files, a webhook is the largest body that the handler reads.
const maxBodyBytes = 256 * 1024;
const filePath = /\/documents\/[a-z0-9_]+\/?$/;
// The handler's own limit of a file comes first, and says what it is.
const maxFileBytes = maxDocumentBytes + maxBodyBytes;

/** The most that is read of a body for a path, by the handler or to be discarded. */
const maxBytesAt = (path: string): number => (filePath.test(path) ? maxFileBytes : maxBodyBytes);

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

/** The same bytes as a plain array: a copy of each chunk of a file would be most of its memory. */
const bytesIn = ({ buffer, byteOffset, byteLength }: Uint8Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

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
            if (bytes <= maxBytes) controller.enqueue(bytesIn(chunk));
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
    return isAnnounced ? streamOf(request, maxBytesAt(path)) : undefined;
  }
  return isAnnounced || memberOf(request, "body") ? parsedBody() : undefined;
}

/** How long a sender may go on after the response, so that they can read it. Milliseconds. */
const lingerMs = 1_000;
/** A browser reads the response only once it has sent the whole file. */
const fileLingerMs = 30_000;

/**
 * Discards what the handler has not read of a request for a path. A sender who goes on after the
 * response, in large pieces or drop by drop, loses the connection; with a file they have longer.
 */
export function discardRest(
  request: IncomingMessage,
  response: ServerResponse,
  schedule: Schedule = runtimeSchedule,
  path = "",
): void {
  if (request.complete || request.destroyed || !isStream(request)) return;
  const maxBytes = maxBytesAt(path);
  let bytes = 0;
  let isAnswered = false;
  let forget: () => void = () => {};
  const cut = () => void request.destroy();
  // After the response the server tells the request of nothing: the connection is what ends.
  const linger = (cancel: () => void) => {
    const onEnd = () => forget();
    request.socket?.once?.("close", onEnd);
    forget = () => {
      cancel();
      request.socket?.off?.("close", onEnd);
    };
  };
  request.on("data", (chunk: Uint8Array) => {
    bytes += chunk.byteLength;
    if (bytes <= maxBytes) return;
    request.pause();
    if (isAnswered) cut();
  });
  response.once("finish", () => {
    isAnswered = true;
    const waitMs = maxBytes > maxBodyBytes ? fileLingerMs : lingerMs;
    const hasEnded = request.complete || request.readableEnded || request.destroyed;
    if (bytes > maxBytes) cut();
    else if (!hasEnded) linger(schedule(cut, waitMs));
  });
  request.once("end", () => forget()).once("close", () => forget());
  request.resume();
}
