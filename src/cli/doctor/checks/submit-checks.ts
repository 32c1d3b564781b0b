import { readLink } from "sphere-kyc-onboarding/contract";
import { type BackendResponse, codeOf, described, isSuccess } from "../backend-response.js";
import { opensLink } from "../link-hosts.js";
import type { Responses } from "../responses.js";
import {
  advised,
  type Check,
  type CheckResult,
  failed,
  failedBy,
  needsSession,
  passed,
  skipped,
} from "./check.js";
import { unreadable } from "./session-checks.js";

/** Why a check of `/submit` was skipped. */
const needsSubmit =
  "it would submit the customer for real: give --submit with a test customer who may be submitted";

/** How SpherePay may refuse a submit, whatever the host does. */
const refusals = [409, 422, 429];

const upstreamFix =
  "Your backend got no usable response from SpherePay: look at its log. A link to a host that it does not allow also ends this way.";

const noSuccess = ({ status }: BackendResponse) =>
  skipped(
    refusals.includes(status)
      ? `POST /submit was refused (${status}): give a test customer who may be submitted`
      : `POST /submit did not succeed (${status})`,
  );

const submitted = (
  validate: (first: BackendResponse, again: BackendResponse, responses: Responses) => CheckResult,
): Check["validate"] => {
  return (responses) => {
    const [first, again] = responses.submits;
    if (!first || !again) return skipped(responses.options.submit ? needsSession : needsSubmit);
    return validate(first, again, responses);
  };
};

const linked = (
  validate: (link: BackendResponse, responses: Responses) => CheckResult,
): Check["validate"] =>
  submitted((first, _, responses) =>
    first.status === 201
      ? validate(first, responses)
      : isSuccess(first)
        ? passed
        : noSuccess(first),
  );

/** Whether two responses are the same to a customer; the remaining seconds may differ. */
function isSame(first: BackendResponse, again: BackendResponse): boolean {
  const { url, link, expiresAt } = Object(first.json);
  const second = Object(again.json);
  return (
    first.status === again.status &&
    url === second.url &&
    link === second.link &&
    expiresAt === second.expiresAt
  );
}

function lifetime(response: BackendResponse): CheckResult {
  const { expiresAt, expiresInSeconds } = Object(response.json);
  const fix =
    "Pass SpherePay's `expiresAt` on, and add `expiresInSeconds`, counted from your response; never replay a link that has expired.";
  const date = response.headers.get("Date");
  const nowMs = date === null ? response.atMs : Date.parse(date);
  if (typeof expiresInSeconds === "number") {
    return expiresInSeconds > 0 ? passed : failed("the link arrived expired", fix);
  }
  if (!(Date.parse(expiresAt) > nowMs)) return failed("the link arrived expired", fix);
  return date === null ? advised("neither expiresInSeconds nor Date", fix) : passed;
}

/** What `POST /submit` does. Nothing here is checked without `--submit`. */
export const submitChecks: readonly Check[] = [
  {
    id: "submit-key",
    title: "POST /submit without an Idempotency-Key: 400 bad_request",
    validate({ noKey, options }) {
      if (!noKey) return skipped(options.submit ? needsSession : needsSubmit);
      return noKey.status === 400 && codeOf(noKey) === "bad_request"
        ? passed
        : failed(
            described(noKey),
            "Require the key before anything else: without it a repeated request submits twice.",
          );
    },
  },
  {
    id: "submit-response",
    title: "POST /submit returns 201 with a link, 202, or 409, 422 or 429",
    validate: submitted((first) => {
      if (first.status === 202 || refusals.includes(first.status)) return passed;
      const fix =
        "Return 201 {url, expiresAt, expiresInSeconds?}, or 202 when there is nothing to visit.";
      if (first.status > 499) return failed(described(first), upstreamFix);
      if (first.status !== 201) return failed(described(first), fix);
      try {
        return readLink(first.json).expiresAt ? passed : failed("expiresAt is missing", fix);
      } catch (error) {
        return failed(unreadable(error), fix);
      }
    }),
  },
  {
    id: "submit-idempotent",
    title: "The same key returns the same response",
    validate: submitted((first, again) => {
      if (!isSuccess(first)) return noSuccess(first);
      return isSame(first, again)
        ? passed
        : failed(
            first.status === again.status ? "another link" : described(again),
            "Keep the success of a key for ten minutes, for the token's customer, and return it again. Do not send the key on to SpherePay.",
          );
    }),
  },
  {
    id: "submit-in-flight",
    title: "The same key at the same moment: 409 in_flight, or the same response",
    validate: submitted((first, _, { rivalSubmit }) => {
      if (!rivalSubmit) return skipped(needsSubmit);
      const isBusy = (response: BackendResponse) =>
        response.status === 409 && codeOf(response) === "in_flight";
      if (isBusy(first)) {
        return failed("both requests are in flight", "Free the key when its request has ended.");
      }
      if (isBusy(rivalSubmit)) return passed;
      if (!isSuccess(first)) return noSuccess(first);
      return isSame(first, rivalSubmit)
        ? passed
        : failed(
            isSuccess(rivalSubmit) ? "two links for one key" : described(rivalSubmit),
            'Claim the key, in one step, before you call SpherePay, and return 409 {"status": 409, "code": "in_flight"} until the call has ended: otherwise a retry that overtakes the first request submits twice.',
          );
    }),
  },
  {
    id: "link-hosts",
    title: "The link leads to a host that the element opens",
    validate: linked(({ json }, responses) => {
      const { url, link } = Object(json);
      return failedBy(
        opensLink(url ?? link, responses) ? [] : ["an address that the element refuses"],
        `The element opens https: on exactly these hosts: ${responses.linkHosts.join(", ")}. For another, set its link-hosts, and --link-host here.`,
      );
    }),
  },
  {
    id: "link-lifetime",
    title: "The link is still valid when it arrives",
    validate: linked(lifetime),
  },
];
