/** Where the host's routes are: the element's endpoint, read against the page that it stands in. */
import { isLoopback } from "../../core/link-policy.js";
import { parseUrl } from "../../core/parse-url.js";
import { Problem } from "../../core/problem.js";

/**
 * What relative addresses of a page are read against: the first web address of the page's own origin.
 * A `<base>` of another origin is passed over, so that nothing that is meant for the page's own site
 * leaves it. `about:blank`, where no relative address can be read, for a page without an origin.
 * @param origin The page's own, `null` as text where it is opaque.
 */
export function pageBase(origin: string, ...addresses: readonly string[]): string {
  const isOwn = (each: string) => /^https?:/.test(each) && parseUrl(each)?.origin === origin;
  return [...addresses, `${origin}/`].find(isOwn) ?? "about:blank";
}

/**
 * The address of a route. An endpoint that ends in a slash has routes that do, for sites that redirect
 * to such addresses.
 * @param page What relative addresses are read against ({@link pageBase}).
 * @throws {Problem} `not_configured` when the endpoint is missing, or may not be asked from this page.
 */
export function routeUrl(endpoint: string | null | undefined, page: string, path: string): URL {
  const url = endpoint ? parseUrl(endpoint, page) : undefined;
  const origin = parseUrl(page)?.origin ?? "";
  const isAllowed =
    url?.protocol === "https:" ||
    (url?.protocol === "http:" &&
      (url.origin === origin || (isLoopback(url.origin) && isLoopback(origin))));
  // No browser sends a request to an address with a password in it.
  if (!url || !isAllowed || url.username || url.password) {
    const place = page === "about:blank" ? ", and this page has no origin for a path" : "";
    throw new Problem("not_configured", {
      explanation: `endpoint: expected a path or https:${place}`,
    });
  }
  const start = url.pathname.replace(/\/+$/, "");
  url.pathname = start + path + (start && url.pathname !== start ? "/" : "");
  return url;
}
