import {
  any,
  at,
  both,
  header,
  html,
  instead,
  not,
  opened,
  problem,
  session,
  valid,
} from "./broken-responses.js";
import { type Change, cookie, endpoint, type FailingBackend } from "./test-backend.js";

const page =
  (status: number, headers: Record<string, string> = {}) =>
  () =>
    new Response(status === 308 ? null : "<h1>Hello", {
      status,
      headers: { "Content-Type": "text/html", ...headers },
    });
const everywhere = (respond: () => Response): Change => instead(any, respond);

/** A server that wants every address with a slash at its end, or without one. */
export function redirecting(to: "with" | "without"): Change {
  return (request, original) => {
    const url = new URL(request.url);
    if (!url.pathname.startsWith("/kyc/")) return original;
    const path = url.pathname.replace(/\/$/, "");
    const wanted = to === "with" ? `${path}/` : path;
    return url.pathname === wanted
      ? original
      : new Response(null, { status: 308, headers: { Location: `${wanted}${url.search}` } });
  };
}

/** HTTP Basic in front of the backend: it takes `Authorization` for itself. */
export const basic = "Basic c3RhZ2luZzpjYW5hcnk=";
export const behindBasic: Change = (request, original) =>
  request.headers.get("Authorization") === basic
    ? original
    : page(401, { "WWW-Authenticate": 'Basic realm="staging"' })();

const redirect = (location: string): Change =>
  instead(any, () => new Response(null, { status: 308, headers: { Location: location } }));

/** What stands at the URL instead of a backend, or in front of it. */
export const mounts: readonly FailingBackend[] = [
  {
    what: "another server's 404",
    noticedBy: ["mounted"],
    change: everywhere(page(404)),
    fix: /Nothing is mounted here/,
  },
  {
    what: "a handler that is mounted at another path",
    noticedBy: ["mounted"],
    url: `${endpoint}/api`,
    fix: /option `endpoint`.*`title`/,
  },
  {
    what: "a handler of another endpoint",
    noticedBy: ["mounted"],
    url: "https://app.example/onboarding",
    fix: /option `endpoint`/,
  },
  {
    what: "an application's index.html",
    noticedBy: ["mounted"],
    change: everywhere(html),
    fix: /index\.html/,
  },
  {
    what: "a proxy without its backend",
    noticedBy: ["mounted"],
    change: everywhere(page(502)),
    fix: /does the proxy pass these paths on/,
  },
  {
    what: "a firewall",
    noticedBy: ["mounted"],
    change: everywhere(page(403)),
    fix: /firewall/,
  },
  {
    what: "HTTP Basic in front of a staging site",
    noticedBy: ["mounted"],
    change: behindBasic,
    fix: /Authorization: Basic.*Sphere-Kyc-Session/,
  },
  {
    what: "a server that wants a slash at the end",
    noticedBy: ["mounted"],
    change: redirecting("with"),
    fix: /trailingSlash: true.*`endpoint` end in a slash/,
  },
  {
    what: "a server that wants none",
    noticedBy: ["mounted"],
    change: redirecting("without"),
    url: `${endpoint}/`,
    fix: /end without a slash/,
  },
  {
    what: "a server that moves everybody to https",
    noticedBy: ["mounted", "transport"],
    change: redirect("https://app.example/kyc/customer"),
    url: "http://app.example/kyc",
    fix: /https: address/,
  },
  {
    what: "a server that moves everybody to www",
    noticedBy: ["mounted"],
    change: redirect("https://www.app.example/kyc/customer"),
    fix: /with or without www/,
  },
  {
    what: "a server that moves everybody to its login",
    noticedBy: ["mounted"],
    change: redirect("https://login.example/"),
    fix: /take the routes out of it/,
  },
];

const withoutSite = both(session, ({ headers }) => !headers.has("Sec-Fetch-Site"));
const fromOwnPage = ({ headers }: Request) => headers.get("Origin") === "https://app.example";
const loggedIn = ({ headers }: Request) => headers.get("Cookie") === cookie;

/** What a session's failure says, and what is between the browser and the backend. */
export const failedSessions: readonly FailingBackend[] = [
  {
    what: "a proxy behind which the backend does not know its own origin",
    noticedBy: ["session-status", "login-required"],
    change: instead(both(session, fromOwnPage), problem(403, "cross_site")),
    fix: /proxy_set_header Host.*`origin: .*`trustForwarded: true`.*`allowedOrigins`/,
  },
  {
    what: "an own origin that only browsers with Sec-Fetch-Site can show",
    noticedBy: ["own-origin"],
    outcome: "advised",
    change: instead(both(withoutSite, fromOwnPage), problem(403, "cross_site")),
    fix: /trustForwarded/,
  },
  {
    what: "a key that SpherePay refuses",
    noticedBy: ["session-status"],
    prepare: ({ simulator }) =>
      simulator.inject({ kind: "status", status: 403, times: Number.POSITIVE_INFINITY }),
    fix: /refuses the host's key.*`apiKey`.*`baseUrl`/,
  },
  {
    what: "a login without a customer at SpherePay",
    noticedBy: ["session-status"],
    outcome: "advised",
    change: instead(opened, problem(404, "customer_not_found")),
    fix: /`\{ id: null \}`.*does not know/,
  },
  {
    what: "a login that throws",
    noticedBy: ["session-status"],
    change: instead(opened, problem(500, "host_failed")),
    fix: /`resolveCustomer`.*`onError`/,
  },
  {
    what: "a base URL that leads nowhere",
    noticedBy: ["session-status"],
    change: instead(opened, problem(502, "upstream_failed")),
    fix: /`baseUrl`.*without \/v2/,
  },
  {
    what: "a rate limit at the session",
    noticedBy: ["session-status"],
    change: instead(both(session, loggedIn, not(valid)), problem(429, "rate_limited")),
    fix: /Retry-After/,
  },
  {
    what: "a token that travels in Authorization alone",
    noticedBy: ["session-header"],
    change: instead(
      both(at("GET", "/kyc/customer"), ({ headers }) => headers.has("Sphere-Kyc-Session")),
      problem(401, "session_invalid"),
    ),
    fix: /Sphere-Kyc-Session: TOKEN/,
  },
  {
    what: "any token in Sphere-Kyc-Session",
    noticedBy: ["token-unknown"],
    change: instead(
      both(at("GET", "/kyc/customer"), ({ headers }) =>
        (headers.get("Sphere-Kyc-Session") ?? "").startsWith("doctor."),
      ),
      () => Response.json({ id: "customer_1", verificationProfiles: [] }),
    ),
  },
  {
    what: "a customer without Vary",
    noticedBy: ["vary"],
    change: header(at("GET", "/kyc/customer"), "Vary", "Accept-Encoding"),
  },
  {
    what: "a Vary that names one of two headers",
    noticedBy: ["vary"],
    change: header(at("GET", "/kyc/customer"), "Vary", "Authorization"),
    fix: /Sphere-Kyc-Session/,
  },
  {
    what: "responses that may be compressed on the way",
    noticedBy: ["no-store"],
    outcome: "advised",
    change: header(any, "Cache-Control", "no-store"),
    fix: /no-transform/,
  },
];
