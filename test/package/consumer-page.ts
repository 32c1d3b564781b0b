import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "vite";

/** A page of a host that uses the package, built as its developer would build it. */
export interface ConsumerPage {
  readonly url: string;
  /** JavaScript and style files that were asked for so far, with their size on the wire. */
  readonly downloads: () => readonly { readonly path: string; readonly bytes: number }[];
  readonly stop: () => void;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
};

/**
 * Bundles `script` together with a page that holds the tag, and serves both beside a host.
 * @param customer The customer that the host returns; a new one by default.
 */
export async function serveConsumerPage(
  folder: string,
  script: string,
  customer: object = newCustomer,
): Promise<ConsumerPage> {
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  writeFileSync(join(folder, "page.js"), script);
  writeFileSync(
    join(folder, "index.html"),
    `<!doctype html><html lang="en"><title>host</title>
     <script>
       addEventListener("sphere-kyc-ready", () => { globalThis.answeredMs ??= performance.now(); });
     </script>
     <sphere-kyc-onboarding endpoint="/kyc"></sphere-kyc-onboarding>
     <script type="module" src="./page.js"></script></html>`,
  );
  await build({
    root: folder,
    configFile: false,
    logLevel: "error",
    build: { target: "es2022", minify: true, outDir: "out", emptyOutDir: true },
  });
  return serve(join(folder, "out"), customer);
}

async function serve(folder: string, customer: object): Promise<ConsumerPage> {
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://host").pathname;
    if (path.startsWith("/kyc/")) return answerAsHost(path, customer, response);
    const file = path === "/" ? "/index.html" : path;
    const type = types[extname(file)];
    if (type === undefined) return void response.writeHead(404).end();
    const body = readFileSync(join(folder, file));
    if (extname(file) !== ".html") asked.set(file, onTheWire(body));
    response.writeHead(200, { "Content-Type": type }).end(body);
  });
  const url = await listening(server);
  return {
    url,
    downloads: () => [...asked].map(([path, bytes]) => ({ path, bytes })),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function onTheWire(body: Buffer): number {
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

/** A new customer, as SpherePay shows them once the site has sent what it knows. */
const newCustomer = {
  id: "customer_0001",
  type: "individual",
  verificationProfiles: [
    {
      name: "basic",
      status: "incomplete",
      criteria: {
        complete: ["email_address", "phone_number", "residential_address"],
        pending: ["tax_identification_number"],
        required: [
          ...["terms_of_service", "identity_document", "liveness_check"],
          ...["identity_verification", "kyc_a_approval"],
        ],
        errors: [],
      },
    },
  ],
};

function answerAsHost(path: string, customer: object, response: ServerResponse): void {
  const answer = path.endsWith("/session")
    ? { status: 201, body: { token: "token-for-this-test-only", customer } }
    : { status: path.endsWith("/customer") ? 200 : 404, body: customer };
  response.writeHead(answer.status, {
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
  });
  response.end(JSON.stringify(answer.body));
}

function listening(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    });
  });
}
