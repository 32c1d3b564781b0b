/**
 * Owns: which languages there are. A new language is a file, one in `rare/`, its tag here and a
 * line in `loaders.ts`.
 * Why: English pages need no word of how the others are loaded.
 */
import type { Messages } from "./messages.js";

/** The language whose first words are always there (`en-first.ts`). */
export const defaultLocale = "en";

/** Every language, by BCP 47 tag. */
export const locales = [
  "en",
  "es",
  "pt-BR",
  "fr",
  "de",
  "it",
  "tr",
  "id",
  "zh-Hans",
  "ja",
  "ar",
  "he",
] as const;

/** A language that there are words in. */
export type Locale = (typeof locales)[number];

/** Loads every word of a language. Rejects when they cannot be fetched. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  if (locale === defaultLocale) return (await import("./en.js")).messages;
  return (await import("./loaders.js")).load(locale);
}
