import type { Html } from "./html.js";

/** The policy of every page of the host application, as the README recommends. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html 'allow-duplicates'",
].join("; ");

const common = {
  "X-Content-Type-Options": "nosniff",
  // `no-referrer` would make browsers send `Origin: null` with the page's own forms.
  "Referrer-Policy": "same-origin",
};

/** A page. */
export function pageResponse({ text }: Html, status = 200): Response {
  return new Response(text, {
    status,
    headers: {
      ...common,
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": contentSecurityPolicy,
      // Not `no-store`: it would disable the back-forward cache for the way back from the provider.
      "Cache-Control": "private, no-cache",
    },
  });
}

/** Redirects to a page of this application after a form. */
export function seeOther(path: string, cookie?: string): Response {
  return new Response(null, {
    status: 303,
    headers: { ...common, Location: path, ...(cookie && { "Set-Cookie": cookie }) },
  });
}

export function jsonResponse(json: unknown, status = 200): Response {
  return new Response(JSON.stringify(json), {
    status,
    headers: { ...common, "Content-Type": "application/json", "Cache-Control": "no-store" },
  });
}

export function fileResponse(
  body: string | Uint8Array<ArrayBuffer>,
  contentType: string,
): Response {
  return new Response(body, {
    headers: { ...common, "Content-Type": contentType, "Cache-Control": "no-cache" },
  });
}

/** A short text where no page fits: a wrong address, a foreign form. */
export function textResponse(text: string, status: number): Response {
  return new Response(`${text}\n`, {
    status,
    headers: {
      ...common,
      "Content-Type": "text/plain; charset=utf-8",
      "Cache-Control": "no-store",
    },
  });
}

/** Whether the request comes from another site, by headers that no page can forge. */
export function isForeign(request: Request): boolean {
  const site = request.headers.get("Sec-Fetch-Site");
  if (site !== null) return site !== "same-origin" && site !== "none";
  const origin = request.headers.get("Origin");
  return origin !== null && origin !== new URL(request.url).origin;
}
