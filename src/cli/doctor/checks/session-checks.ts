import { Problem, readSession } from "sphere-kyc-onboarding/contract";
import {
  type BackendResponse,
  codeOf,
  described,
  isRedirect,
  isSuccess,
  typeOf,
} from "../backend-response.js";
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

const isLoopback = (hostname: string) => /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/.test(hostname);

/** Why the package could not read a body: names a field, never its value. */
export const unreadable = (error: unknown): string =>
  error instanceof Problem ? error.message : "unreadable";

const sessionFixes: Readonly<Record<number, string>> = {
  200: "Return 201; the element accepts no other status for a session.",
  401: "Your login did not accept the headers that were given: is the cookie still valid?",
  403: "The request came from your own origin. Behind a proxy, compare `Origin` with the origin that browsers see.",
  404: "Is the URL the element's `endpoint`? The route is POST URL/session.",
  405: "The route takes POST.",
  502: "Your backend cannot use SpherePay: look at its log for this request, first of all at the API key.",
};

function sessionStatus(session: BackendResponse): CheckResult {
  if (session.status === 201) return passed;
  if (codeOf(session) === "customer_not_found") {
    return skipped("this login has no SpherePay customer yet: use another login");
  }
  const fix = sessionFixes[session.status] ?? "Return 201 with {token} to a logged-in customer.";
  return failed(described(session), fix);
}

function loginFix(anonymous: BackendResponse): string {
  if (isRedirect(anonymous)) {
    return "Take /session out of the middleware that redirects to the login page, and return 401 with a problem body.";
  }
  if (isSuccess(anonymous)) {
    return typeOf(anonymous) === "text/html"
      ? "This route returns a page: a login page, or an application's index.html. Is the URL the element's `endpoint`? Let POST URL/session reach the backend, and return 401 with a problem body."
      : "Anybody gets a session: check your own login first.";
  }
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
      "Return {token, expiresAt?, customer?}; the token is opaque, 16 to 4,096 visible ASCII characters.",
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

const opened = (validate: (session: BackendResponse) => CheckResult): Check["validate"] => {
  return ({ session }) => (session?.status === 201 ? validate(session) : skipped(needsSession));
};

/** Which requests open a session, and which do not. */
export const sessionChecks: readonly Check[] = [
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
  {
    id: "session-status",
    title: "POST /session returns 201 to a logged-in customer",
    validate: ({ session }) => (session ? sessionStatus(session) : skipped(needsSession)),
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
    id: "login-required",
    title: "POST /session returns 401 login_required without a login",
    validate({ anonymous }) {
      const { status } = anonymous;
      return status === 401 && codeOf(anonymous) === "login_required"
        ? passed
        : failed(described(anonymous), loginFix(anonymous));
    },
  },
  {
    id: "cross-site",
    title: "POST /session refuses pages of other sites: 403 cross_site",
    validate({ crossSite, session }) {
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
    },
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
