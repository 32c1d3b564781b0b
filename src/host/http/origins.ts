const loopback = /^http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/;
const localName = /^http:\/\/([a-z0-9-]+\.)+localhost(:\d{1,5})?$/;
/** The page of an app: `capacitor://localhost`, `tauri://localhost`, `chrome-extension://id`. */
const appPage = /^[a-z][a-z0-9+.-]*:\/\/[\w.~-]+(:\d{1,5})?$/;
const withoutOrigin = ["file:", "data:", "blob:", "about:", "javascript:"];

/** Whether an origin is reached through `https:`, or on this machine. */
export const isSecureOrigin = (origin: string): boolean =>
  origin.startsWith("https://") || loopback.test(origin);

/**
 * Whether text is exactly the origin of a page that may be trusted: `https:`, on this machine, or
 * inside an app, whose scheme no web site can have.
 */
export function isOrigin(text: unknown): boolean {
  if (typeof text !== "string" || !URL.canParse(text)) return false;
  const { origin, protocol } = new URL(text);
  // The origin of a scheme that `URL` does not know is `null`; the browser sends its text.
  if (origin === "null") return appPage.test(text) && !withoutOrigin.includes(protocol);
  return origin === text && (isSecureOrigin(text) || localName.test(text));
}

const hostForm = /^[^\s\p{Cc}/\\?#@]{1,255}$/u;

/** The origin that a scheme and a `Host` name; `undefined` when `host` is no host. */
export function originNamed(scheme: string, host: string): string | undefined {
  const origin = `${scheme}://${host}`;
  return hostForm.test(host) && URL.canParse(origin) ? new URL(origin).origin : undefined;
}

/** Which pages may use the handler. */
export interface OriginPolicy {
  /** The `Origin` of the request when the host has allowed it by name. */
  allowedOrigin(request: Request): string | undefined;
  /**
   * Whether a page of another origin, not allowed by name, makes this request. A browser's cross-site
   * `POST` always carries `Origin` or `Sec-Fetch-Site`; without both it has no cookies to abuse.
   */
  isCrossSite(request: Request): boolean;
}

/**
 * The handler's origin by the request's address and by the `Host` of the request: Next puts the
 * name of its own machine into the address. `X-Forwarded-*` is never believed here.
 */
function ownOrigins({ url, headers }: Request): readonly (string | undefined)[] {
  const { origin, protocol } = new URL(url);
  return [origin, originNamed(protocol.slice(0, -1), headers.get("Host") ?? "")];
}

/** Decides by the headers that a page cannot forge. */
export function createOriginPolicy(allowedOrigins: readonly string[]): OriginPolicy {
  function allowedOrigin(request: Request): string | undefined {
    const origin = request.headers.get("Origin");
    return origin !== null && allowedOrigins.includes(origin) ? origin : undefined;
  }

  return {
    allowedOrigin,

    isCrossSite(request) {
      if (allowedOrigin(request)) return false;
      // The browser has compared the page with the address that it asked: a proxy may rename the
      // host and end TLS. Why that is safe: docs/decisions/0012-the-browser-says-same-origin.md
      const site = request.headers.get("Sec-Fetch-Site");
      if (site !== null) return site !== "same-origin";
      const origin = request.headers.get("Origin");
      return origin !== null && !ownOrigins(request).includes(origin);
    },
  };
}
