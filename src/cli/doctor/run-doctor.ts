import { defaultLinkHosts } from "sphere-kyc-onboarding";
import { createAsk } from "./answer.js";
import { answerChecks } from "./answer-checks.js";
import type { Check } from "./check.js";
import { corsChecks } from "./cors-checks.js";
import { customerChecks } from "./customer-checks.js";
import { type Exam, examine } from "./exam.js";
import type { DoctorOptions } from "./options.js";
import { pageChecks } from "./page-checks.js";
import { sessionChecks } from "./session-checks.js";
import { submitChecks } from "./submit-checks.js";
import { tokenChecks } from "./token-checks.js";
import type { Verdict } from "./verdict.js";

/** One check and what it says. */
export type Finding = Pick<Check, "id" | "title"> & Verdict;

/** What the doctor says about one backend. */
export interface Report {
  /** The endpoint, as it was asked. */
  readonly url: string;
  /** `unreachable`: at least one request got no answer; there are no findings then. */
  readonly state: "healthy" | "ailing" | "unreachable";
  readonly findings: readonly Finding[];
  /** With `unreachable`: which request, and what became of it. */
  readonly reason?: string;
}

/** Every check, in the order of the report. */
export const checks: readonly Check[] = [
  ...sessionChecks,
  ...tokenChecks,
  ...customerChecks,
  ...answerChecks,
  ...submitChecks,
  ...corsChecks,
  ...pageChecks,
];

function endpointOf(url: string, name: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username || parsed.password) {
    throw new TypeError(
      `runDoctor: ${name} must be an http: or https: address without credentials, such as https://app.example/kyc.`,
    );
  }
  return parsed.origin + parsed.pathname.replace(/\/+$/, "");
}

const isOrigin = (text: string) => URL.canParse(text) && new URL(text).origin === text;

/**
 * Examines a running backend against the wire: asks the routes under `url` (and the page, when one
 * is given) and nothing else, follows no redirect, and submits nobody unless `submit` is true. Sends
 * `headers` to `/session` and the page alone. Opens up to two sessions.
 * @param url The element's `endpoint`, such as `https://app.example/kyc`.
 * @throws {TypeError} when `url`, `page` or `origin` is no web address.
 */
export async function runDoctor(url: string, options: DoctorOptions = {}): Promise<Report> {
  const endpoint = endpointOf(url, "the URL");
  if (options.page !== undefined) endpointOf(options.page, '"page"');
  if (options.origin !== undefined && !isOrigin(options.origin)) {
    throw new TypeError('runDoctor: "origin" must be an origin, such as https://app.example.');
  }
  const {
    fetch = (input, init) => globalThis.fetch(input, init),
    now = Date.now,
    timeoutMs = 10_000,
    linkHosts = defaultLinkHosts,
  } = options;
  let asked = "";
  const ask = createAsk({ endpoint, fetch, now, timeoutMs });
  const noting: typeof ask = (question) => {
    asked = question.of;
    return ask(question);
  };
  let exam: Exam;
  try {
    exam = await examine(noting, endpoint, options, linkHosts);
  } catch (error) {
    const name = error instanceof Error ? error.name : "";
    const late = name === "TimeoutError" ? `no answer within ${timeoutMs / 1000} s` : "no answer";
    return { url: endpoint, state: "unreachable", findings: [], reason: `${asked}: ${late}` };
  }
  const findings = checks.map(({ id, title, judge }) => ({ id, title, ...judge(exam) }));
  const ails = findings.some(({ outcome }) => outcome === "failed");
  return { url: endpoint, state: ails ? "ailing" : "healthy", findings };
}
