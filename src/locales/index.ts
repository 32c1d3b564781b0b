/**
 * Owns: which languages there are. A new language is one file and one line here.
 */
import type { Messages } from "./messages.js";

/** Loads a language, by BCP 47 tag. */
export const locales: Readonly<Record<string, () => Promise<{ readonly messages: Messages }>>> = {
  en: () => import("./en.js"),
  ja: () => import("./ja.js"),
  ar: () => import("./ar.js"),
  he: () => import("./he.js"),
};

/** The language whose first words are always there (`en-first.ts`). */
export const defaultLocale = "en";
