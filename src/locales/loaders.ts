/**
 * Owns: how each language but English is loaded.
 */
import type { defaultLocale, Locale } from "./index.js";
import type { Messages } from "./messages.js";

/** A language without its line does not compile. */
export const loaders: Readonly<
  Record<Exclude<Locale, typeof defaultLocale>, () => Promise<{ readonly messages: Messages }>>
> = {
  es: () => import("./es.js"),
  "pt-BR": () => import("./pt-BR.js"),
  fr: () => import("./fr.js"),
  de: () => import("./de.js"),
  it: () => import("./it.js"),
  tr: () => import("./tr.js"),
  id: () => import("./id.js"),
  "zh-Hans": () => import("./zh-Hans.js"),
  ja: () => import("./ja.js"),
  ar: () => import("./ar.js"),
  he: () => import("./he.js"),
};
