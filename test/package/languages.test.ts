import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "vite";
import { fileOf, files } from "../locales/languages.js";

/** What a page loads for a language, compressed as servers do it. */
const limitBytes = 3_200;

async function bytesOf(file: string): Promise<number> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      minify: true,
      target: "es2022",
      modulePreload: false,
      rolldownOptions: { input: file, preserveEntrySignatures: "strict" },
    },
  });
  const chunks = [built].flat().flatMap((each) => ("output" in each ? each.output : []));
  const code = chunks.map((each) => ("code" in each ? each.code : "")).join("");
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  return brotliCompressSync(code, { params }).length;
}

describe("a language on the wire", () => {
  for (const tag of files) {
    it(`is at most ${limitBytes} bytes: ${tag}`, async () => {
      const bytes = await bytesOf(fileOf(tag));
      assert.ok(bytes > 1_500, "something was not measured");
      assert.ok(bytes <= limitBytes, `${bytes} bytes`);
    });
  }

  it("is noticed when it grows too large", async () => {
    const words = Array.from({ length: 500 }, (_, index) => `${index}: ${Math.sin(index)}`);
    const file = join(mkdtempSync(join(tmpdir(), "words-")), "words.js");
    writeFileSync(file, `export const messages = ${JSON.stringify(words)};`);
    assert.ok((await bytesOf(file)) > limitBytes);
  });
});
