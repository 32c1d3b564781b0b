import { defaultLinkHosts, providerLink } from "sphere-kyc-onboarding";
import { createAsk } from "./backend-response.js";
import type { Check } from "./checks/check.js";
import { corsChecks } from "./checks/cors-checks.js";
import { customerChecks } from "./checks/customer-checks.js";
import { eventChecks } from "./checks/event-checks.js";
import { pageChecks } from "./checks/page-checks.js";
import { answerChecks } from "./checks/response-checks.js";
import type { Verdict } from "./checks/result.js";
import { sessionChecks } from "./checks/session-checks.js";
import { submitChecks } from "./checks/submit-checks.js";
import { tokenChecks } from "./checks/token-checks.js";
import { type Exam, examine } from "./collect-responses.js";
import { readNoAnswer } from "./no-response.js";
import type { DoctorOptions } from "./options.js";

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
  /** With `unreachable`: what to do about it. */
  readonly mend?: string;
}

/** Every check, in the order of the report. */
export const checks: readonly Check[] = [
  ...sessionChecks,
  ...tokenChecks,
  ...customerChecks,
  ...answerChecks,
  ...submitChecks,
  ...eventChecks,
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

const isToken = (token: string) => /^[!-~]{16,4096}$/.test(token);

/** Whether an entry can ever match: the judge of links says nothing about one that cannot. */
const isLinkHost = (entry: string) =>
  providerLink(entry.includes("://") ? `${entry}/` : `https://${entry}/`, [entry]) !== undefined;

/** @throws TypeError that names the option which is wrong, never a token. */
function checkOptions({ page, origin, token, linkHosts = [] }: DoctorOptions): void {
  if (page !== undefined) endpointOf(page, '"page"');
  if (origin !== undefined && !isOrigin(origin)) {
    throw new TypeError('runDoctor: "origin" must be an origin, such as https://app.example.');
  }
  if (token !== undefined && !isToken(token)) {
    throw new TypeError(
      'runDoctor: "token" must be 16 to 4,096 visible ASCII characters, without "Bearer".',
    );
  }
  if (!linkHosts.every(isLinkHost)) {
    throw new TypeError(
      "runDoctor: each of the link hosts must be a host name such as in.sumsub.com, or a loopback origin such as http://127.0.0.1:4180.",
    );
  }
}

/**
 * Examines a running backend against the wire: asks the routes under `url` (and the page, when one
 * is given) and nothing else, follows no redirect, and submits nobody unless `submit` is true. Sends
 * `headers` to `/session` and the page alone. Opens up to two sessions.
 * @param url The element's `endpoint`, such as `https://app.example/kyc`.
 * @throws {TypeError} when `url`, `page` or `origin` is no web address, or another option cannot be.
 */
export async function runDoctor(url: string, options: DoctorOptions = {}): Promise<Report> {
  const endpoint = endpointOf(url, "the URL");
  checkOptions(options);
  const {
    fetch = (input, init) => globalThis.fetch(input, init),
    now = Date.now,
    timeoutMs = 10_000,
    deadline = (ms) => AbortSignal.timeout(ms),
    linkHosts = defaultLinkHosts,
  } = options;
  let asked = "";
  const ask = createAsk({ endpoint, fetch, now, timeoutMs, deadline });
  const noting: typeof ask = (question) => {
    asked = question.of;
    return ask(question);
  };
  let exam: Exam;
  try {
    exam = await examine(noting, endpoint, options, linkHosts);
  } catch (error) {
    const { reason, mend } = readNoAnswer(error, timeoutMs);
    const found = { reason: `${asked}: ${reason}`, mend };
    return { url: endpoint, state: "unreachable", findings: [], ...found };
  }
  const findings = checks.map(({ id, title, judge }) => ({ id, title, ...judge(exam) }));
  const ails = findings.some(({ outcome }) => outcome === "failed");
  return { url: endpoint, state: ails ? "ailing" : "healthy", findings };
}
