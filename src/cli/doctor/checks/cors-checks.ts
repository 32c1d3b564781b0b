import { type BackendResponse, described, isSuccess } from "../backend-response.js";
import { foreignOrigin, type Responses } from "../responses.js";
import {
  type Check,
  type CheckResult,
  failed,
  failedBy,
  needsSession,
  passed,
  skipped,
} from "./check.js";

/** Without another origin there is nothing to allow; whether there is one has to be said. */
const sameOrigin = ({ origin, page }: Responses["options"]): CheckResult =>
  origin === undefined && page === undefined
    ? skipped("where the page is was not said: give --page, or --origin")
    : passed;

const listed = (response: BackendResponse, header: string): readonly string[] =>
  (response.headers.get(header) ?? "").split(",").map((name) => name.trim().toLowerCase());

/** What a browser would miss in the response to one preflight. */
function preflightFaults(response: BackendResponse, origin: string): string[] {
  const { label, headers } = response;
  const allowed = listed(response, "Access-Control-Allow-Headers");
  const token = ["authorization", "sphere-kyc-session"];
  const needed = /session$/.test(label)
    ? []
    : /customer$/.test(label)
      ? token
      : [...token, "idempotency-key", ...(/submit$/.test(label) ? [] : ["content-type"])];
  const lacksPatch =
    /details$/.test(label) && !listed(response, "Access-Control-Allow-Methods").includes("patch");
  const credentials = headers.get("Access-Control-Allow-Credentials") === "true";
  return [
    ...(isSuccess(response) ? [] : [described(response)]),
    ...(headers.get("Access-Control-Allow-Origin") === origin
      ? []
      : [`${label} does not allow the page's origin`]),
    ...needed
      .filter((name) => !allowed.includes(name))
      .map((name) => `${label} does not allow ${name}`),
    ...(lacksPatch ? [`${label} does not allow the method PATCH`] : []),
    ...(/session$/.test(label) && !credentials ? [`${label} does not allow credentials`] : []),
  ];
}

/** Other origins: closed to all of them but the page's own. */
export const corsChecks: readonly Check[] = [
  {
    id: "cors-closed",
    title: "A page of any other origin cannot read responses",
    validate({ foreignRead, crossSite }) {
      const open = [foreignRead, ...crossSite].filter(({ headers }) =>
        ["*", foreignOrigin].includes(headers.get("Access-Control-Allow-Origin") ?? ""),
      );
      return failedBy(
        open.map(({ label }) => label),
        "Send Access-Control-Allow-Origin only to origins that you have listed by name, never `*`, and never a copy of the Origin header.",
      );
    },
  },
  {
    id: "cors-preflight",
    title: "The page's origin is allowed, with the headers that the element sends",
    validate: ({ pageOrigin, preflights, options }) =>
      pageOrigin === undefined
        ? sameOrigin(options)
        : failedBy(
            preflights.flatMap((response) => preflightFaults(response, pageOrigin)),
            "Respond to OPTIONS with Access-Control-Allow-Origin, Access-Control-Allow-Headers: Authorization, Sphere-Kyc-Session, Idempotency-Key, Content-Type, for /session Access-Control-Allow-Credentials: true, and for /details Access-Control-Allow-Methods: PATCH.",
          ),
  },
  {
    id: "cors-exposed",
    title: "The page may read Date and Retry-After",
    validate({ pageOrigin, allowedRead, options }) {
      if (pageOrigin === undefined) return sameOrigin(options);
      if (!allowedRead) return skipped(needsSession);
      const exposed = listed(allowedRead, "Access-Control-Expose-Headers");
      const isAllowed = allowedRead.headers.get("Access-Control-Allow-Origin") === pageOrigin;
      return isAllowed && exposed.includes("date") && exposed.includes("retry-after")
        ? passed
        : failed(
            isAllowed ? "they are not exposed" : "the response itself does not allow the origin",
            "Send Access-Control-Allow-Origin and Access-Control-Expose-Headers: Date, Retry-After with every response to that origin.",
          );
    },
  },
];
