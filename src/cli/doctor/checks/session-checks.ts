import { Problem, readSession } from "sphere-kyc-onboarding";
import {
  type Answer,
  codeOf,
  described,
  isRedirect,
  isSuccess,
  typeOf,
} from "../backend-response.js";
import { type Check, needsSession } from "./check.js";
import { advised, failed, failedBy, passed, skipped, type Verdict } from "./result.js";

const isLoopback = (hostname: string) => /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/.test(hostname);

/** Why a reader of the package refused a body: names a field, never its value. */
export const unreadable = (error: unknown): string =>
  error instanceof Problem ? error.message : "unreadable";

const sessionMends: Readonly<Record<number, string>> = {
  200: "Answer 201; the element takes nothing else for a session.",
  401: "Your login did not accept the headers that were given: is the cookie still valid?",
  403: "The request came from your own origin. Behind a proxy, compare `Origin` with the origin that browsers see.",
  404: "Is the URL the element's `endpoint`? The route is POST URL/session.",
  405: "The route takes POST.",
  502: "Your backend cannot use SpherePay: look at its log for this request, first of all at the API key.",
};

function sessionStatus(session: Answer): Verdict {
  if (session.status === 201) return passed;
  if (codeOf(session) === "customer_not_found") {
    return skipped("nothing has begun at SpherePay for this login: sign in as somebody else");
  }
  const mend = sessionMends[session.status] ?? "Answer 201 with {token} to who is logged in.";
  return failed(described(session), mend);
}

function loginMend(anonymous: Answer): string {
  if (isRedirect(anonymous)) {
    return "Take /session out of the middleware that redirects to the login page, and answer 401 with a problem body.";
  }
  if (isSuccess(anonymous)) {
    return typeOf(anonymous) === "text/html"
      ? "A page answers here: a login page, or an application's index.html. Is the URL the element's `endpoint`? Let POST URL/session reach the backend, and answer 401 with a problem body."
      : "It gives a session to anybody: ask your own login first.";
  }
  const isNoRoute = [404, 405].includes(anonymous.status) && codeOf(anonymous) === undefined;
  return isNoRoute
    ? "Is the URL the element's `endpoint`? The route is POST URL/session; it answers 401 login_required."
    : 'Answer 401 with {"status": 401, "code": "login_required"}.';
}

function sessionBody(session: Answer): Verdict {
  try {
    readSession(session.json);
    return passed;
  } catch (error) {
    return failed(
      unreadable(error),
      "Answer {token, expiresAt?, customer?}; the token is opaque, 16 to 4,096 visible ASCII characters.",
    );
  }
}

function sessionExpiry(session: Answer): Verdict {
  const { expiresAt } = Object(session.json);
  const mend =
    "`expiresAt` is ISO 8601 UTC (2026-01-31T12:00:00Z), in the future; or leave it out.";
  if (expiresAt === undefined) return passed;
  if (typeof expiresAt !== "string" || !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(expiresAt)) {
    return failed("expiresAt is no ISO 8601 UTC time", mend);
  }
  const leftMs = Date.parse(expiresAt) - session.atMs;
  if (!(leftMs > 0)) return failed("the session has ended before it began", mend);
  return leftMs > 3_600_000
    ? advised(
        "the session lives longer than an hour",
        "Ten minutes are enough: the element renews.",
      )
    : passed;
}

const opened = (judge: (session: Answer) => Verdict): Check["judge"] => {
  return ({ session }) => (session?.status === 201 ? judge(session) : skipped(needsSession));
};

/** Who gets a session, and who does not. */
export const sessionChecks: readonly Check[] = [
  {
    id: "transport",
    title: "The backend is reached over https (http on loopback alone)",
    judge({ endpoint }) {
      const { protocol, hostname } = new URL(endpoint);
      return protocol === "https:" || isLoopback(hostname)
        ? passed
        : failed(`${protocol}//`, "Serve it over https: the session token travels in a header.");
    },
  },
  {
    id: "session-status",
    title: "POST /session answers 201 to who is logged in",
    judge: ({ session }) => (session ? sessionStatus(session) : skipped(needsSession)),
  },
  {
    id: "session-body",
    title: "The session has a token of the right form, and a readable customer if any",
    judge: opened(sessionBody),
  },
  {
    id: "session-expiry",
    title: "The session says correctly when it ends",
    judge: opened(sessionExpiry),
  },
  {
    id: "login-required",
    title: "POST /session answers 401 login_required to who is not logged in",
    judge({ anonymous }) {
      const { status } = anonymous;
      return status === 401 && codeOf(anonymous) === "login_required"
        ? passed
        : failed(described(anonymous), loginMend(anonymous));
    },
  },
  {
    id: "cross-site",
    title: "POST /session refuses pages of other sites: 403 cross_site",
    judge({ crossSite, session }) {
      const wrong = crossSite.filter(
        (each) => codeOf(each) !== "cross_site" || each.status !== 403,
      );
      if (wrong.length > 0 && !session && wrong.every(({ status }) => status === 401)) {
        return skipped("without a login, 401 says nothing about other sites");
      }
      return failedBy(
        wrong.map(described),
        "Answer 403 cross_site when Sec-Fetch-Site is there and is not same-origin, or Origin is there and neither yours nor allowed by name. Otherwise any page can act with your customer's cookie.",
      );
    },
  },
  {
    id: "session-methods",
    title: "GET and HEAD open no session",
    judge: ({ wrongMethods }) =>
      failedBy(
        wrongMethods.filter(isSuccess).map(described),
        "Let /session take POST alone: a link or an image on any page sends GET with cookies.",
      ),
  },
];
