/**
 * Owns: turning keys into words for one element: its language, the page's own words, plurals and
 * dates through `Intl`.
 * Does not own: the words (`locales/`).
 * Why: two elements in two languages live on one page, so nothing here is global.
 */
import { defaultLocale, locales } from "../locales/index.js";
import type { MessageKey, Messages, OwnMessages } from "../locales/messages.js";

/** What a view says. */
export interface Words {
  /** The language tag that the words are in. */
  readonly lang: string;
  say(key: MessageKey, values?: Readonly<Record<string, string | number>>): string;
  /** Words for a name that may be unknown; `undefined` when nobody has any. */
  find(key: string): string | undefined;
  /** `KEY.one` or `KEY.other`, by the language's rules. */
  count(key: "left", count: number): string;
  /** A day and time of day; the empty text for something that is no time. */
  date(iso: string): string;
  time(ms: number): string;
}

/** The words of one element: `own` wins over the language's. */
export function createWords(tag: string, known: Partial<Messages>, own: OwnMessages = {}): Words {
  const language = Object.keys(locales).find((each) => each === tag || each === tag.split("-")[0]);
  const lang = language ?? defaultLocale;
  const messages = { ...known, ...own };
  const region = language && Intl.DateTimeFormat.supportedLocalesOf(tag).length ? tag : lang;
  const find = (key: string) =>
    Object.hasOwn(messages, key) ? messages[key as MessageKey] : undefined;
  const say: Words["say"] = (key, values = {}) =>
    (find(key) ?? "").replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
  return {
    lang,
    say,
    find,
    count: (key, count) => {
      const rule = new Intl.PluralRules(region).select(count) === "one" ? "one" : "other";
      return say(`${key}.${rule}`, { count: count.toLocaleString(region) });
    },
    date: (iso) => {
      const ms = Date.parse(iso);
      return Number.isNaN(ms)
        ? ""
        : new Intl.DateTimeFormat(region, {
            day: "numeric",
            month: "long",
            hour: "numeric",
            minute: "2-digit",
          }).format(ms);
    },
    time: (ms) => new Intl.DateTimeFormat(region, { timeStyle: "short" }).format(ms),
  };
}

/** A requirement or profile name that nobody has words for, made readable: `a_b` -> `A b`. */
export function humanise(name: string): string {
  const text = name.replace(/[\p{C}\p{Z}_]+/gu, " ").trim();
  const short = [...text].slice(0, 60).join("");
  return short.charAt(0).toUpperCase() + short.slice(1) + (short.length < text.length ? "…" : "");
}
