import { providerLink } from "sphere-kyc-onboarding/contract";
import type { Responses } from "./responses.js";

/** Whether a host name means this machine. */
export const isLoopback = (hostname: string): boolean =>
  /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/.test(hostname);

/** An address at an entry of the link hosts: a name, or an origin on loopback. */
export const linkOf = (entry: string): string =>
  entry.includes("://") ? `${entry}/` : `https://${entry}/`;

/** Whether an entry can ever match: the check of a link says nothing about one that cannot. */
export const isLinkHost = (entry: unknown): entry is string =>
  typeof entry === "string" && providerLink(linkOf(entry), [entry]) !== undefined;

/**
 * Whether the element opens a link: by its `link-hosts`, and where none are set on a page on this
 * machine also a provider on this machine.
 */
export function opensLink(
  url: unknown,
  { linkHosts, options, endpoint }: Pick<Responses, "linkHosts" | "options" | "endpoint">,
): boolean {
  if (typeof url !== "string") return false;
  if (providerLink(url, linkHosts)) return true;
  const isLocal = options.linkHosts === undefined && isLoopback(new URL(endpoint).hostname);
  return isLocal && URL.canParse(url) && isLoopback(new URL(url).hostname);
}
