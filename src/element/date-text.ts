import type { Words } from "./localize.js";

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
