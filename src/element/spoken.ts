/** Owns: days, times and lists in the words of one element, as far as only later screens need them. */
import type { Words } from "./localize.js";

/** A time of day. */
export const timeText = ({ region }: Words, ms: number): string =>
  new Intl.DateTimeFormat(region, { timeStyle: "short" }).format(ms);

/** Several names as the language lists them. */
export const listText = ({ region }: Words, names: readonly string[]): string =>
  new Intl.ListFormat(region).format(names);

/** A day and time of day in the words' language; the empty text for something that is no time. */
export function dateText({ region }: Words, iso: string): string {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) return "";
  return new Intl.DateTimeFormat(region, {
    day: "numeric",
    month: "long",
    hour: "numeric",
    minute: "2-digit",
  }).format(ms);
}

/** Words for somebody who began before; the empty text for somebody who did not. */
export function beganText(words: Words, beganAt: string | undefined): string {
  const date = beganAt && dateText(words, beganAt);
  return date ? words.say("text.began", { date }) : "";
}
