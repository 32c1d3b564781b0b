import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { NodeListener } from "../../src/host/node.js";

export interface Served {
  readonly origin: string;
  readonly port: number;
}

/** Serves on loopback while `use` runs. */
export async function serving(listener: NodeListener, use: (served: Served) => Promise<void>) {
  const server: Server = createServer((request, response) => listener(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  try {
    await use({ origin: `http://127.0.0.1:${port}`, port });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
