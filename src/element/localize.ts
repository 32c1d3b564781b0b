/**
 * Owns: turning keys into words for one element: its language, the page's own words, plurals,
 * lists and dates through `Intl`.
 * Does not own: the words (`locales/`), or fetching them (`words-controller.ts`).
 * Why: two elements in two languages live on one page, so nothing here is global.
 */
import { type Locale, locales } from "../locales/index.js";
import type { MessageKey, Messages, OwnMessages } from "../locales/messages.js";

/** What a view says. */
export interface Words {
  /** The language tag that the words are in; empty before there are any. */
  readonly lang: string;
  readonly dir: "ltr" | "rtl";
  say(key: MessageKey, values?: Readonly<Record<string, string | number>>): string;
  /** Words for a name that may be unknown; `undefined` when nobody has any. */
  find(key: string): string | undefined;
  /** The words for a number of things, by the language's rules. */
  count(key: "left", count: number): string;
  /** A number in the language's digits. */
  number(value: number): string;
  /** `Intl` for the language, in the region of the page. */
  readonly region: string;
}

const written = (tag: string): string => {
  const { language, script } = new Intl.Locale(tag).maximize();
  return `${language}-${script}`;
};

/** The language that a person reads who asked for `tag`; `undefined` when there is none. */
export function languageOf(tag: string): Locale | undefined {
  try {
    const wanted = written(tag);
    return locales.find((each) => written(each) === wanted);
  } catch {
    return undefined; // Not a language tag.
  }
}

/**
 * The words of one element: `own` wins over the language's.
 * @param tag What was asked for; its region decides about dates and numbers.
 */
export function createWords(
  tag: string,
  lang: string,
  known: Partial<Messages>,
  own: OwnMessages = {},
): Words {
  const messages: Readonly<Record<string, string>> = { ...known, ...own };
  const region = languageOf(tag) === lang ? tag : lang || "en";
  const find = (key: string) => (Object.hasOwn(messages, key) ? messages[key] : undefined);
  const say: Words["say"] = (key, values = {}) =>
    (find(key) ?? "").replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
  const number = (value: number) => value.toLocaleString(region);
  return {
    lang,
    dir: known.dir ?? "ltr",
    region,
    say,
    find,
    number,
    count: (key, count) => {
      const rule = new Intl.PluralRules(region).select(count);
      const chosen = `${key}.${rule}` as "left.other";
      return say(find(chosen) === undefined ? "left.other" : chosen, { count: number(count) });
    },
  };
}

/** A requirement or profile name that nobody has words for, made readable: `a_b` -> `A b`. */
export function humanise(name: string): string {
  const text = name.replace(/[\p{C}\p{Z}_]+/gu, " ").trim();
  const short = [...text].slice(0, 60).join("");
  return short.charAt(0).toUpperCase() + short.slice(1) + (short.length < text.length ? "…" : "");
}
