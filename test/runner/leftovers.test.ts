import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { runPart } from "./run-part.js";

describe("a part that ends", () => {
  const folder = mkdtempSync(join(tmpdir(), "sphere-kyc-leftovers-"));
  after(() => rmSync(folder, { recursive: true }));

  it("leaves nothing running, not even what detached itself before a crash", async () => {
    const file = join(folder, "crash.test.mjs");
    const pidFile = join(folder, "pid");
    writeFileSync(
      file,
      `import { spawn } from "node:child_process";
       import { writeFileSync } from "node:fs";
       const forever = ["-e", "setInterval(() => {}, 1000)"];
       const child = spawn(process.execPath, forever, { detached: true, stdio: "ignore" });
       child.unref();
       writeFileSync(${JSON.stringify(pidFile)}, String(child.pid));
       throw new Error("crash");`,
    );
    const [result] = await runPart({ name: "fixture", kind: "node", files: [file] }, "ignore");
    assert.equal(result?.failed, 1);
    assert.ok(await ends(Number(readFileSync(pidFile, "utf8"))));
  });

  it("differs from one that still runs", () => {
    assert.equal(hasEnded(process.pid), false);
  });
});

/** The system takes a moment to carry out a kill. */
async function ends(pid: number, patienceMs = 60_000): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += 20) {
    if (hasEnded(pid)) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

/** A killed process stays in the table until its parent has looked; its state is then Z. */
function hasEnded(pid: number): boolean {
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return true;
  }
}
