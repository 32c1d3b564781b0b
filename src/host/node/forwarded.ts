import { originNamed } from "../http/origins.js";

// RFC 7239: `for=192.0.2.60;proto=https;host="app.example:8443", for=...`; the first is nearest the browser.
function forwardedPair(header: string, name: string): string | undefined {
  const [first = ""] = header.split(",", 1);
  for (const pair of first.split(";")) {
    const [key = "", value = ""] = pair.split("=", 2).map((each) => each.trim());
    if (key.toLowerCase() === name) return value.replace(/^"(.*)"$/, "$1");
  }
  return undefined;
}

const firstOf = (list: string | null): string | undefined => list?.split(",", 1)[0]?.trim();

/**
 * The origin that browsers see, as a trusted proxy states it: `X-Forwarded-Proto` and
 * `X-Forwarded-Host`, else `Forwarded` (RFC 7239); what is missing is the request's own.
 * @returns `undefined` where they name no web origin.
 */
export function forwardedOrigin(
  headers: Headers,
  own: { readonly scheme: string; readonly host: string },
): string | undefined {
  const forwarded = headers.get("Forwarded") ?? "";
  const stated = (header: string, name: string) =>
    firstOf(headers.get(header)) ?? forwardedPair(forwarded, name);
  const scheme = stated("X-Forwarded-Proto", "proto")?.toLowerCase() ?? own.scheme;
  const host = stated("X-Forwarded-Host", "host") ?? own.host;
  return scheme === "http" || scheme === "https" ? originNamed(scheme, host) : undefined;
}
