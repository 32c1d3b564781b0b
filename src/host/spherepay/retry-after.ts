const seconds = /^\d{1,9}$/;
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

const defaultSeconds = 5;
const maximumSeconds = 3600;

/**
 * Reads a `Retry-After` header, in seconds or as a date (RFC 9110). Always answers a whole number
 * from 1 to 3,600: a missing or malformed value becomes 5, so nothing of the header is ever echoed.
 * @param nowMs The time now, against which a date is read.
 */
export function readRetryAfterSeconds(header: string | null, nowMs: number): number {
  const given = header?.trim() ?? "";
  let wait = defaultSeconds;
  if (seconds.test(given)) wait = Number(given);
  else if (httpDate.test(given)) wait = Math.ceil((Date.parse(given) - nowMs) / 1000);
  if (Number.isNaN(wait)) wait = defaultSeconds;
  return Math.min(maximumSeconds, Math.max(1, wait));
}
