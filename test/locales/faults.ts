/** What can be wrong with the words of a language, one rule each: returns the keys at fault. */
import { english, type Table } from "./languages.js";

const plural = /^minutes\.(zero|one|two|few|many|other)$/;
const placeholders = (text: string) =>
  [...text.matchAll(/\{(\w+)\}/g)]
    .map(([, name]) => name)
    .sort()
    .join();
const keysWhere = (words: Table, isWrong: (key: string, text: string) => boolean) =>
  Object.entries(words).flatMap(([key, text]) => (isWrong(key, text) ? [key] : []));

/** Keys that English has and this language has not, or the other way round; plurals aside. */
export function foreignKeys(words: Table): string[] {
  const names = (table: Table) => Object.keys(table).filter((key) => !plural.test(key));
  const [own, wanted] = [names(words), names(english)];
  return [
    ...own.filter((key) => !wanted.includes(key)),
    ...wanted.filter((key) => !own.includes(key)),
  ];
}

/** Plural categories that differ from those of the language. */
export function foreignPlurals(words: Table, tag: string): string[] {
  const own = Object.keys(words).flatMap((key) => plural.exec(key)?.[1] ?? []);
  const wanted: string[] = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
  return [
    ...own.filter((each) => !wanted.includes(each)),
    ...wanted.filter((each) => !own.includes(each)),
  ];
}

/** Values that would be missing from a sentence, or that nobody fills in. */
export const foreignValues = (words: Table): string[] =>
  keysWhere(words, (key, text) => {
    if (!plural.test(key)) return placeholders(text) !== placeholders(english[key] ?? "");
    return key === "minutes.other"
      ? placeholders(text) !== "count"
      : !/^(count)?$/.test(placeholders(text));
  });

/** Texts that hold markup, typewriter quotes, characters that steer the direction, or stray space. */
export const untidy = (words: Table): string[] =>
  keysWhere(
    words,
    (_, text) =>
      /[<>&'"]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]|^\s|\s$|\s\s/.test(text) || !text,
  );

/** English without its contractions: people do not speak like that. */
export const stiff = (words: Table): string[] =>
  keysWhere(words, (_, text) =>
    /\b(cannot|(is|are|do|did|does|can|could|has|have|had|will|would) not|(we|you|they) (are|will|have(?= [a-z]+ed\b))|(it|there) is)\b/i.test(
      text,
    ),
  );

const spellings = { british: /licence|authoris|\bPO box/i, american: /license|authoriz|P\.O\./i };

/** English in the spelling of the other side. */
export const misspelt = (words: Table, wanted: keyof typeof spellings): string[] =>
  keysWhere(words, (_, text) =>
    spellings[wanted === "british" ? "american" : "british"].test(text),
  );

/** Whole sentences that were left in English. */
export const untranslated = (words: Table): string[] =>
  keysWhere(words, (key, text) => text.length > 20 && text === english[key]);
