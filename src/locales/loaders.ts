/**
 * Owns: how each language but English is loaded.
 */
import type { defaultLocale, Locale } from "./index.js";
import type { Messages, RareMessages, UsualMessages } from "./messages.js";

type Loaded = readonly [{ readonly messages: UsualMessages }, { readonly rare: RareMessages }];

/** A language without its line does not compile. */
const loaders: Readonly<Record<Exclude<Locale, typeof defaultLocale>, () => Promise<Loaded>>> = {
  es: () => Promise.all([import("./es.js"), import("./rare/es.js")]),
  "pt-BR": () => Promise.all([import("./pt-BR.js"), import("./rare/pt-BR.js")]),
  fr: () => Promise.all([import("./fr.js"), import("./rare/fr.js")]),
  de: () => Promise.all([import("./de.js"), import("./rare/de.js")]),
  it: () => Promise.all([import("./it.js"), import("./rare/it.js")]),
  tr: () => Promise.all([import("./tr.js"), import("./rare/tr.js")]),
  id: () => Promise.all([import("./id.js"), import("./rare/id.js")]),
  "zh-Hans": () => Promise.all([import("./zh-Hans.js"), import("./rare/zh-Hans.js")]),
  ja: () => Promise.all([import("./ja.js"), import("./rare/ja.js")]),
  ar: () => Promise.all([import("./ar.js"), import("./rare/ar.js")]),
  he: () => Promise.all([import("./he.js"), import("./rare/he.js")]),
};

/** Both files of a language, side by side. Rejects when one cannot be fetched. */
export async function load(locale: keyof typeof loaders): Promise<Messages> {
  const [{ messages }, { rare }] = await loaders[locale]();
  return { ...messages, ...rare };
}
