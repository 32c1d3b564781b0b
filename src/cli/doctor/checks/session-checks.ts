import { Problem, readSession } from "sphere-kyc-onboarding/contract";
import {
  type BackendResponse,
  codeOf,
  described,
  isNotOffered,
  isRedirect,
  isSuccess,
  typeOf,
} from "../backend-response.js";
import { isLinkHost, isLoopback, linkOf, opensLink } from "../link-hosts.js";
import { redirectFix } from "../redirects.js";
import type { Responses } from "../responses.js";
import {
  advised,
  type Check,
  type CheckResult,
  failed,
  failedBy,
  needsSession,
  passed,
  skipped,
} from "./check.js";

/** Why the package could not read a body: names a field, never its value. */
export const unreadable = (error: unknown): string =>
  error instanceof Problem ? error.message : "unreadable";

/** A page of the same origin was taken for another site's: what to set, by where the fault is. */
const originFix =
  "The request came from the backend's own origin, and was taken for another site's. Behind a proxy that ends TLS or renames the host the backend sees another origin than browsers do: let the proxy pass the host on (nginx: `proxy_set_header Host $http_host`), and tell `toNodeListener` the origin (`origin: \"https://app.example\"`), or `trustForwarded: true` where the proxy sets `X-Forwarded-Proto` and `X-Forwarded-Host`. A page of another origin belongs into `allowedOrigins`.";

/** What the code of a failed session says; it is the first thing that every customer meets. */
const fixesByCode: Readonly<Record<string, string>> = {
  cross_site: originFix,
  host_misconfigured:
    "SpherePay refuses the host's key: compare `apiKey` with the environment that `baseUrl` leads to (sandbox or production). An unusable result of `resolveCustomer` also ends this way: it is a customer id, `{ id, flow }` or null. The host's log names which, and the upstream status.",
  host_failed:
    "The host's own code threw, most likely `resolveCustomer`: the handler's option `onError` gets what it threw.",
  upstream_failed:
    "SpherePay sent the backend no usable response: does `baseUrl` lead to SpherePay (the origin alone, without /v2), and can the server reach it?",
  upstream_timeout:
    "SpherePay, or the host's own login, did not respond in time: can the server reach `baseUrl`, and does `resolveCustomer` return?",
  rate_limited: "Too many requests for this customer: wait for the time in Retry-After.",
};

const fixesByStatus: Readonly<Record<number, string>> = {
  200: "Return 201; the element accepts no other status for a session.",
  401: "Your login did not accept the headers that were given: is the cookie still valid?",
  403: originFix,
  404: "Is the URL the element's `endpoint`? The route is POST URL/session.",
  405: "The route takes POST.",
  500: "The backend's own code failed: look at its log for this request.",
  502: "Your backend cannot use SpherePay: look at its log for this request, first of all at the API key.",
};

const fixOf = (response: BackendResponse): string | undefined =>
  fixesByCode[codeOf(response) ?? ""] ?? fixesByStatus[response.status];

function sessionStatus(session: BackendResponse): CheckResult {
  if (session.status === 201) return passed;
  if (codeOf(session) === "customer_not_found") {
    return advised(
      described(session),
      "This login has no customer at SpherePay: `resolveCustomer` returned `{ id: null }`, or an id that SpherePay does not know under this key (of another environment, or of your own records instead of SpherePay's `customer_...`). The host's log says which. For the other checks give a login that has one.",
    );
  }
  const fix = fixOf(session) ?? "Return 201 with {token} to a logged-in customer.";
  return failed(described(session), fix);
}

function loginFix(anonymous: BackendResponse, endpoint: string): string {
  if (isRedirect(anonymous)) return redirectFix([anonymous], endpoint);
  if (isSuccess(anonymous)) {
    return typeOf(anonymous) === "text/html"
      ? "This route returns a page: a login page, or an application's index.html. Is the URL the element's `endpoint`? Let POST URL/session reach the backend, and return 401 with a problem body."
      : "Anybody gets a session: check your own login first.";
  }
  if (codeOf(anonymous) === "cross_site") return originFix;
  const isNoRoute = [404, 405].includes(anonymous.status) && codeOf(anonymous) === undefined;
  return isNoRoute
    ? "Is the URL the element's `endpoint`? The route is POST URL/session; it returns 401 login_required."
    : 'Return 401 with {"status": 401, "code": "login_required"}.';
}

function sessionBody(session: BackendResponse): CheckResult {
  try {
    readSession(session.json);
    return passed;
  } catch (error) {
    return failed(
      unreadable(error),
      "Return {token, customerId?, expiresAt?, customer?, events?, linkHosts?}; the token is opaque, 16 to 4,096 visible ASCII characters.",
    );
  }
}

