import { type BackendResponse, codeOf, described, isSuccess } from "../backend-response.js";
import {
  type Check,
  type CheckResult,
  failed,
  failedBy,
  needsSession,
  passed,
  skipped,
} from "./check.js";

function refusesToken(
  responses: readonly (BackendResponse | undefined)[],
  extra: string,
): CheckResult {
  const sent = responses.filter((response) => response !== undefined);
  const wrong = sent.filter(
    (response) => response.status !== 401 || codeOf(response) !== "session_invalid",
  );
  return failedBy(
    wrong.map(described),
    `Return 401 with {"status": 401, "code": "session_invalid"}: the element then renews its session once.${extra}`,
  );
}

/** What the session token gives access to. */
export const tokenChecks: readonly Check[] = [
  {
    id: "token-missing",
    title: "Without a token: 401 session_invalid",
    validate: ({ noToken }) => refusesToken([noToken], " A cookie must not be enough here."),
  },
  {
    id: "token-unknown",
    title: "With an unknown token: 401 session_invalid",
    validate: ({ unknownToken, unknownTokenSubmit, unknownHeader }) =>
      refusesToken([unknownToken, unknownTokenSubmit, unknownHeader], ""),
  },
  {
    id: "token-altered",
    title: "With one letter of the token changed: 401 session_invalid",
    validate: ({ alteredToken }) =>
      alteredToken
        ? refusesToken([alteredToken], " Verify the signature over the whole token.")
        : skipped(needsSession),
  },
  {
    id: "session-header",
    title: "The token may also travel in the header Sphere-Kyc-Session",
    validate({ customer, headerRead }) {
      if (!customer || !headerRead || !isSuccess(customer)) return skipped(needsSession);
      const isSame = Object(headerRead.json).id === Object(customer.json).id;
      return isSuccess(headerRead) && isSame
        ? passed
        : failed(
            described(headerRead),
            "Take the token from `Sphere-Kyc-Session: TOKEN` as well as from `Authorization: Bearer TOKEN`: HTTP Basic in front of a staging site needs `Authorization` for itself.",
          );
    },
  },
  {
    id: "token-decides",
    title: "The token alone decides which customer is meant",
    validate({ customer, otherCustomer }) {
      if (!customer || !otherCustomer || !isSuccess(customer)) return skipped(needsSession);
      const isSame = Object(otherCustomer.json).id === Object(customer.json).id;
      return isSame || !isSuccess(otherCustomer)
        ? passed
        : failed(
            "another id in the query or in a header changed the response",
            "Take the customer id from the verified token and from nothing else.",
          );
    },
  },
  {
    id: "query-ignored",
    title: "GET /customer ignores a query",
    validate({ customer, freshRead }) {
      if (!customer || !freshRead || !isSuccess(customer)) return skipped(needsSession);
      return isSuccess(freshRead)
        ? passed
        : failed(
            described(freshRead),
            "Compare the path without its query: the element asks for `/customer?fresh=...` where a cache may have kept an answer.",
          );
    },
  },
  {
    id: "unknown-requirement",
    title: "POST /links of an unknown name: 404",
    validate({ unknownRequirement }) {
      if (!unknownRequirement) return skipped(needsSession);
      return unknownRequirement.status === 404
        ? passed
        : failed(
            described(unknownRequirement),
            "Return 404 no_such_requirement for every name that `actions` does not list as `link`.",
          );
    },
  },
  {
    id: "unknown-path",
    title: "An unknown path returns no success",
    validate: ({ unknownPath }) =>
      isSuccess(unknownPath)
        ? failed(
            described(unknownPath),
            "Return 404 for unknown paths under the endpoint; a page for every path hides a wrong `endpoint`.",
          )
        : passed,
  },
];
