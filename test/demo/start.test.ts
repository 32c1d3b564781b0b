import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../demo/start.mjs", import.meta.url));

interface Run {
  readonly code: number | null;
  readonly said: string;
}

/** Runs `npm start`'s program from elsewhere; once it prints its address, it gets a signal. */
function run(env: Record<string, string>): Promise<Run> {
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, [program], {
    cwd: tmpdir(),
    env: { PATH, PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 60_000,
    killSignal: "SIGKILL",
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (said.includes("Ctrl+C")) child.kill("SIGTERM");
    });
  }
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, said })));
}

describe("npm start", () => {
  it("prints its address, and ends on a signal", async () => {
    const { code, said } = await run({});
    assert.match(said, /^Demo: http:\/\/127\.0\.0\.1:\d+$/m);
    assert.match(said, /^Simulated provider: http:\/\/localhost:\d+$/m);
    assert.equal(code, 0);
  });

  it("says that it talks to real SpherePay, and never prints the key", async () => {
    const { code, said } = await run({
      SPHERE_API_KEY: "sk_live_never_shown",
      SPHERE_API_URL: "https://spherepay.invalid",
      SPHERE_CUSTOMER_ID: "customer_0123456789abcdef0123456789abcdef",
    });
    assert.match(said, /^Talking to real SpherePay at https:\/\/spherepay\.invalid/m);
    assert.ok(!said.includes("sk_live_never_shown"));
    assert.equal(code, 0);
  });

  it("ends with a sentence when only some of the three variables are set", async () => {
    const { code, said } = await run({ SPHERE_API_KEY: "sk_live_never_shown" });
    assert.match(said, /Missing: SPHERE_API_URL, SPHERE_CUSTOMER_ID\./);
    assert.ok(!said.includes("sk_live_never_shown") && !said.includes("    at "), said);
    assert.equal(code, 1);
  });

  it("ends with a sentence when PORT is not a port", async () => {
    const { code, said } = await run({ PORT: "https" });
    assert.match(said, /^PORT must be a whole number/m);
    assert.equal(code, 1);
  });

  it("ends with a sentence in production", async () => {
    const { code, said } = await run({ NODE_ENV: "production" });
    assert.match(said, /^The demo is no production server/m);
    assert.equal(code, 1);
  });
});
