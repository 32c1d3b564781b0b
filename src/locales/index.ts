/**
 * Owns: which languages there are. A new language is one file and one line here.
 */
import type { Messages } from "./messages.js";

/** Loads a language, by BCP 47 tag. */
export const locales: Readonly<Record<string, () => Promise<Messages>>> = {
  en: async () => (await import("./en.js")).en,
};

/** The language whose first words are always there (`en-first.ts`). */
export const defaultLocale = "en";
