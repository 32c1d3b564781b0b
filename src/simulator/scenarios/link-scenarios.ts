import type { CustomerInit } from "../customers/customer-init.js";
import type { Scenario } from "./scenario.js";

const ready: CustomerInit = { preset: "ready" };
const kycLink = "/v2/customer/{id}/kyc-link";

/** Scenarios of links, gates and releases. */
export const linkScenarios = {
  "expired-on-arrival": {
    sentence: "Every link has expired when it arrives.",
    behaviour: { linkTtlMs: 0 },
    customer: ready,
  },
  "one-second-links": {
    sentence: "Links live one second.",
    behaviour: { linkTtlMs: 1_000 },
    customer: ready,
  },
  "28-day-links": {
    sentence: "Links live 28 days, longer than a browser's timer can count.",
    behaviour: { linkTtlMs: 28 * 86_400_000 },
    customer: ready,
  },
  "new-link-kills-old": {
    sentence: "A new link ends the earlier one.",
    behaviour: { newLinkKillsOld: true },
    customer: ready,
  },
  "refused-although-ready": {
    sentence:
      "Only SpherePay's own steps are left, and the submission is still 422, without names.",
    behaviour: { gate: "strict", namesMissing: false },
    customer: ready,
  },
  "strict-gate": {
    sentence: "SpherePay's own steps block the submission too; the 422 names them.",
    behaviour: { gate: "strict" },
    customer: ready,
  },
  "no-gate": {
    sentence: "The submission is open right after creation, whatever is still to do.",
    behaviour: { gate: "none" },
    customer: { preset: "individual" },
  },
  "no-link-while-pending": {
    sentence: "Pending, and a new link is refused with 400.",
    behaviour: { mintWhilePending: false },
    customer: ready,
    arrange: (simulator, id) => simulator.setStatus(id, "pending"),
  },
  "abandoned-at-provider": {
    sentence: "Submitted and pending, but the customer never finished: a new link is allowed.",
    customer: ready,
    arrange: (simulator, id) => simulator.setStatus(id, "pending"),
  },
  "failed-at-provider": {
    sentence: "The provider could not read the document; the customer has to go there again.",
    customer: ready,
    arrange: (simulator, id) =>
      simulator.fail(id, "identity_verification", "The photo of the document was not readable."),
  },
  "link-created": {
    sentence: "Release 2026-07: an individual created by link, everything on the hosted page.",
    behaviour: { release: "2026-07" },
    customer: { preset: "link-created" },
  },
  "link-created-business": {
    sentence: "Release 2026-07: a business created by link, everything on the hosted page.",
    behaviour: { release: "2026-07" },
    customer: { preset: "link-created", type: "business" },
  },
  "not-link-created": {
    sentence: "Release 2026-07: a customer of the API flow, whose link is refused with 400.",
    behaviour: { release: "2026-07" },
    customer: ready,
  },
  "submit-without-url": {
    sentence: "Release 2025-12: the submission returns no url, and the review begins.",
    behaviour: { release: "2025-12" },
    customer: ready,
  },
  "business-by-link-2025": {
    sentence: "Release 2025-12: a business, which uses the hosted page.",
    behaviour: { release: "2025-12" },
    customer: { preset: "business" },
  },
  "response-lost": {
    sentence: "The first submission takes effect, and its response is 503.",
    customer: ready,
    arrange: (simulator) =>
      simulator.inject({ kind: "status", status: 503, path: kycLink, isCarriedOut: true }),
  },
  "conflict-on-submit": {
    sentence: "The first submission is 409.",
    customer: ready,
    arrange: (simulator) => simulator.inject({ kind: "status", status: 409, path: kycLink }),
  },
} as const satisfies Record<string, Scenario>;
