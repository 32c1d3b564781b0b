/**
 * Owns: which languages there are. A new language is one file and one line here.
 */
import { en } from "./en.js";
import type { Messages } from "./messages.js";

/** Languages by BCP 47 tag. */
export const locales: Readonly<Record<string, Messages>> = { en };

/** The language that is there before any other has been loaded. */
export const defaultLocale = "en";
