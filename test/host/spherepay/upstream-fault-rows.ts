import { aCustomer, aLink, type Script } from "../scripted-upstream.js";

export const problem = (status: number, headers: Record<string, string> = {}) => {
  const body = { status, code: "address/invalid", detail: "SpherePay's own words" };
  return () => Response.json(body, { status, headers: { "X-Upstream": "own words", ...headers } });
};
export const json =
  (body: unknown, status = 200) =>
  () =>
    Response.json(body, { status });

export type Row = readonly [
  what: string,
  script: Script,
  status: number,
  code: string,
  reason: string,
];

const nestNotFound = { statusCode: 404, error: "Not Found" };

/** No word of SpherePay's about a customer: then its address is wrong, and nobody "has not begun". */
const noSuchRoute = ([what, script]: readonly [string, Script]): Row => [
  `404 with ${what}`,
  script,
  502,
  "host_misconfigured",
  "upstream_no_such_route",
];

/** The three envelopes in which SpherePay's documents say that there is no such customer. */
const noSuchCustomer: readonly Row[] = Object.entries({
  "a problem": { status: 404, code: "resource/not-found", detail: "own words" },
  "its old error": { ts: "2025-04-20T00:00:00.000Z", error: { general: "own words" } },
  "its first error": { ok: false, object: "error", statusCode: 404, message: "own words" },
}).map(([what, body]) => [
  `404 with ${what}`,
  json(body, 404),
  404,
  "customer_not_found",
  "upstream_no_such_customer",
]);

export const forBoth: readonly Row[] = [
  ["401", problem(401), 502, "host_misconfigured", "upstream_key_refused"],
  ["403", problem(403), 502, "host_misconfigured", "upstream_key_refused"],
  ...Object.entries<Script>({
    "a gateway's page": () => new Response("<h1>own words", { status: 404 }),
    nothing: () => new Response(null, { status: 404 }),
    "other JSON": json({ message: "own words" }, 404),
    "a framework's 404": json({ ...nestNotFound, message: "Cannot GET /v2/v2" }, 404),
    "a problem of no route": json({ status: 404, detail: "Cannot POST /v2/own words" }, 404),
    "a page that is too large": () => new Response("own words".repeat(40_000), { status: 404 }),
  }).map(noSuchRoute),
  ["429", problem(429), 429, "rate_limited", "upstream_status"],
  ["418", problem(418), 502, "upstream_failed", "upstream_status"],
  ["500", problem(500), 502, "upstream_failed", "upstream_status"],
  ["502", problem(502), 502, "upstream_failed", "upstream_status"],
  ["503", problem(503), 502, "upstream_failed", "upstream_status"],
  ["504", problem(504), 502, "upstream_failed", "upstream_status"],
  ["202", json(aLink, 202), 502, "upstream_failed", "upstream_status"],
  ["204", () => new Response(null, { status: 204 }), 502, "upstream_failed", "upstream_status"],
  [
    "an answer after a redirect",
    () => Object.defineProperty(Response.json(aLink), "redirected", { value: true }),
    502,
    "upstream_failed",
    "upstream_redirect",
  ],
  [
    "a redirect",
    () => Response.redirect("https://elsewhere.example/"),
    502,
    "upstream_failed",
    "upstream_redirect",
  ],
  [
    "a broken connection",
    () => Promise.reject(new TypeError("own words")),
    502,
    "upstream_failed",
    "upstream_unreachable",
  ],
  ["HTML", () => new Response("<h1>own words"), 502, "upstream_failed", "upstream_body_unreadable"],
  ["an empty body", () => new Response(""), 502, "upstream_failed", "upstream_body_unreadable"],
  [
    "truncated JSON",
    () => new Response('{"id":'),
    502,
    "upstream_failed",
    "upstream_body_unreadable",
  ],
  [
    "bytes that are no UTF-8",
    () => new Response(new Uint8Array([0x22, 0xff, 0x22])),
    502,
    "upstream_failed",
    "upstream_body_unreadable",
  ],
  ["a list", json([]), 502, "upstream_failed", "upstream_body_unreadable"],
  ["null", json(null), 502, "upstream_failed", "upstream_body_unreadable"],
  [
    "10,000 levels of JSON",
    () => new Response("[".repeat(10_000) + "]".repeat(10_000)),
    502,
    "upstream_failed",
    "upstream_body_unreadable",
  ],
];

export const forSubmit: readonly Row[] = [
  ["400", problem(400), 409, "wrong_state", "upstream_status"],
  ["409", problem(409), 409, "wrong_state", "upstream_status"],
  ["422", problem(422), 422, "requirements_outstanding", "upstream_status"],
  [
    "an unreadable 422",
    () => new Response("<h1>", { status: 422 }),
    422,
    "requirements_outstanding",
    "upstream_status",
  ],
  [
    "a link elsewhere",
    json({ ...aLink, url: "https://in.sumsub.com.evil.example/" }),
    502,
    "upstream_failed",
    "link_refused",
  ],
  [
    "a script for a link",
    json({ ...aLink, url: "javascript:alert(1)" }),
    502,
    "upstream_failed",
    "link_refused",
  ],
  [
    "a link without end",
    json({ url: aLink.url }),
    502,
    "upstream_failed",
    "upstream_body_unreadable",
  ],
  [
    "a link that ends never",
    json({ ...aLink, expiresAt: "soon" }),
    502,
    "upstream_failed",
    "upstream_body_unreadable",
  ],
  [
    "the link of another customer",
    json({ ...aLink, customerId: "customer_other" }),
    502,
    "upstream_failed",
    "upstream_other_customer",
  ],
];

export const forCustomer: readonly Row[] = [
  ...noSuchCustomer,
  ["400", problem(400), 502, "upstream_failed", "upstream_status"],
  ["422", problem(422), 502, "upstream_failed", "upstream_status"],
  [
    "another customer",
    json({ ...aCustomer, id: "customer_other" }),
    502,
    "upstream_failed",
    "upstream_other_customer",
  ],
  [
    "lists of the wrong type",
    json({ ...aCustomer, verificationProfiles: [{ name: "a", status: "b", required: "c" }] }),
    502,
    "upstream_failed",
    "upstream_body_unreadable",
  ],
];
