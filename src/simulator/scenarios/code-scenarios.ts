import type { CustomerInit } from "../customers/customer-init.js";
import type { Fault } from "../faults/fault.js";
import type { Scenario } from "./scenario.js";

const ready: CustomerInit = { preset: "ready" };
const send = "/v2/customer/{id}/otp-send";
const verify = "/v2/customer/{id}/otp-verify";
const phone = "phone_verification";
const email = "email_verification";

/** Ready but for the phone code, and the next call of its kind goes wrong. */
const meets = (fault: Fault): Pick<Scenario, "customer" | "arrange"> => ({
  customer: ready,
  arrange(simulator, id) {
    simulator.require(id, phone);
    simulator.inject(fault);
  },
});

/** Ready but for the phone code. */
const lacksCode: Pick<Scenario, "customer" | "arrange"> = {
  customer: ready,
  arrange: (simulator, id) => simulator.require(id, phone),
};

/** Scenarios of verification codes: their form, their end, and calls that go wrong. */
export const codeScenarios = {
  "both-codes-to-do": {
    sentence: "The e-mail code and the phone code are to do.",
    customer: ready,
    arrange(simulator, id) {
      simulator.require(id, email);
      simulator.require(id, phone);
    },
  },
  "contact-of-somebody-else": {
    sentence: "The e-mail code is to do, and the address on file is not the customer's.",
    customer: { preset: "ready", email: "somebody.else@example.com" },
    arrange: (simulator, id) => simulator.require(id, email),
  },
  "code-with-leading-zero": {
    sentence: "Every code begins with a zero.",
    behaviour: { codeForm: "leading-zero" },
    ...lacksCode,
  },
  "code-of-ten-characters": {
    sentence: "Every code has ten letters and digits, the most that fit.",
    behaviour: { codeForm: "ten-characters" },
    ...lacksCode,
  },
  "code-expired-on-arrival": {
    sentence: "Every code has expired when it arrives.",
    behaviour: { codeTtlMs: 0 },
    ...lacksCode,
  },
  "code-ended-before-it-was-sent": {
    sentence: "The end of every code is a minute before the Date of the response.",
    behaviour: { codeTtlMs: -60_000 },
    ...lacksCode,
  },
  "ten-second-codes": {
    sentence: "Codes live ten seconds, so that they expire while the customer types.",
    behaviour: { codeTtlMs: 10_000 },
    ...lacksCode,
  },
  "code-refused-with-400": {
    sentence: "A wrong code is 400 without a pointer, like every other invalid request.",
    behaviour: { codeRefusal: 400 },
    ...lacksCode,
  },
  "codes-of-2025": {
    sentence: "Both calls about codes return type, contact and verified, and a number is taken.",
    behaviour: { codeAnswer: "contact", numericCode: "taken", codeStatus: 200 },
    ...lacksCode,
  },
  "code-sent-response-lost": {
    sentence: "The first code is sent, and its response is lost: the connection ends.",
    ...meets({ kind: "cut", path: send, isCarriedOut: true }),
  },
  "code-accepted-response-lost": {
    sentence: "The right code is accepted, and the response is 503; a second try is refused.",
    ...meets({ kind: "status", status: 503, path: verify, isCarriedOut: true }),
  },
  "code-rate-limited": {
    sentence: "The first request for a code is 429 with Retry-After.",
    ...meets({ kind: "status", status: 429, retryAfterSeconds: 60, path: send }),
  },
  "code-check-rate-limited": {
    sentence: "The first check of a code is 429 without Retry-After, and the code stays valid.",
    ...meets({ kind: "status", status: 429, path: verify }),
  },
} as const satisfies Record<string, Scenario>;
