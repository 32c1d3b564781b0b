/** `npm start`: runs the demo from its source, also in a fresh clone. */
import { fileURLToPath } from "node:url";
import { ensureDemoDependencies } from "../test/runner/ensure-dependencies.mjs";
import { refuseProduction } from "./refuse-production.mjs";

try {
  // Before the install: npm leaves development packages out in production.
  refuseProduction(process.env);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
ensureDemoDependencies(["tsx", "vite"]);

const { register } = await import("tsx/esm/api");
// The `paths` of tsconfig.json resolve the package's public names to its source, without a build.
register({ tsconfig: fileURLToPath(new URL("../tsconfig.json", import.meta.url)) });
await import("./main.js");
