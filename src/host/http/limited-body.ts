import { bytesOf } from "../bytes.js";

/** Thrown when a body is longer than allowed. */
export class BodyTooLarge extends Error {}

/** Thrown by a request's body that a parser has taken before, so that its bytes are gone. */
export class BodyParsedBefore extends Error {}

/** Thrown when a message has nothing that a body could be read from. */
export class BodyUnknown extends TypeError {}

/**
 * A request or a response, down to its body. The host's own `fetch` may give one whose body is no web
 * stream: `node-fetch` has a stream of Node's, others only `arrayBuffer()` or `text()`.
 */
export interface Message {
  /** `undefined` where the runtime has no such member: Firefox and WebKit, for a request. */
  readonly body?: unknown;
  readonly arrayBuffer?: () => Promise<ArrayBuffer>;
  readonly text?: () => Promise<string>;
}

/** Yields the next chunk, and stops when nobody wants more. */
export interface Source {
  next(): Promise<{ readonly done?: boolean | undefined; readonly value?: unknown }>;
  /** Never awaited: a stream may never finish being cancelled. */
  stop(): unknown;
}

const isFunction = (given: unknown): given is (...args: unknown[]) => unknown =>
  typeof given === "function";

/** Calls a method that an object may have. */
function invoke(target: unknown, name: PropertyKey): unknown {
  const method: unknown = Object(target)[name];
  return isFunction(method) ? method.call(target) : undefined;
}

/** Stops a body that nobody reads, whatever kind of stream it is. Never throws. */
export function discardBody({ body }: Message): void {
  try {
    const stream = Object(body);
    const method = isFunction(stream.cancel) ? "cancel" : "destroy";
    Promise.resolve(invoke(body, method)).catch(() => undefined);
  } catch {
    return;
  }
}

/** What a body is read from, chunk by chunk; `undefined` where it comes whole or not at all. */
export function sourceOf(message: Message): Source | undefined {
  const stop = () => discardBody(message);
  const reader = Object(invoke(message.body, "getReader"));
  if (isFunction(reader.read)) return { next: () => reader.read(), stop: () => reader.cancel?.() };
  const iterator = Object(invoke(message.body, Symbol.asyncIterator));
  if (isFunction(iterator.next)) return { next: () => iterator.next(), stop };
  return undefined;
}

/** A body that comes whole. */
export async function wholeBody(message: Message): Promise<unknown> {
  if (isFunction(message.arrayBuffer)) return message.arrayBuffer();
  if (isFunction(message.text)) return message.text();
  throw new BodyUnknown("A body is a stream, or is read by arrayBuffer() or text().");
}

async function readChunks(
  source: Source,
  maxBytes: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const stop = () => void Promise.resolve(source.stop()).catch(() => undefined);
  signal?.addEventListener("abort", stop, { once: true });
  for (;;) {
    const { done, value } = await source.next();
    if (done) break;
    const chunk = bytesOf(value);
    bytes += chunk?.byteLength ?? 0;
    if (!chunk || bytes > maxBytes) {
      stop();
      throw chunk ? new BodyTooLarge() : new BodyUnknown("A chunk of a body is bytes or text.");
    }
    chunks.push(chunk);
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
 * @throws {BodyUnknown} when there is nothing to read it by.
 * @throws the error that breaks the stream.
 */
export async function readBytes(
  message: Message,
  maxBytes: number,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  if (message.body === null) return new Uint8Array();
  const source = sourceOf(message);
  if (source) return readChunks(source, maxBytes, signal);
  const whole = bytesOf(await wholeBody(message));
  if (!whole) throw new BodyUnknown("A body is bytes or text.");
  if (whole.byteLength > maxBytes) throw new BodyTooLarge();
  return whole;
}

/**
 * Reads a body as UTF-8, and stops reading at the first byte too many, or when `signal` is aborted.
 * @throws {BodyTooLarge} beyond `maxBytes`.
 * @throws {TypeError} when the bytes are not UTF-8, or the stream breaks.
 */
export async function readText(
  message: Message,
  maxBytes: number,
  signal?: AbortSignal,
): Promise<string> {
  const bytes = await readBytes(message, maxBytes, signal);
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}
