/** Starts `worker.mjs` with the workerd that stands beside it; installs that first when it is missing. */
import { fileURLToPath } from "node:url";
import { serveWorker } from "./serve-worker.mjs";

await serveWorker({
  config: fileURLToPath(new URL("config.capnp", import.meta.url)),
  port: process.env["PORT"] ?? "4184",
});
