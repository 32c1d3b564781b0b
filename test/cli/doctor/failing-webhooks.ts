import { at, body, both, header, instead, opened, problem } from "./broken-responses.js";
import type { Change, FailingBackend } from "./test-backend.js";

const webhook = at("POST", "/kyc/webhook");
const signed = both(webhook, ({ headers }) => headers.has("signature"));
const accepted = both(signed, (_, { status }) => status === 204);
const noContent = () => new Response(null, { status: 204 });
const respond = (status: number) => () => new Response(null, { status });

/** A backend whose signed webhooks with spaces in their JSON are refused, by how they were signed. */
export function readingOnly(kept: "bytes" | "json" | "neither"): Change {
  let spaced = 0;
  return (request, original) => {
    if (!accepted(request, original)) return original;
    spaced += 1;
    // In this order the doctor sends: without spaces, signed over the bytes, over the JSON.
    const isKept = spaced === 1 || (spaced === 2 ? kept === "bytes" : kept === "json");
    return isKept ? original : problem(403, "forbidden")();
  };
}

const refusing = (what: string, status: number, fix: RegExp, code?: string): FailingBackend => ({
  what,
  noticedBy: ["webhook-signed"],
  change: instead(webhook, code ? problem(status, code) : respond(status)),
  fix,
});

/** What can be wrong with webhooks. */
export const webhooks: readonly FailingBackend[] = [
  refusing("no webhookSecret", 404, /`webhookSecret`/, "no_such_route"),
  refusing("a route that takes other methods", 405, /`webhookSecret`/),
  refusing("a body parser in front of the webhook", 400, /express\.raw/, "bad_request"),
  refusing("a store that is away", 502, /store \(Redis\)/, "upstream_failed"),
  refusing("a webhook behind a login", 401, /SpherePay has neither/),
  {
    what: "another webhook secret",
    noticedBy: ["webhook-signed"],
    options: { webhookSecret: "secret_of_another_webhook" },
    fix: /secret is another one/,
  },
  {
    what: "a webhook that redirects",
    noticedBy: ["webhook-signed"],
    change: instead(
      webhook,
      () => new Response(null, { status: 308, headers: { Location: "/kyc/webhook/" } }),
    ),
    fix: /follows no redirect/,
  },
  {
    what: "a webhook without a response",
    noticedBy: ["webhook-signed"],
    change: (request, original) =>
      signed(request, original) ? Promise.reject(new DOMException("", "TimeoutError")) : original,
    fix: /waits for/,
  },
  {
    what: "webhooks that are read the way of SpherePay's sample alone",
    noticedBy: ["webhook-readings"],
    outcome: "advised",
    change: readingOnly("json"),
    fix: /bytes first/,
  },
  {
    what: "webhooks that are read by their bytes alone",
    noticedBy: ["webhook-readings"],
    outcome: "advised",
    change: readingOnly("bytes"),
    fix: /`acceptReserialisedWebhooks`/,
  },
  {
    what: "webhooks whose JSON must have no spaces",
    noticedBy: ["webhook-readings"],
    change: readingOnly("neither"),
    fix: /keep the bytes/,
  },
  {
    what: "webhooks of anybody",
    noticedBy: ["webhook-unsigned"],
    change: instead(webhook, noContent),
  },
  {
    what: "webhooks with any signature",
    noticedBy: ["webhook-unsigned"],
    change: instead(signed, noContent),
  },
];

const announcing = (linkHosts: unknown) => body(opened, (it) => ({ ...it, linkHosts }));

/** What a session may say beside its token. */
export const announcements: readonly FailingBackend[] = [
  {
    what: "link hosts that the element does not open",
    noticedBy: ["session-link-hosts"],
    change: announcing(["verify.example"]),
    fix: /in\.sumsub\.com.*`link-hosts`/,
  },
  ...[["in.sumsub.com", 7], [""], [], "in.sumsub.com", ["https://in.sumsub.com/a"]].map(
    (linkHosts): FailingBackend => ({
      what: `the link hosts ${JSON.stringify(linkHosts)}`,
      noticedBy: ["session-link-hosts"],
      change: announcing(linkHosts),
      fix: /exact hosts/,
    }),
  ),
  {
    what: "a session about somebody else than its customer",
    noticedBy: ["customer-same"],
    change: body(opened, (it) => ({ ...it, customerId: "customer_2" })),
  },
  {
    what: "a session that does not say whom it is about",
    noticedBy: ["customer-same"],
    outcome: "advised",
    change: body(opened, ({ customerId: _, ...rest }) => rest),
  },
  {
    what: "a stream that the session denies",
    noticedBy: ["events-said"],
    change: body(opened, (it) => ({ ...it, events: false })),
    fix: /never asks/,
  },
  {
    what: "a stream that the session promises and that is not there",
    noticedBy: ["events-said"],
    change: instead(at("GET", "/kyc/events"), problem(404, "no_such_route")),
    fix: /`events: false`/,
  },
  {
    what: "no stream, and a session that does not say so",
    noticedBy: ["events-said"],
    outcome: "advised",
    change: async (request, original) =>
      instead(at("GET", "/kyc/events"), problem(404, "no_such_route"))(
        request,
        await body(opened, ({ events: _, ...rest }) => rest)(request, original),
      ),
  },
  {
    what: "a pollAfterSeconds without keepPolling as a boolean",
    noticedBy: ["customer-values"],
    change: body(
      both(at("GET", "/kyc/customer"), (_, { status }) => status === 200),
      (it) => ({ ...it, keepPolling: "yes" }),
    ),
  },
  {
    what: "a preflight that forgets the session's own header",
    noticedBy: ["cors-preflight"],
    change: header(
      ({ method }) => method === "OPTIONS",
      "Access-Control-Allow-Headers",
      "Authorization, Idempotency-Key, Content-Type",
    ),
  },
];
