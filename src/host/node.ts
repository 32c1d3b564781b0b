import type { IncomingMessage, ServerResponse } from "node:http";
import type { FetchHandler } from "./handler.js";
import { hostForm } from "./http/origins.js";

/** What {@link toNodeListener} accepts. */
export interface NodeListenerOptions {
  /**
   * The origin that browsers see, such as `https://app.example`. Needed behind a proxy that changes
   * the `Host` header; otherwise the request's own. `X-Forwarded-*` is never believed.
   */
  readonly origin?: string;
}

/** A listener for `node:http`, or a middleware for Express. */
export type NodeListener = (
  request: IncomingMessage,
  response: ServerResponse,
  next?: (error: unknown) => void,
) => void;

// A webhook is the largest body that the handler reads.
const maxBodyBytes = 256 * 1024;

function addressOf(request: IncomingMessage, origin: string | undefined): string | undefined {
  // Express takes the mounted path off `url` and keeps the whole in `originalUrl`.
  const mounted = "originalUrl" in request ? request.originalUrl : undefined;
  const path = typeof mounted === "string" ? mounted : request.url;
  if (!path?.startsWith("/")) return undefined;
  const host = request.headers[":authority"] ?? request.headers.host;
  const scheme = "encrypted" in request.socket ? "https" : "http";
  const known = typeof host === "string" && hostForm.test(host) ? `${scheme}://${host}` : undefined;
  // Put together as text: read as a relative address, `//elsewhere/` would name another host.
  const address = `${origin ?? known}${path}`;
  return (origin ?? known) && URL.canParse(address) ? address : undefined;
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [name = "", value = ""] = rawHeaders.slice(index, index + 2);
    if (!name.startsWith(":")) headers.append(name, value);
  }
  return headers;
}

type Body = Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;

/** What is left of a body that middleware has read: the bytes where it has kept them, else an error. */
function bodyReadBefore(request: IncomingMessage): Body {
  const kept = "rawBody" in request ? request.rawBody : undefined;
  if (kept instanceof Uint8Array) return new Uint8Array(kept);
  return new ReadableStream({
    pull() {
      throw new TypeError("The body was read before: mount the handler before the body parser.");
    },
  });
}

function bodyOf(request: IncomingMessage): Body {
  if (request.readableDidRead) return bodyReadBefore(request);
  const chunks: AsyncIterator<Uint8Array> = request.iterator({ destroyOnReturn: false });
  let bytes = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) return controller.close();
        bytes += value.byteLength;
        if (bytes > maxBodyBytes) throw new RangeError("The request body is too large.");
        controller.enqueue(new Uint8Array(value));
      },
      async cancel() {
        await chunks.return?.();
      },
    },
    // Nothing is read from the connection before the handler reads.
    { highWaterMark: 0 },
  );
}

/** The request, or `undefined` when it cannot be one: no usable address, method or header. */
function requestOf(
  request: IncomingMessage,
  origin: string | undefined,
  signal: AbortSignal,
): Request | undefined {
  const { method = "GET", headers } = request;
  const address = addressOf(request, origin);
  if (address === undefined) return undefined;
  const hasBody =
    method !== "GET" &&
    method !== "HEAD" &&
    (headers["transfer-encoding"] !== undefined || headers["content-length"] !== undefined);
  try {
    const init = { method, headers: headersOf(request), signal };
    if (!hasBody) return new Request(address, init);
    const streaming = { ...init, body: bodyOf(request), duplex: "half" };
    return new Request(address, streaming);
  } catch {
    return undefined;
  }
}

/** Discards what the handler has not read; when it is too much, the connection is closed. */
function discardRest(request: IncomingMessage, response: ServerResponse): void {
  if (request.complete || request.destroyed) return;
  let bytes = 0;
  request.on("data", (chunk: Uint8Array) => {
    bytes += chunk.byteLength;
    if (bytes <= maxBodyBytes) return;
    request.pause();
    if (response.writableFinished) request.destroy();
    else response.once("finish", () => request.destroy());
  });
  request.resume();
}

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

/** Middleware that compresses holds what is written until it is flushed. */
function flush(response: ServerResponse): void {
  if ("flush" in response && typeof response.flush === "function") response.flush();
}

/** Sends each chunk as it comes, takes no more than the browser does, and stops when it is gone. */
async function sendStream(
  body: ReadableStream<Uint8Array>,
  response: ServerResponse,
): Promise<void> {
  const reader = body.getReader();
  const stop = () => void reader.cancel().catch(() => undefined);
  response.once("close", stop);
  response.flushHeaders();
  for (;;) {
    const { done, value } = await reader.read();
    if (done || response.destroyed) break;
    const hasRoom = response.write(value);
    flush(response);
    if (!hasRoom) await drained(response);
  }
  response.off("close", stop);
  response.end();
}

async function send(answer: Response, response: ServerResponse): Promise<void> {
  // The handler's own responses go in one piece: a stream for one small chunk costs too much.
  const isWhole = !answer.body || answer.headers.get("Content-Type")?.endsWith("json");
  const whole = isWhole && new Uint8Array(await answer.arrayBuffer());
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  if (whole) response.end(whole);
  else if (answer.body) await sendStream(answer.body, response);
}

/**
 * Mounts a handler in `node:http` or Express: `app.use("/kyc", toNodeListener(handler))`. Bodies are
 * streamed and end with an error beyond 256 kB; a response that is a stream is passed on chunk by
 * chunk. Mount it before `express.json()`: of a body that was read before, only `request.rawBody` is
 * taken, and a webhook without it is refused as unreadable. When the browser goes away the request's
 * signal is aborted and the stream cancelled. Never throws and never rejects: what cannot be served
 * goes to `next`, or becomes a 400 or 500 without a body.
 * @throws {TypeError} when `origin` is not an origin.
 */
export function toNodeListener(
  handler: FetchHandler,
  options: NodeListenerOptions = {},
): NodeListener {
  const { origin } = options;
  if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).origin !== origin)) {
    throw new TypeError(
      'toNodeListener: option "origin" must be an exact origin such as "https://app.example".',
    );
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.once("close", () => {
      if (!response.writableFinished) gone.abort();
    });
    const received = requestOf(request, origin, gone.signal);
    if (!received) {
      response.statusCode = 400;
      response.end();
      return;
    }
    const answer = await handler(received);
    if (response.destroyed) {
      await answer.body?.cancel();
      return;
    }
    discardRest(request, response);
    await send(answer, response);
  }

  return (request, response, next) => {
    serve(request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) response.destroy();
      else if (next) next(error);
      else {
        response.statusCode = 500;
        response.end();
      }
    });
  };
}
