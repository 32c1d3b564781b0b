import { problems } from "sphere-kyc-onboarding";
import { type Answer, codeOf, described, isRedirect, typeOf } from "./answer.js";
import type { Check } from "./check.js";
import { streamsOf } from "./event-checks.js";
import { type Exam, wireAnswers } from "./exam.js";
import { advised, failedBy, passed, type Verdict } from "./verdict.js";

const clockToleranceMs = 60_000;
const isProblem = ({ status }: Answer) => status >= 400;

const email = /[\w.+-]{1,64}@[\w-]+(\.[\w-]+)+/;
const phone = /(?<![\w.:-])\+[1-9]\d{7,14}\b/;
const keys = /\b(sk|pk|rk)_(live|test)_\w{4,}|\bsecret_[0-9a-f]{16,}|\bBearer [\w.-]{8,}/;

/** Members of a body that hold something secret by right: they are not searched. */
function searched({ json, text }: Answer): string {
  if (json === null || typeof json !== "object" || !("token" in json)) return text;
  return JSON.stringify({ ...json, token: "" });
}

const holding = (exam: Exam, pattern: RegExp, what: string): string[] =>
  wireAnswers(exam)
    .filter((answer) => pattern.test(searched(answer)))
    .map(({ of }) => `${of} holds what looks like ${what}`);

/** What is wrong with a problem body, in the doctor's words. */
function problemFaults(answer: Answer): string[] {
  const { json, status, of } = answer;
  if (json === null || typeof json !== "object") return [`${of}: ${status} without a JSON object`];
  const code = codeOf(answer);
  const known = Object.entries(problems).find(([name]) => name === code)?.[1].status;
  const expected = known ?? status;
  const fits = expected === status || (expected > 499 && status > 499) || status === 405;
  return [
    ...(Object(json).status === status ? [] : [`${of}: \`status\` is not ${status}`]),
    ...(code === undefined ? [`${of}: ${status} without a \`code\``] : []),
    ...(fits ? [] : [`${of}: ${code} belongs to ${expected}, not to ${status}`]),
  ];
}

function clock(exam: Exam): Verdict {
  const answer = exam.customer ?? exam.noToken;
  const told = answer.headers.get("Date");
  if (told === null) {
    return advised(
      "no Date header",
      "Send Date, or `expiresInSeconds` with every link: else nobody can tell that a link has expired.",
    );
  }
  const offMs = Math.abs(Date.parse(told) - answer.atMs);
  return failedBy(
    offMs <= clockToleranceMs ? [] : [`Date is off by ${Math.round(offMs / 1000)} s`],
    "Set the server's clock (NTP): with a wrong one links seem expired, or alive when they are dead.",
  );
}

/** The rules that hold for every answer. */
export const answerChecks: readonly Check[] = [
  {
    id: "redirects",
    title: "No answer is a redirect",
    judge: (exam) =>
      failedBy(
        wireAnswers(exam).filter(isRedirect).map(described),
        "Answer at the address that was asked: the element follows no redirect. Mind login pages, http to https, and trailing slashes.",
      ),
  },
  {
    id: "content-types",
    title: "A success is application/json, a problem application/problem+json",
    judge: (exam) =>
      failedBy(
        wireAnswers(exam)
          .filter((answer) => {
            if (isRedirect(answer) || answer.status === 202) return false;
            const expected = isProblem(answer) ? "application/problem+json" : "application/json";
            return typeOf(answer) !== expected;
          })
          .map(described),
        "Set the header Content-Type; whatever else comes is read as a failure of yours.",
      ),
  },
  {
    id: "no-store",
    title: "Every answer says Cache-Control: no-store",
    judge: (exam) =>
      failedBy(
        [...wireAnswers(exam), ...streamsOf(exam)]
          .filter(
            ({ headers }) => !/(^|,)\s*no-store\s*(,|$)/i.test(headers.get("Cache-Control") ?? ""),
          )
          .map(({ of, status }) => `${of}: ${status}`),
        "Send `Cache-Control: no-store` with every answer, problems too: what a cache keeps, somebody else may see.",
      ),
  },
  {
    id: "problem-bodies",
    title: "Every problem has a body with its status and a code that belongs to it",
    judge: (exam) =>
      failedBy(
        wireAnswers(exam).filter(isProblem).flatMap(problemFaults),
        'Answer {"status", "code", "title"?, "correlationId"?, "errors"?: [{"pointer"}]} (RFC 9457).',
      ),
  },
  {
    id: "upstream-key",
    title: "SpherePay accepts the host's key",
    judge: (exam) =>
      failedBy(
        wireAnswers(exam)
          .filter((answer) => codeOf(answer) === "host_misconfigured")
          .map(described),
        "Check the API key, the base URL and the secret; your log has the reference of the answer.",
      ),
  },
  {
    id: "personal-data",
    title: "No answer holds an e-mail address or a phone number",
    judge: (exam) =>
      failedBy(
        [...holding(exam, email, "an e-mail address"), ...holding(exam, phone, "a phone number")],
        "Copy the listed members by name. Leave out SpherePay's `detail` texts, or accept what they hold.",
      ),
  },
  {
    id: "secrets",
    title: "No answer holds an API key",
    judge: (exam) =>
      failedBy(
        holding(exam, keys, "a key"),
        "Revoke the key now, then look for the error text or header that carried it.",
      ),
  },
  { id: "clock", title: "The server's clock is right within a minute", judge: clock },
  {
    id: "cookies",
    title: "Answers to a token set no cookie",
    judge({ customer, noToken, unknownToken }) {
      const asked = [customer, noToken, unknownToken].filter((answer) => answer !== undefined);
      const setting = asked.filter(({ headers }) => headers.has("Set-Cookie"));
      return setting.length === 0
        ? passed
        : advised(
            setting.map(({ of }) => of).join("; "),
            "The routes with a token need no login session: take them out of that middleware.",
          );
    },
  },
];
