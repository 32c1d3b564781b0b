import {
  any,
  body,
  both,
  customer,
  header,
  instead,
  isPage,
  json,
  policy,
  problem,
  submit,
  withStatus,
} from "./broken-responses.js";
import type { FailingBackend } from "./test-backend.js";

const count = { links: 0 };

export const responses: readonly FailingBackend[] = [
  {
    what: "problems as text/html",
    noticedBy: ["content-types"],
    change: header(withStatus(401), "Content-Type", "text/html"),
  },
  {
    what: "successes as text/plain",
    noticedBy: ["content-types"],
    change: header(customer, "Content-Type", "text/plain"),
  },
  {
    what: "a response that may be cached",
    noticedBy: ["no-store"],
    change: header(customer, "Cache-Control", "private, max-age=60"),
  },
  {
    what: "a problem that may be cached",
    noticedBy: ["no-store"],
    change: header(withStatus(401), "Cache-Control", undefined),
  },
  {
    what: "a problem without a code",
    noticedBy: ["problem-bodies"],
    change: body(withStatus(401), () => ({ status: 401, title: "No" })),
  },
  {
    what: "a problem with another status inside",
    noticedBy: ["problem-bodies"],
    change: body(withStatus(404), (it) => ({ ...it, status: 400 })),
  },
  {
    what: "a code of another status",
    noticedBy: ["problem-bodies"],
    change: body(withStatus(404), (it) => ({ ...it, code: "in_flight" })),
  },
  {
    what: "a key in a problem",
    noticedBy: ["secrets"],
    change: body(withStatus(401), (it) => ({ ...it, title: "sk_live_4eC39HqLyjWDarjtT1" })),
  },
  {
    what: "a clock that is five minutes late",
    noticedBy: ["clock"],
    change: header(any, "Date", "Sat, 21 Nov 2026 19:37:00 GMT"),
  },
  {
    what: "a cookie with the customer",
    noticedBy: ["cookies"],
    outcome: "advised",
    change: header(customer, "Set-Cookie", "a=b"),
  },
];

export const submits: readonly FailingBackend[] = [
  {
    what: "a submit without a key",
    noticedBy: ["submit-key"],
    change: instead(both(submit, withStatus(400)), () => json({}, 202)),
  },
  {
    what: "a submit with 200",
    noticedBy: ["submit-response"],
    change: instead(both(submit, withStatus(201)), () => json({ url: "https://in.sumsub.com/a" })),
  },
  {
    what: "a submit that fails at SpherePay",
    noticedBy: ["submit-response"],
    change: instead(both(submit, withStatus(201)), problem(502, "upstream_failed")),
  },
  {
    what: "a submit that forbids a customer who is allowed",
    noticedBy: ["submit-response"],
    change: instead(both(submit, withStatus(201)), problem(403, "forbidden")),
  },
  {
    what: "a link without an end",
    noticedBy: ["submit-response", "link-lifetime"],
    change: body(both(submit, withStatus(201)), ({ url }) => ({ url })),
  },
  {
    what: "another link for the same key",
    noticedBy: ["submit-idempotent"],
    change: body(both(submit, withStatus(201)), (it) => {
      count.links += 1;
      return { ...it, url: `https://in.sumsub.com/${count.links}` };
    }),
  },
  {
    what: "two links for one key that arrives twice at once",
    noticedBy: ["submit-in-flight"],
    prepare: (backend) => backend.holdSubmit(),
    change: instead(both(submit, withStatus(409)), () =>
      json({ url: "https://in.sumsub.com/b", expiresAt: "2026-11-28T19:42:00Z" }, 201),
    ),
  },
  {
    what: "a wrong state for a key that is still in flight",
    noticedBy: ["submit-in-flight"],
    prepare: (backend) => backend.holdSubmit(),
    change: instead(both(submit, withStatus(409)), problem(409, "wrong_state")),
  },
  {
    what: "a key that is in flight for both requests",
    noticedBy: ["submit-in-flight"],
    prepare: (backend) => backend.holdSubmit(),
    change: instead(both(submit, withStatus(201)), problem(409, "in_flight")),
  },
  {
    what: "a link to a look-alike",
    noticedBy: ["link-hosts"],
    change: body(both(submit, withStatus(201)), (it) => ({
      ...it,
      url: "https://in.sumsub.com.evil.example/a",
    })),
  },
  {
    what: "a link that arrives expired",
    noticedBy: ["link-lifetime"],
    prepare: ({ simulator }) => simulator.setTtl(0),
  },
];

export const pages: readonly FailingBackend[] = [
  {
    what: "responses for any page",
    noticedBy: ["cors-closed"],
    change: header(any, "Access-Control-Allow-Origin", "*"),
  },
  {
    what: "a preflight without Authorization",
    noticedBy: ["cors-preflight"],
    change: header(
      ({ method }) => method === "OPTIONS",
      "Access-Control-Allow-Headers",
      "Content-Type",
    ),
  },
  {
    what: "a Date that the page cannot read",
    noticedBy: ["cors-exposed"],
    change: header(customer, "Access-Control-Expose-Headers", undefined),
  },
  {
    what: "a page that is not there",
    noticedBy: ["page-status"],
    change: instead(isPage, () => new Response("", { status: 404 })),
  },
  {
    what: "a page that may not connect",
    noticedBy: ["page-connect"],
    change: policy("connect-src https://app.example", "connect-src 'self'"),
  },
  {
    what: "a page that may connect only to another path",
    noticedBy: ["page-connect"],
    change: policy("connect-src https://app.example", "connect-src https://app.example/api/"),
  },
  {
    what: "a page that allows other trusted types",
    noticedBy: ["page-trusted-types"],
    change: policy("lit-html", "default"),
  },
];
