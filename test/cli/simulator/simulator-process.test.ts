import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../../src/cli/main.ts", import.meta.url));
const cwd = fileURLToPath(new URL("../../..", import.meta.url));

/** Starts the command line as a process of its own. */
function start(args: readonly string[], nodeEnv: string) {
  const env = { ...process.env, NODE_ENV: nodeEnv };
  const child = spawn(process.execPath, ["--import", "tsx", main, ...args], { cwd, env });
  const said = { out: "", errorText: "" };
  child.stdout.on("data", (text) => {
    said.out += text;
  });
  child.stderr.on("data", (text) => {
    said.errorText += text;
  });
  return { child, said, closed: once(child, "close") };
}

describe("the simulator as a process", () => {
  it("ends with 1 and says why when it must not start", async () => {
    for (const [args, nodeEnv, why] of [
      [["simulator", "--port", "0"], "production", /NODE_ENV=production/],
      [["simulator", "--port", "0", "--host", "0.0.0.0"], "test", /only for this machine/],
    ] as const) {
      const { said, closed } = start(args, nodeEnv);
      const [code] = await closed;
      assert.equal(code, 1);
      assert.match(said.errorText, why);
      assert.equal(said.out, "");
    }
  });

  it("serves until a signal, and ends with 0", async () => {
    const { child, said, closed } = start(["simulator", "--port", "0"], "test");
    while (!said.out.includes("Ctrl+C")) {
      await once(child.stdout, "data");
    }
    const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(said.out)?.[0];
    assert.equal((await fetch(`${origin}/control/clock`)).status, 200);
    child.kill("SIGTERM");
    assert.deepEqual(await closed, [0, null]);
    assert.equal(said.errorText, "");
  });
});
