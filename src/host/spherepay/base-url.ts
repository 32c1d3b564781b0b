import { isSecureOrigin } from "../http/origins.js";
import { refuse } from "../options.js";

const spherePayHost = /(^|\.)spherepay\.co$/;
/** SpherePay's own path behind a gateway's: the handler adds it. */
const apiPath = /\/v2(\/customers?(\/.*)?)?\/?$/i;

/**
 * Checks the option `baseUrl`, and leaves a trailing slash out. A path is a gateway's; SpherePay itself
 * has none, and `/v2` is what the handler adds.
 * @throws {TypeError} saying what was expected, never the address.
 */
export function baseUrlOf(given: unknown): string {
  const expected = 'an "https:" address (or "http:" on loopback) without credentials or query';
  const bare =
    'SpherePay\'s address without "/v2", which the handler adds, and without what follows';
  if (typeof given !== "string" || !URL.canParse(given)) return refuse("baseUrl", expected, given);
  const url = new URL(given);
  const plain = !url.username && !url.password && !url.search && !url.hash;
  if (!plain || !isSecureOrigin(url.origin)) return refuse("baseUrl", expected, given);
  const isSpherePay = spherePayHost.test(url.hostname);
  if (isSpherePay ? url.pathname !== "/" : apiPath.test(url.pathname)) {
    return refuse("baseUrl", bare, given);
  }
  return url.href.replace(/\/$/, "");
}
