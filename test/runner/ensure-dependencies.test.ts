import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { reasonToInstall } from "./ensure-dependencies.mjs";

describe("dependencies are installed", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sphere-kyc-install-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const wanted = { "": {}, "node_modules/lit": { version: "3.0.0" } };

  it("when node_modules is missing", () => {
    write("package-lock.json", wanted);
    assert.equal(reasonToInstall(folder), "node_modules is missing");
  });

  it("when a package has another version than the lock file says", () => {
    write("package-lock.json", wanted);
    write("node_modules/.package-lock.json", { "node_modules/lit": { version: "2.0.0" } });
    assert.match(reasonToInstall(folder) ?? "", /node_modules\/lit/);
  });

  it("when a package is missing", () => {
    write("package-lock.json", wanted);
    write("node_modules/.package-lock.json", {});
    assert.match(reasonToInstall(folder) ?? "", /node_modules\/lit/);
  });

  it("not when all is there and only another platform's package is absent", () => {
    const other = { "node_modules/for-another-system": { version: "1.0.0", optional: true } };
    write("package-lock.json", { ...wanted, ...other });
    write("node_modules/.package-lock.json", { "node_modules/lit": { version: "3.0.0" } });
    assert.equal(reasonToInstall(folder), undefined);
  });

  it("for the demo only as far as it needs them", () => {
    const tools = { "node_modules/tsx": { version: "1.0.0", dev: true } };
    const browsers = { "node_modules/puppeteer-core": { version: "1.0.0", dev: true } };
    write("package-lock.json", { ...wanted, ...tools, ...browsers });
    write("node_modules/.package-lock.json", { "node_modules/lit": { version: "3.0.0" } });
    assert.match(reasonToInstall(folder, ["tsx"]) ?? "", /node_modules\/tsx/);
    write("node_modules/.package-lock.json", { ...wanted, ...tools });
    assert.equal(reasonToInstall(folder, ["tsx"]), undefined);
    assert.match(reasonToInstall(folder) ?? "", /node_modules\/puppeteer-core/);
  });

  function write(path: string, packages: object): void {
    if (path.startsWith("node_modules"))
      mkdirSync(join(folder, "node_modules"), { recursive: true });
    writeFileSync(join(folder, path), JSON.stringify({ packages }));
  }
});
