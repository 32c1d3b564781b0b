/** Days, times, counts and lists in the words of one element. */
import type { Words } from "./words.js";

/** A time of day. */
export const timeText = ({ intlTag }: Words, ms: number): string =>
  new Intl.DateTimeFormat(intlTag, { timeStyle: "short" }).format(ms);

/** How much of a list is done. */
export const doneText = (
  words: Words,
  { done, total }: { readonly done: number; readonly total: number },
): string => words.say("progress", { done: words.number(done), total: words.number(total) });

/** Several names as the language lists them. */
export const listText = ({ intlTag }: Words, names: readonly string[]): string =>
  new Intl.ListFormat(intlTag).format(names);

const yearOf = (ms: number): number => new Date(ms).getFullYear();

/**
 * A day and time of day in the words' language, with its year unless that is the present one; the
 * empty text for something that is no time.
 * @param nowMs The person's clock.
 */
export function dateText({ intlTag }: Words, iso: string, nowMs: number): string {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) return "";
  return new Intl.DateTimeFormat(intlTag, {
    ...(yearOf(ms) !== yearOf(nowMs) && { year: "numeric" }),
    day: "numeric",
    month: "long",
    hour: "numeric",
    minute: "2-digit",
  }).format(ms);
}
