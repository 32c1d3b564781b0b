import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { foreignKeys, foreignPlurals, foreignValues, untidy, untranslated } from "./faults.js";
import { english, files, languages } from "./languages.js";

describe("a language", () => {
  test("has a file, and every file can be asked for", () => {
    assert.deepEqual(languages.map(({ tag }) => tag).sort(), [...files].sort());
  });

  test("is one of these twelve", () => {
    assert.deepEqual(
      languages.map(({ tag }) => tag),
      ["en", "es", "pt-BR", "fr", "de", "it", "tr", "id", "zh-Hans", "ja", "ar", "he"],
    );
  });

  for (const { tag, words } of languages) {
    test(`has every word, and its own plurals: ${tag}`, () => {
      assert.deepEqual(foreignKeys(words), []);
      assert.deepEqual(foreignPlurals(words, tag), []);
      assert.deepEqual(foreignValues(words), []);
      assert.deepEqual(untidy(words), []);
      if (tag !== "en") assert.deepEqual(untranslated(words), []);
    });

    test(`says in which direction it is written: ${tag}`, () => {
      const rightToLeft = ["Arab", "Hebr"].includes(new Intl.Locale(tag).maximize().script ?? "");
      assert.equal(words["dir"], rightToLeft ? "rtl" : "ltr");
    });
  }
});

describe("the rules above", () => {
  const { progress: _, ...lacking } = english;
  const faults: readonly (readonly [string, string[], string])[] = [
    ["a missing key", foreignKeys(lacking), "progress"],
    ["a stale key", foreignKeys({ ...english, old: "Old" }), "old"],
    ["a missing plural", foreignPlurals(english, "ar"), "few"],
    ["a plural of another language", foreignPlurals({ ...english, "left.few": "x" }, "en"), "few"],
    ["a lost value", foreignValues({ ...english, progress: "{done} done" }), "progress"],
    ["an invented value", foreignValues({ ...english, more: "{count} {odd}" }), "more"],
    [
      "a plural without its number",
      foreignValues({ ...english, "left.other": "Some" }),
      "left.other",
    ],
    ["markup", untidy({ more: "<b>more</b>" }), "more"],
    ["a hidden direction", untidy({ more: "\u202emore" }), "more"],
    ["an empty text", untidy({ more: "" }), "more"],
    [
      "a sentence left in English",
      untranslated({ "text.ready": english["text.ready"] ?? "" }),
      "text.ready",
    ],
  ];
  for (const [name, found, key] of faults) {
    test(`catch ${name}`, () => assert.ok(found.includes(key), `found: ${found.join()}`));
  }
});
