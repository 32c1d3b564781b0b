import { type Answer, codeOf, described, isSuccess } from "../backend-response.js";
import { type Check, needsSession } from "./check.js";
import { failed, failedBy, passed, skipped, type Verdict } from "./result.js";

function refusesToken(answers: readonly (Answer | undefined)[], extra: string): Verdict {
  const asked = answers.filter((answer) => answer !== undefined);
  const wrong = asked.filter(
    (answer) => answer.status !== 401 || codeOf(answer) !== "session_invalid",
  );
  return failedBy(
    wrong.map(described),
    `Answer 401 with {"status": 401, "code": "session_invalid"}: the element then renews its session once.${extra}`,
  );
}

/** What the session token opens, and what it does not. */
export const tokenChecks: readonly Check[] = [
  {
    id: "token-missing",
    title: "Without a token: 401 session_invalid",
    judge: ({ noToken }) => refusesToken([noToken], " A cookie must not be enough here."),
  },
  {
    id: "token-unknown",
    title: "With an unknown token: 401 session_invalid",
    judge: ({ unknownToken, unknownTokenSubmit }) =>
      refusesToken([unknownToken, unknownTokenSubmit], ""),
  },
  {
    id: "token-altered",
    title: "With a token of which one letter was changed: 401 session_invalid",
    judge: ({ alteredToken }) =>
      alteredToken
        ? refusesToken([alteredToken], " Verify the signature over the whole token.")
        : skipped(needsSession),
  },
  {
    id: "token-decides",
    title: "The token alone says which customer is meant",
    judge({ customer, otherCustomer }) {
      if (!customer || !otherCustomer || !isSuccess(customer)) return skipped(needsSession);
      const isSame = Object(otherCustomer.json).id === Object(customer.json).id;
      return isSame || !isSuccess(otherCustomer)
        ? passed
        : failed(
            "another id in the query or in a header changed the answer",
            "Take the customer id from the verified token and from nothing else.",
          );
    },
  },
  {
    id: "unknown-requirement",
    title: "POST /links of an unknown name: 404",
    judge({ unknownRequirement }) {
      if (!unknownRequirement) return skipped(needsSession);
      return unknownRequirement.status === 404
        ? passed
        : failed(
            described(unknownRequirement),
            "Answer 404 no_such_requirement for every name that `actions` does not give as `link`.",
          );
    },
  },
  {
    id: "unknown-path",
    title: "An unknown path is no success",
    judge: ({ unknownPath }) =>
      isSuccess(unknownPath)
        ? failed(
            described(unknownPath),
            "Answer 404 under the endpoint; a page that answers everything hides a wrong `endpoint`.",
          )
        : passed,
  },
];
