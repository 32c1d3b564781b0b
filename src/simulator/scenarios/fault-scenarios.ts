import type { CustomerInit } from "../customers/customer-init.js";
import type { Fault } from "../faults/fault.js";
import type { Scenario } from "./scenario.js";

const ready: CustomerInit = { preset: "ready" };
const tenMinutesMs = 600_000;

/** A ready customer whose next calls go wrong. */
const meets = (fault: Fault): Pick<Scenario, "customer" | "arrange"> => ({
  customer: ready,
  arrange: (simulator) => simulator.inject(fault),
});

/** Scenarios of what goes wrong on the way to SpherePay and back. */
export const faultScenarios = {
  "rate-limited-seconds": {
    sentence: "The next call is 429 with Retry-After in seconds.",
    ...meets({ kind: "status", status: 429, retryAfterSeconds: 7 }),
  },
  "rate-limited-date": {
    sentence: "The next call is 429 with Retry-After as a date.",
    ...meets({ kind: "status", status: 429, retryAfterSeconds: 7, retryAfterForm: "date" }),
  },
  "rate-limited-bare": {
    sentence: "The next call is 429 without Retry-After.",
    ...meets({ kind: "status", status: 429 }),
  },
  "server-error-burst": {
    sentence: "The next five calls are 500.",
    ...meets({ kind: "status", status: 500, times: 5 }),
  },
  maintenance: {
    sentence: "Every call is 503 until the faults are cleared.",
    ...meets({ kind: "status", status: 503, times: Number.POSITIVE_INFINITY }),
  },
  "key-refused": {
    sentence: "Every call is 403, as with a revoked key.",
    ...meets({ kind: "status", status: 403, times: Number.POSITIVE_INFINITY }),
  },
  slow: {
    sentence: "The next call takes eight seconds.",
    ...meets({ kind: "slow", delayMs: 8_000 }),
  },
  hang: { sentence: "The next call gets no response.", ...meets({ kind: "hang" }) },
  "hung-body": {
    sentence: "The next response stops in the middle of its body.",
    ...meets({ kind: "hung-body" }),
  },
  "truncated-json": {
    sentence: "The next response is half of its JSON.",
    ...meets({ kind: "truncated" }),
  },
  "html-page": {
    sentence: "The next response is a gateway's HTML page with status 200.",
    ...meets({ kind: "html" }),
  },
  redirect: {
    sentence: "The next response redirects to another host.",
    ...meets({ kind: "redirect" }),
  },
  "clock-ahead": {
    sentence: "SpherePay's clock is ten minutes ahead of the caller's.",
    behaviour: { skewMs: tenMinutesMs },
    customer: ready,
  },
  "clock-behind": {
    sentence: "SpherePay's clock is ten minutes behind the caller's.",
    behaviour: { skewMs: -tenMinutesMs },
    customer: ready,
  },
  "webhook-storm": {
    sentence: "Each event comes ten times, newest first, while the customer goes to approval.",
    webhooks: { copies: 10, order: "reversed" },
    customer: { preset: "individual", tosStatus: "incomplete" },
    arrange(simulator, id) {
      simulator.complete(id, "terms_of_service");
      simulator.complete(id, "identity_document");
      simulator.complete(id, "liveness_check");
      simulator.finishProvider(id);
      simulator.approve(id);
    },
  },
} as const satisfies Record<string, Scenario>;
