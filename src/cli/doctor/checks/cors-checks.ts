import { type Answer, described, isSuccess } from "../backend-response.js";
import { foreignOrigin } from "../collect-responses.js";
import { type Check, needsSession } from "./check.js";
import { failed, failedBy, passed, skipped } from "./result.js";

const sameOrigin =
  "the page is of the same origin, as far as is known: give --origin or --page when it is not";

const listed = (answer: Answer, header: string): readonly string[] =>
  (answer.headers.get(header) ?? "").split(",").map((name) => name.trim().toLowerCase());

/** What a browser would miss in the answer to one preflight. */
function preflightFaults(answer: Answer, origin: string): string[] {
  const { of, headers } = answer;
  const allowed = listed(answer, "Access-Control-Allow-Headers");
  const needed = /submit$/.test(of)
    ? ["authorization", "idempotency-key"]
    : /customer$/.test(of)
      ? ["authorization"]
      : [];
  const credentials = headers.get("Access-Control-Allow-Credentials") === "true";
  return [
    ...(isSuccess(answer) ? [] : [described(answer)]),
    ...(headers.get("Access-Control-Allow-Origin") === origin
      ? []
      : [`${of} does not allow the page's origin`]),
    ...needed
      .filter((name) => !allowed.includes(name))
      .map((name) => `${of} does not allow ${name}`),
    ...(/session$/.test(of) && !credentials ? [`${of} does not allow credentials`] : []),
  ];
}

/** Pages of other origins: closed to all, open to the one that is named. */
export const corsChecks: readonly Check[] = [
  {
    id: "cors-closed",
    title: "A page of any other origin may not read answers",
    judge({ foreignRead, crossSite }) {
      const open = [foreignRead, ...crossSite].filter(({ headers }) =>
        ["*", foreignOrigin].includes(headers.get("Access-Control-Allow-Origin") ?? ""),
      );
      return failedBy(
        open.map(({ of }) => of),
        "Send Access-Control-Allow-Origin only to origins that you have listed by name, never `*` and never whatever Origin says.",
      );
    },
  },
  {
    id: "cors-preflight",
    title: "The page's origin is allowed, with the headers that the element sends",
    judge: ({ pageOrigin, preflights }) =>
      pageOrigin === undefined
        ? skipped(sameOrigin)
        : failedBy(
            preflights.flatMap((answer) => preflightFaults(answer, pageOrigin)),
            "Answer OPTIONS with Access-Control-Allow-Origin, Access-Control-Allow-Headers: Authorization, Idempotency-Key, Content-Type, and for /session Access-Control-Allow-Credentials: true.",
          ),
  },
  {
    id: "cors-exposed",
    title: "The page may read Date and Retry-After",
    judge({ pageOrigin, allowedRead }) {
      if (pageOrigin === undefined) return skipped(sameOrigin);
      if (!allowedRead) return skipped(needsSession);
      const exposed = listed(allowedRead, "Access-Control-Expose-Headers");
      const isAllowed = allowedRead.headers.get("Access-Control-Allow-Origin") === pageOrigin;
      return isAllowed && exposed.includes("date") && exposed.includes("retry-after")
        ? passed
        : failed(
            isAllowed ? "they are not exposed" : "the answer itself does not allow the origin",
            "Send Access-Control-Allow-Origin and Access-Control-Expose-Headers: Date, Retry-After with every answer to that origin.",
          );
    },
  },
];
