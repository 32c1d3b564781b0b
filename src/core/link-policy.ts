/**
 * Owns: the judgement of where a person may be sent by a provider's link.
 * Does not own: the host's own links (`host-link.ts`), expiry (`flow.ts`), or the act of leaving
 * (`element/environment.ts`).
 * Why: the host handler and the element must never disagree about a destination.
 */
import { plainLink } from "./plain-link.js";

/** The hosts that SpherePay's onboarding links are known to use. */
export const defaultLinkHosts: readonly string[] = ["in.sumsub.com", "sumsub.com", "spherepay.co"];

const hostName = /^(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/;
const loopback = /^https?:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/;

/**
 * Whether an entry of a link-host list means anything: an exact host name in lower case
 * (`in.sumsub.com`), or for development an exact loopback origin (`http://127.0.0.1:4100`).
 */
export function isLinkHost(entry: string): boolean {
  return hostName.test(entry) || loopback.test(entry);
}

/**
 * The judge of provider links. Answers the address to visit, or `undefined` for anything but a
 * plain `https:` address whose authority is, letter for letter, an allowed host: no credentials, no
 * port, no trailing dot, no look-alike, nothing outside visible ASCII, no backslash. A loopback
 * entry allows exactly its own origin.
 */
export function providerLink(text: unknown, linkHosts: readonly string[]): string | undefined {
  if (typeof text !== "string" || !plainLink.test(text)) return undefined;
  const parts = /^(https?):\/\/([^/?#]+)/.exec(text);
  const authority = parts?.[2]?.toLowerCase();
  if (!parts || !authority || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const origin = `${parts[1]}://${authority}`;
  const allowed = linkHosts.some((entry) =>
    loopback.test(entry)
      ? entry === origin
      : hostName.test(entry) && entry === authority && parts[1] === "https",
  );
  return allowed && url.origin === origin ? url.href : undefined;
}
