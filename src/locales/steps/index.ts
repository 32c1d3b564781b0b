/** The words for steps: English comes with the first step, every other language on demand. */
import type { Locale } from "../index.js";
import { messages as english } from "./en.js";
import type { StepMessages } from "./messages.js";

export { english };

const languages: Readonly<
  Record<Exclude<Locale, "en" | "en-US">, () => Promise<{ readonly messages: StepMessages }>>
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

/** Loads the words for steps of a language; English for one that is not there. */
export async function loadStepMessages(lang: string): Promise<Partial<StepMessages>> {
  const load = Object.entries(languages).find(([tag]) => tag === lang)?.[1];
  return load ? (await load()).messages : english;
}
