import type { IncomingMessage, ServerResponse } from "node:http";
import type { FetchHandler } from "./handler.js";
import { readRequest } from "./node/read-request.js";
import { discardRest } from "./node/request-body.js";
import { isSent, sendResponse } from "./node/send-response.js";
import { runtimeSchedule } from "./runtime.js";

/** What {@link toNodeListener} accepts: one of the two, or neither. */
export interface NodeListenerOptions {
  /**
   * The origin that browsers see, such as `https://app.example`. Needed behind a proxy that changes
   * the `Host` header, for browsers that send no `Sec-Fetch-Site`; otherwise the request's own.
   */
  readonly origin?: string;
  /**
   * Takes that origin from the proxy: `X-Forwarded-Proto` and `X-Forwarded-Host`, else `Forwarded`
   * (RFC 7239), the first of a list. Only behind a proxy that replaces what the browser has sent in
   * them. Default false: never believed.
   */
  readonly trustForwarded?: boolean;
}

/** A listener for `node:http`, or a middleware for Express. */
export type NodeListener = (
  request: IncomingMessage,
  response: ServerResponse,
  next?: (error: unknown) => void,
) => void;

function checkOptions(options: NodeListenerOptions): NodeListenerOptions {
  const known = ["origin", "trustForwarded"];
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  const { origin, trustForwarded } = options;
  const wrong = (words: string) => new TypeError(`toNodeListener: ${words}.`);
  if (unknown !== undefined) {
    throw wrong(`there is no option "${unknown}"; there are: ${known.join(", ")}`);
  }
  if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).origin !== origin)) {
    throw wrong('option "origin" must be an exact origin such as "https://app.example"');
  }
  if (trustForwarded !== undefined && typeof trustForwarded !== "boolean") {
    throw wrong('option "trustForwarded" must be true or false');
  }
  if (origin !== undefined && trustForwarded) {
    throw wrong('give either "origin" or "trustForwarded"');
  }
  return options;
}

/**
 * Mounts a handler in `node:http`, Express, Connect, or an adapter that looks like them:
 * `app.use("/kyc", toNodeListener(handler))`. A handler without the option `endpoint` takes the path
 * that it is mounted at. Bodies are streamed and end with an error beyond 256 kB, a document beyond 15 MB; a response that is a
 * stream is passed on chunk by chunk. Mount it before `express.json()`: of a body that was read before,
 * `request.rawBody` or `request.body` is taken where it is bytes or text, and a webhook that was
 * parsed is refused. When the browser goes away the request's signal is aborted and the stream
 * cancelled. A sender who goes on after the response loses the connection. Never throws and never
 * rejects: what is no request is answered by the handler with 400, and what the handler rejects with
 * goes to `next`, or becomes a 500 without a body.
 * @throws {TypeError} when an option is unknown or wrong, or both are given.
 */
export function toNodeListener(
  handler: FetchHandler,
  options: NodeListenerOptions = {},
): NodeListener {
  const source = checkOptions(options);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.once("close", () => {
      if (!isSent(response)) gone.abort();
    });
    const received = readRequest(request, source, gone.signal);
    const { pathname } = new URL(received.url);
    const answer = await handler(received).finally(() =>
      discardRest(request, response, runtimeSchedule, pathname),
    );
    if (response.destroyed) {
      await answer.body?.cancel();
      return;
    }
    await sendResponse(answer, response);
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
