import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  americanEnglish,
  loadMessages,
  english as staticEnglish,
} from "../../src/locales/index.js";
import {
  foreignKeys,
  foreignPlurals,
  foreignValues,
  misspelt,
  stiff,
  untidy,
  untranslated,
} from "./faults.js";
import { english, files, languages } from "./languages.js";

describe("a language", () => {
  it("has a file, and every file can be asked for", () => {
    assert.deepEqual(languages.map(({ tag }) => tag).sort(), [...files].sort());
  });

  it("is one of these thirteen", () => {
    assert.deepEqual(
      languages.map(({ tag }) => tag),
      ["en", "en-US", "es", "pt-BR", "fr", "de", "it", "tr", "id", "zh-Hans", "ja", "ar", "he"],
    );
  });

  for (const { tag, words } of languages) {
    it(`has every word, and its own plurals: ${tag}`, () => {
      assert.deepEqual(foreignKeys(words), []);
      assert.deepEqual(foreignPlurals(words, tag), []);
      assert.deepEqual(foreignValues(words), []);
      assert.deepEqual(untidy(words), []);
      if (!tag.startsWith("en")) assert.deepEqual(untranslated(words), []);
    });

    it(`says in which direction it is written: ${tag}`, () => {
      const rightToLeft = ["Arab", "Hebr"].includes(new Intl.Locale(tag).maximize().script ?? "");
      assert.equal(words["dir"], rightToLeft ? "rtl" : "ltr");
    });
  }
});

describe("English", () => {
  it("is there without loading, in both spellings", async () => {
    assert.equal(await loadMessages("en"), staticEnglish);
    assert.equal(await loadMessages("en-US"), americanEnglish);
  });

  it("reads like speech", () => {
    assert.deepEqual(stiff(english), []);
  });

  it("is spelt as the place spells it", () => {
    assert.deepEqual(misspelt(english, "british"), []);
    assert.deepEqual(misspelt(americanEnglish, "american"), []);
    assert.match(americanEnglish["hint.business_representative"], /authorized/);
  });
});

describe("the rules above", () => {
  const { progress: _, ...lacking } = english;
  const faults: readonly (readonly [string, string[], string])[] = [
    ["a missing key", foreignKeys(lacking), "progress"],
    ["a stale key", foreignKeys({ ...english, old: "Old" }), "old"],
    ["a missing plural", foreignPlurals(english, "ar"), "few"],
    [
      "a plural of another language",
      foreignPlurals({ ...english, "minutes.few": "x" }, "en"),
      "few",
    ],
    ["a lost value", foreignValues({ ...english, progress: "{done} done" }), "progress"],
    ["an invented value", foreignValues({ ...english, more: "{count} {odd}" }), "more"],
    [
      "a plural without its number",
      foreignValues({ ...english, "minutes.other": "Some" }),
      "minutes.other",
    ],
    ["markup", untidy({ more: "<b>more</b>" }), "more"],
    ["a typewriter quote", untidy({ more: "It's more" }), "more"],
    ["a hidden direction", untidy({ more: "\u202emore" }), "more"],
    ["an empty text", untidy({ more: "" }), "more"],
    [
      "a sentence left in English",
      untranslated({ "text.ready": english["text.ready"] ?? "" }),
      "text.ready",
    ],
    ["a missing contraction", stiff({ more: "We could not load more" }), "more"],
    ["American English in British", misspelt({ more: "Authorized" }, "british"), "more"],
    ["British English in American", misspelt({ more: "Driving licence" }, "american"), "more"],
  ];
  for (const [name, found, key] of faults) {
    it(`catch ${name}`, () => assert.ok(found.includes(key), `found: ${found.join()}`));
  }
});
