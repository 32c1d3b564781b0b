/** Owns: times and lists in the words of one element, as far as only later screens need them. */
import type { Words } from "./localize.js";

/** A time of day. */
export const timeText = ({ region }: Words, ms: number): string =>
  new Intl.DateTimeFormat(region, { timeStyle: "short" }).format(ms);

/** Several names as the language lists them. */
export const listText = ({ region }: Words, names: readonly string[]): string =>
  new Intl.ListFormat(region).format(names);
