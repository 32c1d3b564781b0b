/**
 * Owns: where a customer may be sent: by a provider's link, by a link of the host's own.
 * Does not own: expiry (`flow/`), or navigating (`element/links/`).
 * Why: the host handler and the element must never disagree about a destination.
 */
import { parseUrl } from "./parse-url.js";

/** What every accepted link is made of: visible ASCII without a backslash, 2,048 characters at most. */
const plainLink = /^[!-[\]-~]{1,2048}$/;

/** The hosts that SpherePay's onboarding links are known to use. */
export const defaultLinkHosts: readonly string[] = ["in.sumsub.com", "sumsub.com", "spherepay.co"];

const hostName = /^(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/;
const loopback = /^https?:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/;

/** Whether this is the origin of a server on the same machine, as in development. */
export const isLoopback = (origin: string): boolean => loopback.test(origin);

/**
 * Whether an entry of a link-host list means anything: an exact host name in lower case
 * (`in.sumsub.com`), or for development an exact loopback origin (`http://127.0.0.1:4100`).
 */
export function isLinkHost(entry: string): boolean {
  return hostName.test(entry) || loopback.test(entry);
}

/**
 * Validates a provider link. Returns the address to visit, or `undefined` for anything but a
 * plain `https:` address whose authority is, letter for letter, an allowed host: no credentials, no
 * port, no trailing dot, no look-alike, nothing outside visible ASCII, no backslash. A loopback
 * entry allows exactly its own origin.
 */
export function providerLink(text: unknown, linkHosts: readonly string[]): string | undefined {
  if (typeof text !== "string" || !plainLink.test(text)) return undefined;
  const parts = /^(https?):\/\/([^/?#]+)/.exec(text);
  const authority = parts?.[2]?.toLowerCase();
  const url = parseUrl(text);
  if (!parts || !authority || !url) return undefined;
  const origin = `${parts[1]}://${authority}`;
  const allowed = linkHosts.some((entry) =>
    loopback.test(entry)
      ? entry === origin
      : hostName.test(entry) && entry === authority && parts[1] === "https",
  );
  return allowed && url.origin === origin ? url.href : undefined;
}

/**
 * Validates the host's own links (`support-href`, the page of an action). Returns the address,
 * or `undefined` unless it is of the page's own origin, `https:`, `mailto:` or `tel:`.
 * @param base The page's address, against which a relative link is read.
 */
export function hostLink(text: unknown, base: string): string | undefined {
  if (typeof text !== "string" || !plainLink.test(text)) return undefined;
  const url = parseUrl(text, base);
  if (!url || url.username || url.password) return undefined;
  const allowed =
    ["https:", "mailto:", "tel:"].includes(url.protocol) ||
    (url.protocol === "http:" && url.origin === parseUrl(base)?.origin);
  return allowed ? url.href : undefined;
}
