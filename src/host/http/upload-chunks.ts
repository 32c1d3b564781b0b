import { bytesOf } from "../bytes.js";
import type { Schedule } from "../runtime.js";
import { Failure, type FailureReason } from "./failure.js";
import { BodyParsedBefore, type Source, sourceOf, wholeBody } from "./limited-body.js";
import { noteOf } from "./request-note.js";

/** The most that SpherePay takes of a file. "15 MB" may be more; the smaller reading always fits. */
export const maxDocumentBytes = 15_000_000;

/** What a file may be that a request brings. */
export interface UploadLimits {
  readonly maxBytes: number;
  /** How long nothing may arrive while more is waited for, milliseconds. */
  readonly idleMs: number;
  /** How long all of it may take, milliseconds. */
  readonly longestMs: number;
  readonly schedule: Schedule;
  /** Milliseconds. */
  readonly now: () => number;
  /** Aborted when nobody wants more. */
  readonly signal: AbortSignal;
}

/** A file on its way. Each chunk is bytes of this realm; it throws only {@link Failure}. */
export type UploadChunks = AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined>;

const wholeNumber = /^\d{1,15}$/;

/** The length that the sender has announced; `undefined` where none is. */
export function announcedBytes({ headers }: Request): number | undefined {
  const given = headers.get("Content-Length") ?? "";
  return wholeNumber.test(given) ? Number(given) : undefined;
}

const refused = (reason: FailureReason) => new Failure("bad_request", reason);
/** Beyond the limit, which the response names. */
export const tooLarge = (maxBytes: number) =>
  new Failure("document_too_large", "document_too_large", { maxBytes });

/** Where a runtime has no stream of a request's body. */
function wholeSource(request: Request): Source {
  let isRead = false;
  return {
    async next() {
      if (isRead) return { done: true };
      isRead = true;
      return { done: false, value: await wholeBody(request) };
    },
    stop: () => undefined,
  };
}

/**
 * Reads the file that a request brings, and stops at the first byte too many. A sender who pauses too
 * long, or breaks off, ends it.
 * @throws {Failure} `document_too_large`; `document_refused` for an empty file; else `bad_request`.
 */
export async function* uploadChunks(request: Request, limits: UploadLimits): UploadChunks {
  const { maxBytes, idleMs, longestMs, schedule, now } = limits;
  const announced = announcedBytes(request);
  if (noteOf(request).json !== undefined || request.bodyUsed) throw refused("body_parsed_before");
  if (request.body === null) throw new Failure("document_refused", "document_empty");
  const source = sourceOf(request) ?? wholeSource(request);
  const untilMs = now() + longestMs;
  const signals = [request.signal, limits.signal];

  async function next(): ReturnType<Source["next"]> {
    let cancel = () => {};
    let onGone = () => {};
    const ended = new Promise<never>((_, reject) => {
      const leftMs = Math.max(0, Math.min(idleMs, untilMs - now()));
      cancel = schedule(() => reject(refused("document_stalled")), leftMs);
      onGone = () => reject(refused("document_broken_off"));
      for (const signal of signals) signal.addEventListener("abort", onGone);
    });
    try {
      return await Promise.race([source.next(), ended]);
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw refused(
        error instanceof BodyParsedBefore ? "body_parsed_before" : "document_broken_off",
      );
    } finally {
      cancel();
      for (const signal of signals) signal.removeEventListener("abort", onGone);
    }
  }

  let bytes = 0;
  let isRead = false;
  try {
    for (;;) {
      const { done, value } = await next();
      if (done) break;
      const chunk = bytesOf(value);
      if (!chunk) throw refused("body_unreadable");
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      if (announced !== undefined && bytes > announced) throw refused("document_length_wrong");
      if (chunk.byteLength > 0) yield chunk;
    }
    isRead = true;
    if (bytes === 0) throw new Failure("document_refused", "document_empty");
    if (announced !== undefined && bytes !== announced) throw refused("document_length_wrong");
  } finally {
    if (!isRead) void Promise.resolve(source.stop()).catch(() => undefined);
  }
}
