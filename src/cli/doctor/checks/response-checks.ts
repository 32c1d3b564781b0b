import { problems } from "sphere-kyc-onboarding/contract";
import {
  type BackendResponse,
  codeOf,
  described,
  isRedirect,
  typeOf,
} from "../backend-response.js";
import { redirectFix } from "../redirects.js";
import { type Responses, wireResponses } from "../responses.js";
import { advised, type Check, type CheckResult, failedBy, passed } from "./check.js";
import { streamsOf } from "./event-checks.js";

const clockToleranceMs = 60_000;
const isProblem = ({ status }: BackendResponse) => status >= 400;

const email = /[\w.+-]{1,64}@[\w-]+(\.[\w-]+)+/;
const phone = /(?<![\w.:-])\+[1-9]\d{7,14}\b/;
const keys = /\b(sk|pk|rk)_(live|test)_\w{4,}|\bsecret_[0-9a-f]{16,}|\bBearer [\w.-]{8,}/;

/**
 * The text to search, without the escapes of JSON: some languages write a dot of a mask as `\\u2022`, and
 * so could a key be written. A session's token is a secret that belongs there.
 */
function searched({ json, text }: BackendResponse): string {
  if (json === null || typeof json !== "object") return text;
  return JSON.stringify("token" in json ? { ...json, token: "" } : json);
}

const holding = (responses: Responses, pattern: RegExp, what: string): string[] =>
  wireResponses(responses)
    .filter((response) => pattern.test(searched(response)))
    .map(({ label }) => `${label} contains what looks like ${what}`);

/** What is wrong with a problem body, in the doctor's words. */
function problemFaults(response: BackendResponse): string[] {
  const { json, status, label } = response;
  if (json === null || typeof json !== "object")
    return [`${label}: ${status} without a JSON object`];
  const code = codeOf(response);
  const known = Object.entries(problems).find(([name]) => name === code)?.[1].status;
  const expected = known ?? status;
  const fits = expected === status || (expected > 499 && status > 499) || status === 405;
  return [
    ...(Object(json).status === status ? [] : [`${label}: \`status\` is not ${status}`]),
    ...(code === undefined ? [`${label}: ${status} without a \`code\``] : []),
    ...(fits ? [] : [`${label}: ${code} belongs to ${expected}, not to ${status}`]),
  ];
}

const listOf = ({ headers }: BackendResponse, name: string): readonly string[] =>
  (headers.get(name) ?? "").split(",").map((each) => each.trim().toLowerCase());

/** Responses of the routes that a token authorises. */
const tokenResponses = ({ customer, noToken, unknownToken }: Responses) =>
  [customer, noToken, unknownToken].filter((response) => response !== undefined);

function caching(responses: Responses): CheckResult {
  const all = [...wireResponses(responses), ...streamsOf(responses)];
  const without = (directive: string) =>
    all.filter((response) => !listOf(response, "Cache-Control").includes(directive));
  const stored = without("no-store");
  const transformed = without("no-transform");
  if (stored.length === 0 && transformed.length > 0) {
    return advised(
      transformed.map(({ label, status }) => `${label}: ${status} without no-transform`).join("; "),
      "Send `Cache-Control: no-store, no-transform`: a middleware or proxy that compresses may hold an event stream back for ever.",
    );
  }
  return failedBy(
    stored.map(({ label, status }) => `${label}: ${status}`),
    "Send `Cache-Control: no-store, no-transform` with every response, problems too: somebody else may see what a cache keeps.",
  );
}

function clock(responses: Responses): CheckResult {
  const response = responses.customer ?? responses.noToken;
  const date = response.headers.get("Date");
  if (date === null) {
    return advised(
      "no Date header",
      "Send Date, or `expiresInSeconds` with every link: the element needs one of them to know that a link has expired.",
    );
  }
  const offMs = Math.abs(Date.parse(date) - response.atMs);
  return failedBy(
    offMs <= clockToleranceMs ? [] : [`Date is off by ${Math.round(offMs / 1000)} s`],
    "Set the server's clock (NTP): with a wrong clock, links look expired too early or too late.",
  );
}

/** The rules that hold for every response. */
export const responseChecks: readonly Check[] = [
  {
    id: "redirects",
    title: "No response is a redirect",
    validate(responses) {
      const redirects = wireResponses(responses).filter(isRedirect);
      return failedBy(redirects.map(described), redirectFix(redirects, responses.endpoint));
    },
  },
  {
    id: "content-types",
    title: "A success is application/json, a problem application/problem+json",
    validate: (responses) =>
      failedBy(
        wireResponses(responses)
          .filter((response) => {
            if (isRedirect(response) || [202, 204].includes(response.status)) return false;
            const expected = isProblem(response) ? "application/problem+json" : "application/json";
            return typeOf(response) !== expected;
          })
          .map(described),
        "Set the header Content-Type; the element treats any other type as a failure of the backend.",
      ),
  },
  {
    id: "no-store",
    title: "Every response says Cache-Control: no-store, no-transform",
    validate: caching,
  },
  {
    id: "vary",
    title: "Responses to a token say Vary: Authorization, Sphere-Kyc-Session",
    validate: (responses) =>
      failedBy(
        [...tokenResponses(responses), ...streamsOf(responses)].flatMap((response) => {
          const names = listOf(response, "Vary");
          const missing = ["authorization", "sphere-kyc-session"].filter(
            (name) => !names.includes(name) && !names.includes("*"),
          );
          return missing.length > 0 ? [`${response.label}: without ${missing.join(", ")}`] : [];
        }),
        "Send `Vary: Authorization, Sphere-Kyc-Session` with every response of a route that takes a token: a service worker or proxy that keeps answers by their address otherwise gives one person's to the next.",
      ),
  },
  {
    id: "problem-bodies",
    title: "Every problem has a body with its status and a code that belongs to it",
    validate: (responses) =>
      failedBy(
        wireResponses(responses).filter(isProblem).flatMap(problemFaults),
        'Return {"status", "code", "title"?, "correlationId"?, "errors"?: [{"pointer"}]} (RFC 9457).',
      ),
  },
  {
    id: "upstream-key",
    title: "SpherePay accepts the host's key",
    validate: (responses) =>
      failedBy(
        wireResponses(responses)
          .filter((response) => codeOf(response) === "host_misconfigured")
          .map(described),
        "Check the API key, the base URL and the secret; your log has the reference of the response.",
      ),
  },
  {
    id: "personal-data",
    title: "No response contains an e-mail address or a phone number",
    validate: (responses) =>
      failedBy(
        [
          ...holding(responses, email, "an e-mail address"),
          ...holding(responses, phone, "a phone number"),
        ],
        "Copy the listed members by name. Leave out SpherePay's `detail` texts, or accept what they contain.",
      ),
  },
  {
    id: "secrets",
    title: "No response contains an API key",
    validate: (responses) =>
      failedBy(
        holding(responses, keys, "a key"),
        "Revoke the key now, then look for the error text or header that contained it.",
      ),
  },
  { id: "clock", title: "The server's clock is right within a minute", validate: clock },
  {
    id: "cookies",
    title: "Responses to a token set no cookie",
    validate(responses) {
      const setting = tokenResponses(responses).filter(({ headers }) => headers.has("Set-Cookie"));
      return setting.length === 0
        ? passed
        : advised(
            setting.map(({ label }) => label).join("; "),
            "The routes with a token need no login session: take them out of that middleware.",
          );
    },
  },
];
