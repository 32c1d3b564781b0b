/** Starts `server.mjs` with the Deno that stands beside it; installs that first when it is missing. */
import { fileURLToPath } from "node:url";
import { provideExample } from "../provide-example.mjs";
import { runRuntime } from "../run-runtime.mjs";

const folder = fileURLToPath(new URL("./", import.meta.url));
const permissions = ["--no-prompt", "--allow-env", "--allow-net"];

provideExample(folder);
runRuntime(
  `${folder}node_modules/.bin/deno`,
  ["run", ...permissions, "--node-modules-dir=manual", "--no-lock", "server.mjs"],
  { cwd: folder, env: { DENO_NO_UPDATE_CHECK: "1", DENO_DIR: `${folder}.cache` } },
);
