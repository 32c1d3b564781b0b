import { hostLink } from "../../core/link-policy.js";
import { actorOf } from "../../core/requirements.js";
import { refuse } from "../options.js";

const requirementForm = /^[a-z][a-z0-9_]{0,63}$/;
const anyOrigin = "https://origin.invalid/";

/** A path of the page's own origin, or an absolute `https:` address; nothing that merely resembles one. */
function isPage(href: unknown): boolean {
  const address = hostLink(href, anyOrigin);
  if (typeof href !== "string" || address === undefined) return false;
  if (href.startsWith("https://")) return true;
  return href.startsWith("/") && new URL(address).origin === new URL(anyOrigin).origin;
}

/**
 * Checks the option `pages`: the host's own page for each requirement name.
 * @throws {TypeError} naming the entry and what was expected, never the address.
 */
export function pagesOf(given: unknown): Readonly<Record<string, string>> {
  const isRecord = Object.prototype.toString.call(given) === "[object Object]";
  if (!isRecord || typeof given !== "object" || given === null) {
    return refuse("pages", 'an object such as { identity_document: "/upload" }', given);
  }
  for (const [name, href] of Object.entries(given)) {
    const entry = `pages.${name}`;
    if (!requirementForm.test(name)) {
      refuse(entry, "under a requirement name such as identity_document", href);
    }
    if (actorOf(name) === "spherepay") {
      refuse(entry, "left out: this step is SpherePay's own", href);
    }
    if (!isPage(href)) {
      const expected = 'a path of your own origin such as "/upload", or an "https:" address';
      refuse(entry, expected, href);
    }
  }
  return Object.freeze({ ...given });
}
