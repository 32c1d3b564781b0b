import type { BackendResponse } from "./backend-response.js";

/** Where a redirect leads, as far as it tells what causes it. */
type Cause = "slash-added" | "slash-removed" | "https" | "host" | "elsewhere";

const fixes: Readonly<Record<Cause, string>> = {
  "slash-added":
    "Your server wants a slash at the end of every address (such as Next's `trailingSlash: true`), and the element follows no redirect. Let the element's `endpoint` end in a slash, and give the doctor that URL: both then send every request with one.",
  "slash-removed":
    "Your server takes the slash at the end of an address away, and the element follows no redirect. Let the element's `endpoint` end without a slash, and give the doctor that URL.",
  https: "Give the element's `endpoint`, and the doctor, the https: address.",
  host: "Give the element's `endpoint`, and the doctor, the host's name that the redirect leads to (with or without www).",
  elsewhere:
    "Respond at the requested address: the element follows no redirect. The usual cause is a middleware that sends people without a login to a page: take the routes out of it, and return 401 with a problem body.",
};

const bare = (path: string) => path.replace(/\/+$/, "");

function causeOf({ headers }: BackendResponse, endpoint: string): Cause {
  const location = headers.get("Location") ?? "";
  const asked = new URL(endpoint);
  const base = `${asked.origin}${bare(asked.pathname)}/`;
  if (!URL.canParse(location, base)) return "elsewhere";
  const leads = new URL(location, base);
  // Every request of the doctor is for a path under the endpoint: another one is a page.
  if (!leads.pathname.startsWith(new URL(base).pathname)) return "elsewhere";
  if (leads.hostname !== asked.hostname) return "host";
  if (leads.protocol !== asked.protocol) return leads.protocol === "https:" ? "https" : "elsewhere";
  if (leads.pathname.endsWith("/")) return endpoint.endsWith("/") ? "elsewhere" : "slash-added";
  return endpoint.endsWith("/") ? "slash-removed" : "elsewhere";
}

/** What to do about redirects, one sentence for each cause. Never repeats where they lead. */
export const redirectFix = (redirects: readonly BackendResponse[], endpoint: string): string =>
  [...new Set(redirects.map((response) => fixes[causeOf(response, endpoint)]))].join(" ");
