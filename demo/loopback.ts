import { createServer, type RequestListener, type Server } from "node:http";
import { toNodeListener } from "sphere-kyc-onboarding/host/node";

/** Turns a request into a response, like the package's handler. */
export type RequestHandler = (request: Request) => Promise<Response>;

/** Two names of this machine that are two sites to a browser. The demo listens on no other. */
export type LoopbackName = "127.0.0.1" | "localhost";

/** A server that only this machine can reach. */
export interface LoopbackServer {
  readonly origin: string;
  close(): Promise<void>;
}

const portsTried = 20;
const addresses: Readonly<Record<LoopbackName, readonly [string, ...string[]]>> = {
  "127.0.0.1": ["127.0.0.1"],
  // Browsers try both, so no other program may listen on the second.
  localhost: ["127.0.0.1", "::1"],
};

/**
 * Listens on the port, or on the next free one; 0 means any. Until `handleWith` is called, every
 * response is 503.
 *
 * @throws Error when twenty ports in a row are taken.
 */
export async function listenOnLoopback(
  name: LoopbackName,
  port: number,
): Promise<LoopbackServer & { handleWith(handler: RequestHandler): void }> {
  let handler: RequestHandler | undefined;
  for (let offset = 0; offset < portsTried && port + offset <= 65_535; offset += 1) {
    const servers = await listenOnAll(addresses[name], port === 0 ? 0 : port + offset, listener);
    const bound = servers?.[0]?.address();
    if (!servers || typeof bound !== "object" || bound === null) continue;
    const origin = `http://${name}:${bound.port}`;
    return {
      origin,
      handleWith(given) {
        handler = given;
      },
      close: () => closeAll(servers),
    };
  }
  throw new Error(`No free port from ${port} to ${port + portsTried - 1}: set PORT to another.`);

  function listener(...[request, response]: Parameters<RequestListener>): void {
    toNodeListener(handler ?? notYet)(request, response);
  }
}

const notYet: RequestHandler = async () => new Response("Starting.", { status: 503 });

/** Undefined when the port is taken on one of the addresses. */
async function listenOnAll(
  hosts: readonly string[],
  port: number,
  listener: RequestListener,
): Promise<readonly Server[] | undefined> {
  const servers: Server[] = [];
  let chosen = port;
  for (const host of hosts) {
    const server = createServer(listener);
    const outcome = await listen(server, host, chosen);
    // A machine without IPv6 has no second address.
    if (outcome === "EADDRNOTAVAIL" || outcome === "EAFNOSUPPORT") continue;
    if (outcome !== "listening") {
      await closeAll(servers);
      if (outcome === "EADDRINUSE") return undefined;
      throw new Error(`Cannot listen on ${host}, port ${chosen}: ${outcome}.`);
    }
    const bound = server.address();
    if (typeof bound === "object" && bound !== null) chosen = bound.port;
    servers.push(server);
  }
  return servers;
}

function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => resolve("listening"));
  });
}

async function closeAll(servers: readonly Server[]): Promise<void> {
  await Promise.all(
    servers.map(
      (server) =>
        new Promise<void>((resolve) => {
          // Browsers open spare connections; one may still arrive.
          server.on("connection", (socket) => socket.destroy());
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    ),
  );
}
