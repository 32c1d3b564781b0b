/** Owns: days, times and lists in the words of one element, as far as only later screens need them. */
import type { Words } from "./words.js";

/** A time of day. */
export const timeText = ({ region }: Words, ms: number): string =>
  new Intl.DateTimeFormat(region, { timeStyle: "short" }).format(ms);

/** Several names as the language lists them. */
export const listText = ({ region }: Words, names: readonly string[]): string =>
  new Intl.ListFormat(region).format(names);

const yearOf = (ms: number): number => new Date(ms).getFullYear();

/**
 * A day and time of day in the words' language, with its year unless that is the present one; the
 * empty text for something that is no time.
 * @param now.code Knows the person's clock.
 */
export function dateText(
  { words, code }: { readonly words: Words; readonly code: { nowMs: number } | undefined },
  iso: string,
): string {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) return "";
  return new Intl.DateTimeFormat(words.region, {
    ...(code && yearOf(ms) !== yearOf(code.nowMs) && { year: "numeric" }),
    day: "numeric",
    month: "long",
    hour: "numeric",
    minute: "2-digit",
  }).format(ms);
}
