import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { planParts, projectFolder } from "./parts.js";
import { requiredEngines } from "./provide-engines.js";

describe("a run", () => {
  it("fails on a part that does not exist, and still ends with the total line", () => {
    const { status, lines } = runTests(["no-such-part"], {});
    assert.equal(status, 1);
    assert.equal(lines.at(-1), "0 passed, 1 failed");
  });

  it("fails when a required engine is missing, and names what to install", () => {
    const nothingInstalled = { PATH: "", REQUIRE_ENGINES: "firefox" };
    const { status, lines } = runTests(["test/element/engine.test.ts"], nothingInstalled);
    assert.equal(status, 1);
    assert.ok(lines.some((line) => line.includes("apt-get install firefox-esr")));
    assert.ok(lines.some((line) => line.includes("firefox is required")));
    assert.match(lines.at(-1) ?? "", /^0 passed, \d+ failed$/);
  });

  it("fails when Redis is required and missing, and names what to install", () => {
    const nothingInstalled = { PATH: "", REQUIRE_REDIS: "true" };
    const { status, lines } = runTests(["redis"], nothingInstalled);
    assert.equal(status, 1);
    assert.ok(lines.some((line) => line.includes("apt-get install redis-server")));
    assert.ok(lines.some((line) => line.includes("redis-server is required and missing")));
    assert.equal(lines.at(-1), "0 passed, 1 failed");
  });

  it("rejects an engine name it does not know", () => {
    assert.throws(() => requiredEngines("chromium,netscape"), /netscape/);
    assert.deepEqual(requiredEngines(" chromium, webkit,"), ["chromium", "webkit"]);
  });

  it("runs only the parts and files it is asked for", () => {
    const names = (args: string[]) => planParts(args).map((part) => part.name);
    assert.deepEqual(names(["runner", "element"]), ["runner", "element"]);
    assert.deepEqual(
      planParts(["test/runner/run.test.ts"]).flatMap((part) => part.files),
      [join(projectFolder, "test/runner/run.test.ts")],
    );
    assert.ok(names([]).includes("runner"));
  });

  it("without arguments leaves out what is slow or large, and both together are everything", () => {
    const files = (args: string[]) => planParts(args).flatMap((part) => part.files);
    const names = planParts([]).map((part) => part.name);
    for (const name of ["core", "host", "element", "journey"]) assert.ok(names.includes(name));
    assert.deepEqual(
      planParts(["rest"]).map((part) => part.name),
      ["looks", "e2e", "redis", "hosts"],
    );
    const usual = files([]);
    const rest = files(["rest"]);
    assert.deepEqual(
      usual.filter((file) => rest.includes(file)),
      [],
    );
    const everyFile = readdirSync(join(projectFolder, "test"), {
      recursive: true,
      encoding: "utf8",
    })
      .filter((file) => file.endsWith(".test.ts"))
      .map((file) => join(projectFolder, "test", file));
    assert.deepEqual([...usual, ...rest].sort(), everyFile.sort());
    assert.deepEqual(files(["all"]).sort(), everyFile.sort());
  });
});

function runTests(args: readonly string[], environment: Readonly<Record<string, string>>) {
  const env = { ...process.env, ...environment };
  delete env["NODE_TEST_CONTEXT"];
  const run = spawnSync(process.execPath, ["test/run.mjs", ...args], {
    cwd: projectFolder,
    env,
    encoding: "utf8",
  });
  return { status: run.status, lines: run.stdout.trimEnd().split("\n") };
}
