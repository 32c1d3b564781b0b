/**
 * Owns: turning keys into words for one element: its language, the page's own words, plurals, numbers.
 * Does not own: the words (`locales/`), or loading them (`language-controller.ts`).
 * Why: two elements in two languages live on one page, so nothing here is global.
 */
import type { MessageKey, OwnMessages } from "../../locales/messages.js";
import type { Language } from "./language-controller.js";

/** What a view says. */
export interface Words {
  /** The language tag that the words are in; empty before there are any. */
  readonly lang: string;
  readonly dir: "ltr" | "rtl";
  /** For the attribute `translate`: whether a browser's translator may put its words over these. */
  readonly translate: "yes" | "no";
  say(key: MessageKey, values?: Readonly<Record<string, string | number>>): string;
  /** Words for a name that may be unknown; `undefined` when there are none. */
  find(key: string): string | undefined;
  /** The words for a number of things, by the language's rules. */
  count(key: "minutes", count: number): string;
  /** A number in the language's digits. */
  number(value: number): string;
  /** The tag for `Intl`: the language, with the region that the page or browser asked for. */
  readonly intlTag: string;
}

/** A text with values in place of `{name}`. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));

/** What has to have a name, for a person to know what it is. */
const isName = /^(action|do|heading|profile|requirement)\./;

/** A page may set anything as its messages: whatever is no text, or a blank name, is not there. */
const textIn = (messages: unknown, key: string): string | undefined => {
  const text = Object(messages)[key];
  return typeof text === "string" && (text.trim() || !isName.test(key)) ? text : undefined;
};

/** `Intl.NumberFormat` takes 56 ms of a slow phone's first paint to say "3" as English always does. */
const isPlainNumber = (intlTag: string, value: number): boolean =>
  /^en\b(?!.*-u-)/.test(intlTag) && value < 1_000;

/** The words of one element: `own` wins over the language's, as far as it holds texts. */
export function createWords(language: Language | undefined, own: OwnMessages | undefined): Words {
  const intlTag = language?.tag ?? "en";
  const find = (key: string) => textIn(own, key) ?? textIn(language?.messages, key);
  const say: Words["say"] = (key, values = {}) => fill(find(key) ?? "", values);
  const number = (value: number) =>
    isPlainNumber(intlTag, value) ? String(value) : value.toLocaleString(intlTag);
  const pluralOf = (count: number) =>
    /^en\b/.test(intlTag)
      ? count === 1
        ? "one"
        : "other"
      : new Intl.PluralRules(intlTag).select(count);
  return {
    lang: language?.lang ?? "",
    dir: language?.messages.dir ?? "ltr",
    translate: language?.isOurs ? "no" : "yes",
    intlTag,
    say,
    find,
    number,
    count: (key, count) => {
      const chosen = `${key}.${pluralOf(count)}` as "minutes.other";
      return say(find(chosen) === undefined ? "minutes.other" : chosen, { count: number(count) });
    },
  };
}
