import { once } from "node:events";
import { createServer, request as forward } from "node:http";

/** A proxy that takes no larger body, as nginx does: it refuses in HTML before it has read it. */
export async function serveCuttingProxy(endpoint: string, maxBytes: number) {
  const { hostname, port, host } = new URL(endpoint);
  const server = createServer((received, response) => {
    if (Number(received.headers["content-length"] ?? 0) > maxBytes) {
      response.writeHead(413, { "Content-Type": "text/html", Connection: "close" });
      response.end("<h1>413 Request Entity Too Large</h1>");
      return;
    }
    const { method, url, headers } = received;
    const options = { hostname, port, method, path: url, headers: { ...headers, host } };
    const upstream = forward(options, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    upstream.on("error", () => response.destroy());
    received.pipe(upstream);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const own = typeof address === "object" && address ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${own}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
