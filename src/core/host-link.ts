/**
 * Owns: the judgement of the host's own links: the page of an action, the site's support.
 * Does not own: the provider's links (`safe-link.ts`).
 */
import { plainLink } from "./plain-link.js";

/**
 * The judge of the host's own links (`support-href`, the page of an action). Answers the address,
 * or `undefined` unless it is of the page's own origin, `https:`, `mailto:` or `tel:`.
 * @param base The page's address, against which a relative link is read.
 */
export function hostLink(text: unknown, base: string): string | undefined {
  if (typeof text !== "string" || !plainLink.test(text) || !URL.canParse(text, base))
    return undefined;
  const url = new URL(text, base);
  if (url.username || url.password) return undefined;
  const allowed =
    ["https:", "mailto:", "tel:"].includes(url.protocol) ||
    (url.protocol === "http:" && url.origin === new URL(base).origin);
  return allowed ? url.href : undefined;
}
