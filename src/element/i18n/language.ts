/**
 * Owns: which language a person reads who asked for a tag, and loading it.
 * Why apart: a page in English needs none of it (`words-controller.ts`).
 */
import { defaultLocale, type Locale, loadMessages, locales } from "../../locales/index.js";
import type { Spoken } from "./words-controller.js";

const written = (tag: string): string => {
  const { language, script } = new Intl.Locale(tag).maximize();
  return `${language}-${script}`;
};

/**
 * The language that a person reads who asked for `tag`; `undefined` when there is none.
 * @throws {RangeError} The tag is none; `words-controller.ts` asks for none such.
 */
export function languageOf(tag: string): Locale | undefined {
  const wanted = written(tag);
  return locales.find((each) => written(each) === wanted);
}

/** Loads the first language among `tags` that there are words in, else English. */
export async function speak(tags: readonly string[]): Promise<Spoken> {
  const tag = tags.find(languageOf) ?? defaultLocale;
  const lang = languageOf(tag) ?? defaultLocale;
  return { tag, lang, messages: await loadMessages(lang) };
}
