import assert from "node:assert/strict";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { describe, it } from "node:test";
import { startOwned, stopOwned } from "../runner/own-process.js";

const module = new URL("../../demo/hosts/run-runtime.mjs", import.meta.url).href;
const started = (call: string) =>
  startOwned(
    process.execPath,
    ["--input-type=module", "--eval", `import { runRuntime } from "${module}"; ${call}`],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe("a runtime that an example starts", () => {
  it("ends when the example is asked to", async () => {
    const forever = "console.log(process.pid); setInterval(() => {}, 1000)";
    const example = started(
      `runRuntime(process.execPath, ["-e", ${JSON.stringify(forever)}], { cwd: "." });`,
    );
    try {
      assert.ok(example.stdout);
      const [line]: unknown[] = await once(createInterface({ input: example.stdout }), "line");
      const pid = Number(line);
      assert.equal(isRunning(pid), true);
      await stopOwned(example);
      assert.equal(isRunning(pid), false);
    } finally {
      await stopOwned(example);
    }
  });

  it("passes on its exit code", async () => {
    const example = started(
      `runRuntime(process.execPath, ["-e", "process.exit(7)"], { cwd: "." });`,
    );
    assert.deepEqual(await once(example, "close"), [7, null]);
  });

  it("is named when it does not start", async () => {
    const example = started(`runRuntime("bun-of-nowhere", [], { cwd: "." });`);
    let said = "";
    example.stderr?.on("data", (chunk) => {
      said += chunk;
    });
    assert.deepEqual(await once(example, "close"), [1, null]);
    assert.match(said, /^bun-of-nowhere does not start: /m);
  });
});