function sessionExpiry(session: BackendResponse): CheckResult {
  const { expiresAt } = Object(session.json);
  const fix = "`expiresAt` is ISO 8601 UTC (2026-01-31T12:00:00Z), in the future; or leave it out.";
  if (expiresAt === undefined) return passed;
  if (typeof expiresAt !== "string" || !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(expiresAt)) {
    return failed("expiresAt is not an ISO 8601 UTC time", fix);
  }
  const leftMs = Date.parse(expiresAt) - session.atMs;
  if (!(leftMs > 0)) return failed("the session expired before it began", fix);
  return leftMs > 3_600_000
    ? advised(
        "the session lives longer than an hour",
        "Ten minutes are enough: the element renews.",
      )
    : passed;
}

/** Whether the token came from elsewhere: then there need be no `/session`. */
const hasOwnSessions = ({ options, anonymous }: Responses): boolean =>
  options.token !== undefined && isNotOffered(anonymous);

/** Runs where there is a `/session`. */
const offered = (validate: (responses: Responses) => CheckResult): Check["validate"] => {
  return (responses) => (hasOwnSessions(responses) ? passed : validate(responses));
};

const opened = (
  validate: (session: BackendResponse, responses: Responses) => CheckResult,
): Check["validate"] =>
  offered((responses) =>
    responses.session?.status === 201
      ? validate(responses.session, responses)
      : skipped(needsSession),
  );

/** Whether the element opens links to one of the hosts that a session announces. */
function sessionLinkHosts(session: BackendResponse, responses: Responses): CheckResult {
  const { linkHosts } = Object(session.json);
  const fix =
    "Return `linkHosts` as the element's `link-hosts` names them: exact hosts such as in.sumsub.com, or an origin on loopback; or leave it out.";
  if (linkHosts === undefined) return passed;
  if (!Array.isArray(linkHosts) || linkHosts.length === 0 || !linkHosts.every(isLinkHost)) {
    return failed("`linkHosts` is no list of hosts", fix);
  }
  return linkHosts.some((each) => opensLink(linkOf(each), responses))
    ? passed
    : failed(
        "the element would refuse every link of this backend",
        `It opens https: on exactly these hosts: ${responses.linkHosts.join(", ")}. Set its \`link-hosts\`, and --link-host here, to the hosts of the backend.`,
      );
}

/** How the backend is reached. */
export const transportChecks: readonly Check[] = [
  {
    id: "transport",
    title: "The backend is reached over https (http only on loopback)",
    validate({ endpoint }) {
      const { protocol, hostname } = new URL(endpoint);
      return protocol === "https:" || isLoopback(hostname)
        ? passed
        : failed(`${protocol}//`, "Serve it over https: the session token travels in a header.");
    },
  },
];

/** Which requests open a session, and which do not. */
export const sessionChecks: readonly Check[] = [
  {
    id: "session-status",
    title: "POST /session returns 201 to a logged-in customer",
    validate: offered(({ session }) => (session ? sessionStatus(session) : skipped(needsSession))),
  },
  {
    id: "session-body",
    title: "The session has a well-formed token, and a readable customer if any",
    validate: opened(sessionBody),
  },
  {
    id: "session-expiry",
    title: "The session states correctly when it expires",
    validate: opened(sessionExpiry),
  },
  {
    id: "session-link-hosts",
    title: "The element opens links to a host that the session announces, if it announces any",
    validate: opened(sessionLinkHosts),
  },
  {
    id: "login-required",
    title: "POST /session returns 401 login_required without a login",
    validate: offered(({ anonymous, endpoint }) =>
      anonymous.status === 401 && codeOf(anonymous) === "login_required"
        ? passed
        : failed(described(anonymous), loginFix(anonymous, endpoint)),
    ),
  },
  {
    id: "own-origin",
    title: "The backend knows its own origin, also by the Origin header alone",
    validate: offered(({ ownOrigin }) =>
      codeOf(ownOrigin) === "cross_site" || ownOrigin.status === 403
        ? advised(described(ownOrigin), originFix)
        : passed,
    ),
  },
  {
    id: "cross-site",
    title: "POST /session refuses pages of other sites: 403 cross_site",
    validate: offered(({ crossSite, session }) => {
      const wrong = crossSite.filter(
        (each) => codeOf(each) !== "cross_site" || each.status !== 403,
      );
      if (wrong.length > 0 && !session && wrong.every(({ status }) => status === 401)) {
        return skipped("without a login, 401 says nothing about other sites");
      }
      return failedBy(
        wrong.map(described),
        "Return 403 cross_site when Sec-Fetch-Site is sent and is not same-origin, or when Origin is sent and is neither yours nor allowed by name. Otherwise any page can act with your customer's cookie.",
      );
    }),
  },
  {
    id: "session-methods",
    title: "GET and HEAD open no session",
    validate: ({ wrongMethods }) =>
      failedBy(
        wrongMethods.filter(isSuccess).map(described),
        "Let /session accept only POST: a link or an image on any page sends GET with cookies.",
      ),
  },
];
