import type { Html } from "./html.js";

/** What every page of the host application comes with: the policy that the README recommends. */
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
  // `no-referrer` would make browsers say `Origin: null` in the page's own forms.
  "Referrer-Policy": "same-origin",
};

/** A page. */
export function pageAnswer({ text }: Html, status = 200): Response {
  return new Response(text, {
    status,
    headers: {
      ...common,
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": contentSecurityPolicy,
      // Not `no-store`: that would cost the way back from the provider its back-forward cache.
      "Cache-Control": "private, no-cache",
    },
  });
}

/** On to a page of this application, after a form. */
export function seeOther(path: string, cookie?: string): Response {
  return new Response(null, {
    status: 303,
    headers: { ...common, Location: path, ...(cookie && { "Set-Cookie": cookie }) },
  });
}

export function jsonAnswer(json: unknown, status = 200): Response {
  return new Response(JSON.stringify(json), {
    status,
    headers: { ...common, "Content-Type": "application/json", "Cache-Control": "no-store" },
  });
}

export function fileAnswer(body: string | Uint8Array<ArrayBuffer>, contentType: string): Response {
  return new Response(body, {
    headers: { ...common, "Content-Type": contentType, "Cache-Control": "no-cache" },
  });
}

/** A short text for who is not at a page: a wrong address, a foreign form. */
export function plainAnswer(text: string, status: number): Response {
  return new Response(`${text}\n`, {
    status,
    headers: {
      ...common,
      "Content-Type": "text/plain; charset=utf-8",
      "Cache-Control": "no-store",
    },
  });
}

/** Whether a form of another site sends this. Browsers tell by headers that no page can forge. */
export function isForeign(request: Request): boolean {
  const site = request.headers.get("Sec-Fetch-Site");
  if (site !== null) return site !== "same-origin" && site !== "none";
  const origin = request.headers.get("Origin");
  return origin !== null && origin !== new URL(request.url).origin;
}
