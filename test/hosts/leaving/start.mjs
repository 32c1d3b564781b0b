import { fileURLToPath } from "node:url";
import { serveWorker } from "../../../demo/hosts/workers/serve-worker.mjs";

await serveWorker({
  config: fileURLToPath(new URL("config.capnp", import.meta.url)),
  port: "0",
});
