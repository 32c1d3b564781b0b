const loopback = /^http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/;

/** Whether an origin is reached through `https:`, or on this machine. */
export const isSecureOrigin = (origin: string): boolean =>
  origin.startsWith("https://") || loopback.test(origin);

/** Whether text is exactly a secure origin. */
export const isOrigin = (text: unknown): boolean =>
  typeof text === "string" &&
  URL.canParse(text) &&
  new URL(text).origin === text &&
  isSecureOrigin(text);

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

/** What a `Host` header may look like; anything else names no host. */
export const hostForm = /^[A-Za-z0-9.:[\]-]{1,255}$/;

/**
 * The handler's origin by the request's address and by the `Host` of the request: Next puts the
 * name of its own machine into the address. `X-Forwarded-*` is never believed.
 */
function ownOrigins({ url, headers }: Request): URL[] {
  const byAddress = new URL(url);
  const host = headers.get("Host");
  const byHost = host !== null && hostForm.test(host) && `${byAddress.protocol}//${host}`;
  return byHost && URL.canParse(byHost) ? [byAddress, new URL(byHost)] : [byAddress];
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
      const site = request.headers.get("Sec-Fetch-Site");
      if (site !== null && site !== "same-origin") return true;
      const origin = request.headers.get("Origin");
      if (origin === null) return false;
      const own = ownOrigins(request);
      if (own.some((each) => each.origin === origin)) return false;
      // Behind a proxy that ends TLS the scheme differs, and under a `no-referrer` policy some
      // browsers say `null`. A browser that vouches for the rest is believed, an older one is not.
      const sameHost =
        URL.canParse(origin) && own.some(({ host }) => host === new URL(origin).host);
      return !((sameHost || origin === "null") && site === "same-origin");
    },
  };
}
