import { defaultLinkHosts, providerLink } from "sphere-kyc-onboarding/contract";
import { createSend } from "./backend-response.js";
import type { Check, CheckResult } from "./checks/check.js";
import { corsChecks } from "./checks/cors-checks.js";
import { customerChecks } from "./checks/customer-checks.js";
import { eventChecks } from "./checks/event-checks.js";
import { pageChecks } from "./checks/page-checks.js";
import { responseChecks } from "./checks/response-checks.js";
import { sessionChecks } from "./checks/session-checks.js";
import { submitChecks } from "./checks/submit-checks.js";
import { tokenChecks } from "./checks/token-checks.js";
import { collectResponses, type Responses } from "./collect-responses.js";
import { readNoResponse } from "./no-response.js";
import type { DoctorOptions } from "./options.js";

/** One check and its result. */
export type Finding = Pick<Check, "id" | "title"> & CheckResult;

/** What the doctor says about one backend. */
export interface Report {
  /** The endpoint that was checked. */
  readonly url: string;
  /** `unreachable`: at least one request got no response; there are no findings then. */
  readonly state: "passing" | "failing" | "unreachable";
  readonly findings: readonly Finding[];
  /** With `unreachable`: which request failed, and how. */
  readonly reason?: string;
  /** With `unreachable`: what to do about it. */
  readonly fix?: string;
}

/** Every check, in the order of the report. */
export const checks: readonly Check[] = [
  ...sessionChecks,
  ...tokenChecks,
  ...customerChecks,
  ...responseChecks,
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

/** Whether an entry can ever match: the validate of links says nothing about one that cannot. */
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
 * Checks a running backend against the wire: requests the routes under `url` (and the page, when one
 * is given) and nothing else, follows no redirect, and submits no customer unless `submit` is true.
 * Sends `headers` only to `/session` and the page. Opens up to two sessions.
 * @param url The element's `endpoint`, such as `https://app.example/kyc`.
 * @throws {TypeError} when `url`, `page` or `origin` is not a web address, or another option is invalid.
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
  let lastRequest = "";
  const send = createSend({ endpoint, fetch, now, timeoutMs, deadline });
  const tracked: typeof send = (request) => {
    lastRequest = request.label;
    return send(request);
  };
  let responses: Responses;
  try {
    responses = await collectResponses(tracked, endpoint, options, linkHosts);
  } catch (error) {
    const { reason, fix } = readNoResponse(error, timeoutMs);
    const found = { reason: `${lastRequest}: ${reason}`, fix };
    return { url: endpoint, state: "unreachable", findings: [], ...found };
  }
  const findings = checks.map(({ id, title, validate }) => ({ id, title, ...validate(responses) }));
  const isFailing = findings.some(({ outcome }) => outcome === "failed");
  return { url: endpoint, state: isFailing ? "failing" : "passing", findings };
}
