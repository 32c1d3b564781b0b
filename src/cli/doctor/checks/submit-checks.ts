import { providerLink, readLink } from "sphere-kyc-onboarding";
import { type Answer, codeOf, described, isSuccess } from "../backend-response.js";
import type { Exam } from "../collect-responses.js";
import { type Check, needsSession } from "./check.js";
import { advised, failed, failedBy, passed, skipped, type Verdict } from "./result.js";
import { unreadable } from "./session-checks.js";

/** Why a check of `/submit` was skipped. */
const needsSubmit =
  "it would submit the customer for real: give --submit with a test customer who may be submitted";

/** What SpherePay may say to a customer's press, whatever the host does. */
const refusals = [409, 422, 429];

const upstreamMend =
  "Your backend got nothing from SpherePay that it could use: look at its log. A link to a host that it does not allow ends so, too.";

const noSuccess = ({ status }: Answer) =>
  skipped(
    refusals.includes(status)
      ? `POST /submit was refused (${status}): give a test customer who may be submitted`
      : `POST /submit did not succeed (${status})`,
  );

const submitted = (
  judge: (first: Answer, again: Answer, exam: Exam) => Verdict,
): Check["judge"] => {
  return (exam) => {
    const [first, again] = exam.submits;
    if (!first || !again) return skipped(exam.options.submit ? needsSession : needsSubmit);
    return judge(first, again, exam);
  };
};

const linked = (judge: (link: Answer, exam: Exam) => Verdict): Check["judge"] =>
  submitted((first, _, exam) =>
    first.status === 201
      ? judge(first, exam)
      : isSuccess(first)
        ? skipped(`POST /submit brought no link (${first.status})`)
        : noSuccess(first),
  );

/** Whether two answers are the same to a customer: seconds that are left may differ. */
function isSame(first: Answer, again: Answer): boolean {
  const { url, link, expiresAt } = Object(first.json);
  const second = Object(again.json);
  return (
    first.status === again.status &&
    url === second.url &&
    link === second.link &&
    expiresAt === second.expiresAt
  );
}

function lifetime(answer: Answer): Verdict {
  const { expiresAt, expiresInSeconds } = Object(answer.json);
  const mend =
    "Pass SpherePay's `expiresAt` on, and add `expiresInSeconds`, counted from your answer; never replay a link that has expired.";
  const date = answer.headers.get("Date");
  const nowMs = date === null ? answer.atMs : Date.parse(date);
  if (typeof expiresInSeconds === "number") {
    return expiresInSeconds > 0 ? passed : failed("the link arrived expired", mend);
  }
  if (!(Date.parse(expiresAt) > nowMs)) return failed("the link arrived expired", mend);
  return date === null ? advised("neither expiresInSeconds nor Date", mend) : passed;
}

/** What `POST /submit` does. Nothing here is examined without `--submit`. */
export const submitChecks: readonly Check[] = [
  {
    id: "submit-key",
    title: "POST /submit without an Idempotency-Key: 400 bad_request",
    judge({ noKey, options }) {
      if (!noKey) return skipped(options.submit ? needsSession : needsSubmit);
      return noKey.status === 400 && codeOf(noKey) === "bad_request"
        ? passed
        : failed(
            described(noKey),
            "Ask for the key before anything else: without it a repeated press submits twice.",
          );
    },
  },
  {
    id: "submit-answer",
    title: "POST /submit answers 201 with a link, 202, or 409, 422 or 429",
    judge: submitted((first) => {
      if (first.status === 202 || refusals.includes(first.status)) return passed;
      const mend =
        "Answer 201 {url, expiresAt, expiresInSeconds?}, or 202 when there is nothing to visit.";
      if (first.status > 499) return failed(described(first), upstreamMend);
      if (first.status !== 201) return failed(described(first), mend);
      try {
        return readLink(first.json).expiresAt ? passed : failed("expiresAt is missing", mend);
      } catch (error) {
        return failed(unreadable(error), mend);
      }
    }),
  },
  {
    id: "submit-idempotent",
    title: "The same key brings the same answer",
    judge: submitted((first, again) => {
      if (!isSuccess(first)) return noSuccess(first);
      return isSame(first, again)
        ? passed
        : failed(
            first.status === again.status ? "another link" : described(again),
            "Keep the success of a key for ten minutes, for the token's customer, and answer it again. Do not send the key on to SpherePay.",
          );
    }),
  },
  {
    id: "submit-in-flight",
    title: "The same key at the same moment: 409 in_flight, or the same answer",
    judge: submitted((first, _, { rivalSubmit }) => {
      if (!rivalSubmit) return skipped(needsSubmit);
      const isBusy = (answer: Answer) => answer.status === 409 && codeOf(answer) === "in_flight";
      if (isBusy(first)) {
        return failed("nobody works on the press", "Free the key when its request has ended.");
      }
      if (isBusy(rivalSubmit)) return passed;
      if (!isSuccess(first)) return noSuccess(first);
      return isSame(first, rivalSubmit)
        ? passed
        : failed(
            isSuccess(rivalSubmit) ? "two links for one press" : described(rivalSubmit),
            'Claim the key, in one step, before you ask SpherePay, and answer 409 {"status": 409, "code": "in_flight"} until it is answered: a retry that overtakes its first try submits twice otherwise.',
          );
    }),
  },
  {
    id: "link-hosts",
    title: "The link leads to a host that the element opens",
    judge: linked(({ json }, { linkHosts }) => {
      const { url, link } = Object(json);
      return failedBy(
        providerLink(url ?? link, linkHosts) ? [] : ["an address that the element refuses"],
        `The element opens https: on exactly these hosts: ${linkHosts.join(", ")}. For another, set its link-hosts, and --link-host here.`,
      );
    }),
  },
  {
    id: "link-lifetime",
    title: "The link is alive when it arrives",
    judge: linked(lifetime),
  },
];
