import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { reasonToBuild, reasonToInstall } from "../../demo/hosts/provide-example.mjs";
import { freePort } from "../runner/free-port.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sphere-kyc-example-"));
  write("package.json", { dependencies: { next: "16.0.0", ours: "file:../.." } });
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("an example's packages are installed", () => {
  const next = { version: "16.0.0" };
  const ours = { link: true };
  const install = (packages: object) => write("node_modules/.package-lock.json", { packages });

  it("when node_modules is missing, or an install was interrupted", () => {
    assert.equal(reasonToInstall(folder), "node_modules is missing");
    write("node_modules/next/package.json", next);
    assert.equal(reasonToInstall(folder), "node_modules is missing");
  });

  it("when one has another version than package.json", () => {
    install({ "node_modules/next": { version: "15.0.0" }, "node_modules/ours": ours });
    assert.match(reasonToInstall(folder) ?? "", /^next /);
  });

  it("when the link to this project is missing", () => {
    install({ "node_modules/next": next });
    assert.match(reasonToInstall(folder) ?? "", /^ours /);
  });

  it("not when all are there", () => {
    install({ "node_modules/next": next, "node_modules/ours": ours });
    assert.equal(reasonToInstall(folder), undefined);
  });
});

describe("the package is built", () => {
  it("when there is none", () => {
    assert.equal(reasonToBuild(folder), "dist is missing");
  });

  it("when a source is newer than it, and not otherwise", () => {
    write("src/core/flow/transition.ts", {});
    write("dist/host/index.js", {});
    utimesSync(join(folder, "src/core/flow/transition.ts"), 1_000, 1_000);
    assert.equal(reasonToBuild(folder), undefined);
    utimesSync(join(folder, "dist/host/index.js"), 999, 999);
    assert.equal(reasonToBuild(folder), "src has changed since");
  });
});

describe("an example says in one sentence that it has no registry", () => {
  it("when the registry cannot be reached", async () => {
    const { code, said } = await provide(`http://127.0.0.1:${await freePort()}`, 60_000);
    assert.equal(code, 1);
    assert.match(
      said,
      /`npm install` in \S+ failed; see above\. Is the package registry reachable\?/,
    );
    assert.doesNotMatch(said, /^ +at /m);
  });

  it("when the registry accepts the connection and never responds", async () => {
    const silent = createServer().listen(0, "127.0.0.1");
    try {
      await once(silent, "listening");
      const address = silent.address();
      const port = typeof address === "object" && address ? address.port : 0;
      const { code, said } = await provide(`http://127.0.0.1:${port}`, 3_000);
      assert.equal(code, 1);
      assert.match(said, /did not end within 3 s\. Is the package registry reachable\?/);
    } finally {
      silent.close();
    }
  });
});

function write(path: string, content: object): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), JSON.stringify(content));
}

/** Provides the example in a process of its own, with an empty cache. */
async function provide(registry: string, patienceMs: number) {
  const module = new URL("../../demo/hosts/provide-example.mjs", import.meta.url).href;
  const program = `import { provideExample } from ${JSON.stringify(module)};
    provideExample(${JSON.stringify(`${folder}/`)}, { patienceMs: ${patienceMs} });`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, npm_config_registry: registry, npm_config_cache: join(folder, "cache") },
  });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const [code]: unknown[] = await once(child, "close");
  return { code, said };
}
