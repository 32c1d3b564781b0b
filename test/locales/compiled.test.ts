import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { fileURLToPath } from "node:url";

const project = fileURLToPath(new URL("../../", import.meta.url));

/** Languages as somebody might write them, by what is wrong with them. */
const attempts = {
  nothing: "export const words: Messages = { ...messages };",
  missing: `const { progress, ...lacking } = messages;
    export const words: Messages = lacking;`,
  stale: `export const words: Messages = { ...messages, "text.of_old": "Old" };`,
  plural: `export const words: Messages = { ...messages, "left.dual": "Two" };`,
} as const;

describe("a language that is compiled", () => {
  const folder = mkdtempSync(join(tmpdir(), "sphere-kyc-language-"));
  after(() => rmSync(folder, { recursive: true }));

  const locales = JSON.stringify(join(project, "src/locales/")).slice(1, -1);
  for (const [name, text] of Object.entries(attempts)) {
    const head = `import { messages } from "${locales}en.ts";
      import type { Messages } from "${locales}messages.ts";`;
    writeFileSync(join(folder, `${name}.ts`), `${head}\n${text}`);
  }
  const { stdout } = spawnSync(
    process.execPath,
    [
      join(project, "node_modules/typescript/bin/tsc"),
      ...["--ignoreConfig", "--noEmit", "--strict", "--skipLibCheck"],
      ...["--allowImportingTsExtensions", "--target", "es2022"],
      ...["--module", "esnext", "--moduleResolution", "bundler", "--types", ""],
      ...Object.keys(attempts).map((name) => join(folder, `${name}.ts`)),
    ],
    { encoding: "utf8" },
  );
  const refused = Object.keys(attempts).filter((name) => stdout.includes(`${name}.ts(`));

  it("is refused without a word, and with a word or a plural that nobody knows", () => {
    assert.deepEqual(refused, ["missing", "stale", "plural"], stdout);
    assert.match(stdout, /missing\.ts.*'?progress'?/);
    assert.match(stdout, /stale\.ts.*text\.of_old/);
  });

  it("is taken when nothing is wrong with it", () => {
    assert.ok(!refused.includes("nothing"), stdout);
  });
});
