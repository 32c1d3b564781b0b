/**
 * Owns: which languages there are, and how their words are loaded: English comes with the element,
 * every other language on demand.
 */
import { messages as english } from "./en.js";
import { messages as americanEnglish } from "./en-US.js";
import type { Messages } from "./messages.js";

export { americanEnglish, english };

/** A new language is a file and its line here. */
const languages = [
  { tag: "en", load: async () => ({ messages: english }) },
  { tag: "en-US", load: async () => ({ messages: americanEnglish }) },
  { tag: "es", load: () => import("./es.js") },
  { tag: "pt-BR", load: () => import("./pt-BR.js") },
  { tag: "fr", load: () => import("./fr.js") },
  { tag: "de", load: () => import("./de.js") },
  { tag: "it", load: () => import("./it.js") },
  { tag: "tr", load: () => import("./tr.js") },
  { tag: "id", load: () => import("./id.js") },
  { tag: "zh-Hans", load: () => import("./zh-Hans.js") },
  { tag: "ja", load: () => import("./ja.js") },
  { tag: "ar", load: () => import("./ar.js") },
  { tag: "he", load: () => import("./he.js") },
] as const satisfies readonly {
  readonly tag: string;
  readonly load: () => Promise<{ readonly messages: Messages }>;
}[];

/** A language that there are words in, by BCP 47 tag. */
export type Locale = (typeof languages)[number]["tag"];

/** Every language. */
export const locales: readonly Locale[] = languages.map(({ tag }) => tag);

/** The language for everybody whose own is not among `locales`. */
export const defaultLocale = "en" satisfies Locale;

/** Loads every word of a language. Rejects when they cannot be fetched. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  const language = languages.find(({ tag }) => tag === locale);
  return language ? (await language.load()).messages : english;
}
