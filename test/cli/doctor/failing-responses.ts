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
import type { Ailment } from "./failing-backends.js";

const count = { presses: 0 };

export const answers: readonly Ailment[] = [
  {
    what: "problems as text/html",
    noticedBy: ["content-types"],
    spoil: header(withStatus(401), "Content-Type", "text/html"),
  },
  {
    what: "successes as text/plain",
    noticedBy: ["content-types"],
    spoil: header(customer, "Content-Type", "text/plain"),
  },
  {
    what: "an answer that may be kept",
    noticedBy: ["no-store"],
    spoil: header(customer, "Cache-Control", "private, max-age=60"),
  },
  {
    what: "a problem that may be kept",
    noticedBy: ["no-store"],
    spoil: header(withStatus(401), "Cache-Control", undefined),
  },
  {
    what: "a problem without a code",
    noticedBy: ["problem-bodies"],
    spoil: body(withStatus(401), () => ({ status: 401, title: "No" })),
  },
  {
    what: "a problem with another status inside",
    noticedBy: ["problem-bodies"],
    spoil: body(withStatus(404), (it) => ({ ...it, status: 400 })),
  },
  {
    what: "a code of another status",
    noticedBy: ["problem-bodies"],
    spoil: body(withStatus(404), (it) => ({ ...it, code: "in_flight" })),
  },
  {
    what: "a key in a problem",
    noticedBy: ["secrets"],
    spoil: body(withStatus(401), (it) => ({ ...it, title: "sk_live_4eC39HqLyjWDarjtT1" })),
  },
  {
    what: "a clock that is five minutes late",
    noticedBy: ["clock"],
    spoil: header(any, "Date", "Sat, 21 Nov 2026 19:37:00 GMT"),
  },
  {
    what: "a cookie with the customer",
    noticedBy: ["cookies"],
    outcome: "advised",
    spoil: header(customer, "Set-Cookie", "a=b"),
  },
];

export const submits: readonly Ailment[] = [
  {
    what: "a submit without a key",
    noticedBy: ["submit-key"],
    spoil: instead(both(submit, withStatus(400)), () => json({}, 202)),
  },
  {
    what: "a submit with 200",
    noticedBy: ["submit-answer"],
    spoil: instead(both(submit, withStatus(201)), () => json({ url: "https://in.sumsub.com/a" })),
  },
  {
    what: "a submit that SpherePay has not understood",
    noticedBy: ["submit-answer"],
    spoil: instead(both(submit, withStatus(201)), problem(502, "upstream_failed")),
  },
  {
    what: "a submit that forbids who may",
    noticedBy: ["submit-answer"],
    spoil: instead(both(submit, withStatus(201)), problem(403, "forbidden")),
  },
  {
    what: "a link without an end",
    noticedBy: ["submit-answer", "link-lifetime"],
    spoil: body(both(submit, withStatus(201)), ({ url }) => ({ url })),
  },
  {
    what: "another link for the same key",
    noticedBy: ["submit-idempotent"],
    spoil: body(both(submit, withStatus(201)), (it) => {
      count.presses += 1;
      return { ...it, url: `https://in.sumsub.com/${count.presses}` };
    }),
  },
  {
    what: "two links for one press that comes twice at once",
    noticedBy: ["submit-in-flight"],
    prepare: (patient) => patient.holdPress(),
    spoil: instead(both(submit, withStatus(409)), () =>
      json({ url: "https://in.sumsub.com/b", expiresAt: "2026-11-28T19:42:00Z" }, 201),
    ),
  },
  {
    what: "a wrong state for a press that is still being worked on",
    noticedBy: ["submit-in-flight"],
    prepare: (patient) => patient.holdPress(),
    spoil: instead(both(submit, withStatus(409)), problem(409, "wrong_state")),
  },
  {
    what: "a press that nobody works on, and still in flight",
    noticedBy: ["submit-in-flight"],
    prepare: (patient) => patient.holdPress(),
    spoil: instead(both(submit, withStatus(201)), problem(409, "in_flight")),
  },
  {
    what: "a link to a look-alike",
    noticedBy: ["link-hosts"],
    spoil: body(both(submit, withStatus(201)), (it) => ({
      ...it,
      url: "https://in.sumsub.com.evil.example/a",
    })),
  },
  {
    what: "a link that arrives dead",
    noticedBy: ["link-lifetime"],
    prepare: ({ simulator }) => simulator.setTtl(0),
  },
];

export const pages: readonly Ailment[] = [
  {
    what: "answers for any page",
    noticedBy: ["cors-closed"],
    spoil: header(any, "Access-Control-Allow-Origin", "*"),
  },
  {
    what: "a preflight without Authorization",
    noticedBy: ["cors-preflight"],
    spoil: header(
      ({ method }) => method === "OPTIONS",
      "Access-Control-Allow-Headers",
      "Content-Type",
    ),
  },
  {
    what: "a Date that the page cannot read",
    noticedBy: ["cors-exposed"],
    spoil: header(customer, "Access-Control-Expose-Headers", undefined),
  },
  {
    what: "a page that is not there",
    noticedBy: ["page-status"],
    spoil: instead(isPage, () => new Response("", { status: 404 })),
  },
  {
    what: "a page that may not connect",
    noticedBy: ["page-connect"],
    spoil: policy("connect-src https://app.example", "connect-src 'self'"),
  },
  {
    what: "a page that may connect to another path alone",
    noticedBy: ["page-connect"],
    spoil: policy("connect-src https://app.example", "connect-src https://app.example/api/"),
  },
  {
    what: "a page that allows other trusted types",
    noticedBy: ["page-trusted-types"],
    spoil: policy("lit-html", "default"),
  },
];
