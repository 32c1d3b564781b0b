/** Runs files with node's test runner and counts from its own events. */
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { endWithRunner } from "./leftovers.js";
import { NodeTally } from "./node-tally.js";
import { reportResults } from "./results.js";

endWithRunner();

const [name = "", timeoutMs = "", concurrency = "", ...files] = process.argv.slice(2);
const tally = new NodeTally(files);
const stream = run({ files, timeout: Number(timeoutMs), concurrency: Number(concurrency) });
stream.on("test:pass", (event) => tally.onPass(event));
stream.on("test:fail", (event) => tally.onFail(event));
stream.on("test:complete", (event) => tally.onComplete(event));
stream.on("end", () => reportResults([tally.result(name)]));
stream.compose(new spec()).pipe(process.stdout);
