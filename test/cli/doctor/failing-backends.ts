import {
  at,
  body,
  both,
  customer,
  has,
  html,
  instead,
  json,
  not,
  opened,
  otherCustomer,
  problem,
  session,
  submit,
  toLogin,
  withStatus,
} from "./broken-responses.js";
import { failedSessions, mounts } from "./failing-mounts.js";
import { pages, responses, submits } from "./failing-responses.js";
import { steps } from "./failing-steps.js";
import { streams } from "./failing-streams.js";
import { announcements, webhooks } from "./failing-webhooks.js";
import type { FailingBackend } from "./test-backend.js";

const sessions: readonly FailingBackend[] = [
  { what: "plain http", noticedBy: ["transport"], url: "http://app.example/kyc" },
  {
    what: "plain http to a name that looks like loopback",
    noticedBy: ["transport"],
    url: "http://127.app.example/kyc",
  },
  {
    what: "a session with 200",
    noticedBy: ["session-status"],
    change: instead(opened, () => json({ token: "t".repeat(16) })),
  },
  {
    what: "a wrong key",
    noticedBy: ["session-status", "upstream-key"],
    change: instead(opened, problem(502, "host_misconfigured")),
  },
  {
    what: "a short token",
    noticedBy: ["session-body"],
    change: body(opened, (it) => ({ ...it, token: "short" })),
  },
  {
    what: "a session that has ended",
    noticedBy: ["session-expiry"],
    change: body(opened, (it) => ({ ...it, expiresAt: "2020-01-01T00:00:00Z" })),
  },
  {
    what: "a login redirect",
    noticedBy: ["login-required", "redirects"],
    change: instead(both(session, withStatus(401)), toLogin),
  },
  {
    what: "a login page instead of a response",
    noticedBy: ["login-required", "content-types"],
    change: instead(both(session, withStatus(401)), html),
  },
  {
    what: "a session for anybody",
    noticedBy: ["login-required"],
    change: instead(both(session, withStatus(401)), () => json({ token: "t".repeat(16) }, 201)),
  },
  {
    what: "a session for any page",
    noticedBy: ["cross-site"],
    change: instead(both(session, withStatus(403)), () => json({ token: "t".repeat(16) }, 201)),
  },
  {
    what: "a session for old browsers' foreign pages",
    noticedBy: ["cross-site"],
    change: instead(both(session, withStatus(403), not(has("Sec-Fetch-Site"))), () =>
      json({ token: "t".repeat(16) }, 201),
    ),
  },
  {
    what: "a session by GET",
    noticedBy: ["session-methods"],
    change: instead(at("GET", "/kyc/session"), () => json({ token: "t".repeat(16) }, 200)),
  },
];

const tokens: readonly FailingBackend[] = [
  {
    what: "a customer for anybody",
    noticedBy: ["token-missing"],
    change: instead(both(withStatus(401), not(has("Authorization"))), () => json(otherCustomer)),
  },
  {
    what: "a customer for any token",
    noticedBy: ["token-unknown", "token-altered"],
    change: instead(both(withStatus(401), has("Authorization")), () => json(otherCustomer)),
  },
  {
    what: "a submit that looks at no token",
    noticedBy: ["token-unknown"],
    change: instead(both(submit, withStatus(401)), problem(422, "requirements_outstanding")),
  },
  {
    what: "403 for an unknown token",
    noticedBy: ["token-unknown"],
    change: instead(both(withStatus(401), has("Authorization")), problem(403, "forbidden")),
  },
  {
    what: "a customer by the id in the query",
    noticedBy: ["token-decides"],
    change: instead(
      both(customer, ({ url }) => url.includes("?")),
      () => json(otherCustomer),
    ),
  },
  {
    what: "paths compared with their query",
    noticedBy: ["query-ignored"],
    change: instead(
      both(customer, ({ url }) => url.includes("?fresh=")),
      problem(404, "no_such_route"),
    ),
  },
  {
    what: "400 for an unknown requirement",
    noticedBy: ["unknown-requirement"],
    change: instead(
      at("POST", "/kyc/links/doctor_no_such_requirement"),
      problem(400, "bad_request"),
    ),
  },
  {
    what: "a page for every path",
    noticedBy: ["unknown-path"],
    change: instead(at("GET", "/kyc/doctor"), html),
  },
];

const customers: readonly FailingBackend[] = [
  {
    what: "no customer",
    noticedBy: ["customer-status"],
    change: instead(customer, problem(404, "customer_not_found")),
  },
  {
    what: "profiles that are no list",
    noticedBy: ["customer-schema"],
    change: body(customer, (it) => ({ ...it, verificationProfiles: {} })),
  },
  {
    what: "SpherePay's customer passed on",
    noticedBy: ["customer-fields", "personal-data"],
    change: body(customer, (it) => ({ ...it, firstName: "Ana", email: "ana@example.com" })),
  },
  {
    what: "a phone number in a session",
    noticedBy: ["customer-fields", "personal-data"],
    change: body(opened, (it) => ({ ...it, phone: "+34915550142" })),
  },
  {
    what: "null for not there",
    noticedBy: ["customer-fields"],
    change: body(customer, (it) => ({ ...it, tosStatus: null })),
  },
  {
    what: "a flow that nobody knows",
    noticedBy: ["customer-values"],
    change: body(customer, (it) => ({ ...it, flow: "Hosted" })),
  },
  {
    what: "a type that nobody knows",
    noticedBy: ["customer-values"],
    change: body(opened, (it) => ({ ...it, customer: { ...otherCustomer, type: "trust" } })),
  },
  {
    what: "a pause of no length",
    noticedBy: ["customer-values"],
    change: body(customer, (it) => ({ ...it, pollAfterSeconds: 0 })),
  },
  {
    what: "a time without a zone",
    noticedBy: ["customer-values"],
    change: body(customer, (it) => ({ ...it, submission: { startedAt: "2026-11-21T19:42:00" } })),
  },
  {
    what: "two customers for one login",
    noticedBy: ["customer-same"],
    change: body(customer, (it) => ({ ...it, id: "customer_2" })),
  },
  {
    what: "SpherePay's free text",
    noticedBy: ["free-text"],
    outcome: "advised",
    change: body(customer, (it) => ({
      ...it,
      verificationProfiles: [
        {
          name: "kyc_profile_a",
          status: "incomplete",
          errors: [{ name: "identity_document", detail: "Too dark" }],
        },
      ],
    })),
  },
  {
    what: "an action that is a script",
    noticedBy: ["actions"],
    change: body(customer, (it) => ({
      ...it,
      actions: { identity_document: { kind: "page", href: "javascript:alert(1)" } },
    })),
  },
  {
    what: "an action of no kind",
    noticedBy: ["actions"],
    change: body(customer, (it) => ({ ...it, actions: { identity_document: { kind: "upload" } } })),
  },
];

/** At least one for each check. */
export const failingBackends: readonly FailingBackend[] = [
  ...mounts,
  ...failedSessions,
  ...announcements,
  ...webhooks,
  ...sessions,
  ...tokens,
  ...customers,
  ...responses,
  ...steps,
  ...submits,
  ...streams,
  ...pages,
];
