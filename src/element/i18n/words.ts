/**
 * Owns: turning keys into words for one element: its language, the page's own words, plurals,
 * lists and dates through `Intl`.
 * Does not own: the words (`locales/`), or fetching them (`words-controller.ts`).
 * Why: two elements in two languages live on one page, so nothing here is global.
 */
import type { MessageKey, OwnMessages } from "../../locales/messages.js";
import type { Spoken } from "./words-controller.js";

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

const nothingYet: Spoken = { tag: "en", lang: "", messages: {} };

/** The texts among what a page or a language says. */
const textsOf = (messages: unknown): [string, string][] =>
  Object.entries(messages ?? {}).filter(([, text]) => typeof text === "string");

/** The words of one element: `own` wins over the language's, as far as it holds texts. */
export function createWords(
  { tag: region, lang, messages: known }: Spoken = nothingYet,
  own?: OwnMessages,
): Words {
  const messages = new Map([...textsOf(known), ...textsOf(own)]);
  const find = (key: string) => messages.get(key);
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
