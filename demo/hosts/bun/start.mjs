/** Starts `server.mjs` with the Bun that stands beside it; installs that first when it is missing. */
import { fileURLToPath } from "node:url";
import { provideExample } from "../provide-example.mjs";
import { runRuntime } from "../run-runtime.mjs";

const folder = fileURLToPath(new URL("./", import.meta.url));

provideExample(folder);
runRuntime(`${folder}node_modules/.bin/bun`, ["server.mjs"], {
  cwd: folder,
  env: { DO_NOT_TRACK: "1" },
});
