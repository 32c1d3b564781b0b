import { createServer } from "node:http";
import { toNodeListener } from "sphere-kyc-onboarding/host/node";
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
  const server = createServer(
    toNodeListener(async (request) =>
      names.includes(new URL(request.url).hostname)
        ? handler(request).catch(failureOf)
        : new Response("Only for requests to this machine.\n", { status: 421 }),
    ),
  );
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

/** The listener rejects bodies over 256 kB; any other error is a bug of the simulator. */
function failureOf(error: unknown): Response {
  const [status, detail] =
    error instanceof RangeError && /body/.test(error.message)
      ? [413, "The request body is larger than 256 kB."]
      : [
          500,
          `The simulator failed: ${error instanceof Error ? error.message : "no reason given"}`,
        ];
  const headers = { "content-type": "application/problem+json", "cache-control": "no-store" };
  return new Response(JSON.stringify({ status, detail }), { status, headers });
}
