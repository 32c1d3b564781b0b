import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { toNodeListener } from "sphere-kyc-onboarding/host/node";
import { ConnectionCut } from "sphere-kyc-onboarding/simulator";
import { BodyTooLarge, receivedBody } from "./received-body.js";
import type { LoopbackHost } from "./settings.js";

/** Turns a request into a response. */
export type RequestHandler = (request: Request) => Promise<Response>;

/** A server that is listening. */
export interface Listening {
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * Listens on a port of this machine; 0 means any free one. A request for another host name is refused:
 * a web page whose name resolves to this machine must not reach the control interface.
 *
 * @throws Error when the port is taken.
 */
export async function listen(
  host: LoopbackHost,
  port: number,
  handler: RequestHandler,
): Promise<Listening> {
  const names = ["127.0.0.1", "localhost", "[::1]"];
  const respond: RequestHandler = async (request) =>
    names.includes(new URL(request.url).hostname)
      ? handler(request)
      : new Response("Only for requests to this machine.\n", { status: 421 });
  const server = createServer((request, response) => void serve(respond, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === "EADDRINUSE";
      const why = isTaken
        ? "the port is taken; give another, or 0 for any free one"
        : error.message;
      reject(new Error(`Cannot listen on ${host}, port ${port}: ${why}.`));
    });
    server.listen({ host, port, exclusive: true }, () => resolve());
  });
  const bound = server.address();
  const boundPort = typeof bound === "object" && bound !== null ? bound.port : port;
  return {
    origin: `http://${host === "::1" ? "[::1]" : host}:${boundPort}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  handler: RequestHandler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await receivedBody(request).catch((error: unknown) => error);
  // The listener takes bytes that were read before from here, and limits none of them.
  if (body instanceof Uint8Array && body.length > 0) Object.assign(request, { rawBody: body });
  toNodeListener(async (received) => {
    try {
      if (!(body instanceof Uint8Array)) throw body;
      return await handler(received);
    } catch (error) {
      if (error instanceof ConnectionCut) response.destroy();
      return failureOf(error);
    }
  })(request, response);
}

/** A body that is too large is the sender's; any other error is a bug of the simulator. */
function failureOf(error: unknown): Response {
  const [status, detail] =
    error instanceof BodyTooLarge
      ? [413, error.message]
      : [
          500,
          `The simulator failed: ${error instanceof Error ? error.message : "no reason given"}`,
        ];
  const headers = { "content-type": "application/problem+json", "cache-control": "no-store" };
  return new Response(JSON.stringify({ status, detail }), { status, headers });
}
