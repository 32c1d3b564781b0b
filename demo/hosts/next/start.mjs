/**
 * Starts the app: installs Next beside it and builds it first, when that has not been done. The
 * server of its own is what keeps it on loopback and lets it say where it listens; `next start`
 * serves the same app.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { provideExample } from "../provide-example.mjs";
import { buildApp } from "./build-app.mjs";

const example = fileURLToPath(new URL("./", import.meta.url));
// Another app that stands below this one and uses the same Next.
const folder = process.argv[2] ?? example;
process.env.NODE_ENV = "production";
process.env.NEXT_TELEMETRY_DISABLED = "1";

provideExample(example);
buildApp(folder);

const { default: next } = await import("next");
const hostname = "127.0.0.1";
const server = createServer();
server.listen(Number(process.env.PORT ?? "4183"), hostname);
await once(server, "listening");
const { port } = server.address();
const app = next({ dev: false, dir: folder, hostname, port, httpServer: server });
await app.prepare();
server.on("request", app.getRequestHandler());
console.log(`Backend: http://${hostname}:${port}/kyc`);
