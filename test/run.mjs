import { ensureDependencies } from "./runner/ensure-dependencies.mjs";

ensureDependencies();

const { register } = await import("tsx/esm/api");
register();
const { runTests } = await import("./runner/run-tests.js");
process.exitCode = await runTests(process.argv.slice(2));
