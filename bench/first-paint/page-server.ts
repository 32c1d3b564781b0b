/** Serves both contestants alike: one page each, scripts as brotli, and the host's one answer. */
import { once } from "node:events";
import { createServer } from "node:http";
import { brotliCompressSync, constants } from "node:zlib";
import { type Bundles, type Contestant, tags } from "./bundle.js";
import { sessionAnswer } from "./session-answer.js";

export interface PageServer {
  /** The page of a contestant; `blank` has no script. */
  address(page: Contestant | "blank"): string;
  close(): void;
}

const pageOf = (contestant: Contestant) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Verification</title>
<script type="module" src="/${contestant}/page.js"></script>
</head>
<body>
<h1>Your account</h1>
<${tags[contestant]} endpoint="/kyc"></${tags[contestant]}>
</body>
</html>`;

const brotli = (text: string) =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });

export async function servePages(bundles: Bundles): Promise<PageServer> {
  const files = new Map<string, { readonly type: string; readonly body: Buffer }>();
  const html = "text/html; charset=utf-8";
  files.set("/blank", { type: html, body: brotli("<!doctype html><title>blank</title>") });
  for (const contestant of ["ours", "plain"] as const) {
    files.set(`/${contestant}`, { type: html, body: brotli(pageOf(contestant)) });
    for (const [name, script] of bundles[contestant]) {
      files.set(`/${contestant}/${name}`, { type: "text/javascript", body: brotli(script) });
    }
  }
  const server = createServer(({ method, url = "" }, response) => {
    response.setHeader("Cache-Control", "no-store");
    if (method === "POST" && url === "/kyc/session") {
      response.writeHead(201, { "Content-Type": "application/json" }).end(sessionAnswer);
      return;
    }
    const file = files.get(url);
    if (!file) return void response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": file.type, "Content-Encoding": "br" });
    response.end(file.body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${Object(server.address()).port}`;
  return {
    address: (page) => `${origin}/${page}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
