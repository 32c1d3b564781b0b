import { defaultLinkHosts } from "sphere-kyc-onboarding/contract";
import { createSend } from "./backend-response.js";
import { type Check, type CheckResult, skipped } from "./checks/check.js";
import { corsChecks } from "./checks/cors-checks.js";
import { customerChecks } from "./checks/customer-checks.js";
import { documentChecks } from "./checks/document-checks.js";
import { eventChecks } from "./checks/event-checks.js";
import { mountChecks, nothingMounted } from "./checks/mount-checks.js";
import { pageChecks } from "./checks/page-checks.js";
import { responseChecks } from "./checks/response-checks.js";
import { sessionChecks, transportChecks } from "./checks/session-checks.js";
import { codeChecks, detailChecks, stepChecks } from "./checks/step-checks.js";
import { submitChecks } from "./checks/submit-checks.js";
import { tokenChecks } from "./checks/token-checks.js";
import { webhookChecks } from "./checks/webhook-checks.js";
import { collectResponses } from "./collect-responses.js";
import { isLinkHost } from "./link-hosts.js";
import { readNoResponse } from "./no-response.js";
import type { DoctorOptions } from "./options.js";
import type { Responses } from "./responses.js";

/** One check and its result. */
export type Finding = Pick<Check, "id" | "title"> & CheckResult;

/** What the doctor says about one backend. */
export interface Report {
  /** The endpoint that was checked. */
  readonly url: string;
  /**
   * `passing`: every check was made, and found nothing to fix. `incomplete`: nothing to fix in what was
   * checked, and some checks were skipped, so this is no pass. `unreachable`: at least one request got
   * no response; there are no findings then.
   */
  readonly state: "passing" | "failing" | "incomplete" | "unreachable";
  readonly findings: readonly Finding[];
  /** With `unreachable`: which request failed, and how. */
  readonly reason?: string;
  /** With `unreachable`: what to do about it. */
  readonly fix?: string;
}

/** Every check, in the order of the report. */
export const checks: readonly Check[] = [
  ...mountChecks,
  ...transportChecks,
  ...sessionChecks,
  ...tokenChecks,
  ...customerChecks,
  ...responseChecks,
  ...stepChecks,
  ...codeChecks,
  ...detailChecks,
  ...documentChecks,
  ...submitChecks,
  ...eventChecks,
  ...webhookChecks,
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
  // One slash at the end is kept: the element then sends every request with one.
  return parsed.origin + parsed.pathname.replace(/^\/$|(?<=\/)\/+$/, "");
}

const isOrigin = (text: string) => URL.canParse(text) && new URL(text).origin === text;

const isToken = (token: string) => /^[!-~]{16,4096}$/.test(token);

/** @throws TypeError that names the option which is wrong, never a token. */
function checkOptions(options: DoctorOptions): void {
  const { page, origin, token, webhookSecret, linkHosts = [] } = options;
  if (page !== undefined) endpointOf(page, '"page"');
  if (origin !== undefined && !isOrigin(origin)) {
    throw new TypeError('runDoctor: "origin" must be an origin, such as https://app.example.');
  }
  if (token !== undefined && !isToken(token)) {
    throw new TypeError(
      'runDoctor: "token" must be 16 to 4,096 visible ASCII characters, without "Bearer".',
    );
  }
  if (webhookSecret?.trim() === "") {
    throw new TypeError('runDoctor: "webhookSecret" must not be empty.');
  }
  if (!linkHosts.every(isLinkHost)) {
    throw new TypeError(
      "runDoctor: each of the link hosts must be a host name such as in.sumsub.com, or a loopback origin such as http://127.0.0.1:4180.",
    );
  }
}

/**
 * Checks a running backend against the wire: requests the routes under `url` (and the page, when one
 * is given) and nothing else, follows no redirect, submits no customer unless `submit` is true, and sends no
 * code, file or details unless `steps` is.
 * Sends `headers` only to `/session` and the page; the password of HTTP Basic among them to every route.
 * Opens up to two sessions.
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
  const findings = findingsOf(responses);
  return { url: endpoint, state: stateOf(findings), findings };
}

/** Where nothing is mounted, what else was found concerns something else. */
function findingsOf(responses: Responses): readonly Finding[] {
  const isMounted = mountChecks.every(({ validate }) => validate(responses).outcome === "passed");
  const independent = [...mountChecks, ...transportChecks, ...pageChecks];
  return checks.map((check) => {
    const { id, title, validate } = check;
    const isAsked = isMounted || independent.includes(check);
    return { id, title, ...(isAsked ? validate(responses) : skipped(nothingMounted)) };
  });
}

function stateOf(findings: readonly Finding[]): Report["state"] {
  const has = (outcome: Finding["outcome"]) => findings.some((each) => each.outcome === outcome);
  if (has("failed")) return "failing";
  return has("skipped") ? "incomplete" : "passing";
}
