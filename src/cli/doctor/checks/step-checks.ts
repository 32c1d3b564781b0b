import { type BackendResponse, codeOf, described, isSuccess } from "../backend-response.js";
import type { OfferedSteps, StepResponses } from "../collect-steps.js";
import type { Responses } from "../responses.js";
import {
  type Check,
  type CheckResult,
  failed,
  failedBy,
  needsSession,
  passed,
  skipped,
} from "./check.js";

const needsSteps =
  "it would send a code, a file or details for real: give --steps with a test customer whose steps are to do";

const kinds = { code: "code", fields: "details", document: "document" } as const;

/**
 * Runs where the customer is offered a step of this kind. Without the option, a backend that offers none
 * to this customer is as good; with it, the customer is the wrong one.
 */
export function offered<T>(
  kind: keyof OfferedSteps,
  of: (steps: StepResponses) => T | undefined,
  validate: (found: T, steps: StepResponses) => CheckResult,
): Check["validate"] {
  return ({ steps, options }) => {
    if (!steps) return skipped(needsSession);
    if (steps.offered[kind] === undefined) {
      if (options.steps !== true) return passed;
      return skipped(`the customer is asked for no ${kinds[kind]}: give one who is`);
    }
    const found = of(steps);
    return found === undefined ? skipped(needsSteps) : validate(found, steps);
  };
}

/** Whether it is this refusal. */
export const isRefusal = (response: BackendResponse, status: number, code: string): boolean =>
  response.status === status && codeOf(response) === code;

const isLimited = (response: BackendResponse) => isRefusal(response, 429, "rate_limited");

/** Runs where any step is offered, or passes. */
const anyOffered = (
  of: (steps: StepResponses) => readonly BackendResponse[],
  validate: (found: readonly BackendResponse[]) => CheckResult,
): Check["validate"] => {
  return ({ steps }: Responses) => {
    if (!steps) return skipped(needsSession);
    return validate(of(steps));
  };
};

/** What holds for the routes of all steps. */
export const stepChecks: readonly Check[] = [
  {
    id: "step-token",
    title: "The routes of steps that are offered refuse an unknown token: 401 session_invalid",
    validate: anyOffered(
      ({ unknownToken }) => unknownToken,
      (found) =>
        failedBy(
          found.filter((each) => !isRefusal(each, 401, "session_invalid")).map(described),
          "Verify the token before anything else, also before the body is read.",
        ),
    ),
  },
  {
    id: "step-requirement",
    title: "Codes and documents of an unknown name: 404 no_such_requirement",
    validate: anyOffered(
      ({ unknownNames }) => unknownNames,
      (found) =>
        failedBy(
          found.filter((each) => !isRefusal(each, 404, "no_such_requirement")).map(described),
          "Return 404 no_such_requirement for every name that `actions` does not list with this kind.",
        ),
    ),
  },
];

const needsSent = ({ status }: BackendResponse) =>
  skipped(`no code was sent (${status}): wait until the customer may get another one`);

type Codes = NonNullable<StepResponses["codes"]>;
const codes = (validate: (found: Codes) => CheckResult) =>
  offered("code", (steps) => steps.codes, validate);

function sentCode({ sent, noKey }: Codes): CheckResult {
  const fix =
    "Return 201 {expiresAt?, expiresInSeconds?, resendAfterSeconds, to?} when SpherePay has sent the code.";
  if (isLimited(sent))
    return isSuccess(noKey) ? skipped("the code went out without a key") : needsSent(sent);
  if (sent.status !== 201) return failed(described(sent), fix);
  const { resendAfterSeconds } = Object(sent.json);
  return typeof resendAfterSeconds === "number" && resendAfterSeconds >= 0
    ? passed
    : failed("resendAfterSeconds is missing", fix);
}

/** Codes by email and by phone. */
export const codeChecks: readonly Check[] = [
  {
    id: "code-key",
    title: "A code without an Idempotency-Key: 400 bad_request, where codes are offered",
    validate: codes(({ noKey }) =>
      isRefusal(noKey, 400, "bad_request")
        ? passed
        : failed(
            described(noKey),
            "Require the key before anything else: without it a repeated request sends a second message.",
          ),
    ),
  },
  {
    id: "code-sent",
    title: "POST /codes returns 201, and says when another code may be sent",
    validate: codes(sentCode),
  },
  {
    id: "code-repeated",
    title: "The same key returns the same response, and sends no second code",
    validate: codes(({ sent, repeated }) => {
      if (!isSuccess(sent)) return needsSent(sent);
      const { expiresAt } = Object(sent.json);
      return repeated.status === 201 && Object(repeated.json).expiresAt === expiresAt
        ? passed
        : failed(
            isSuccess(repeated) ? "another code" : described(repeated),
            "Keep the success of a key for ten minutes, for the token's customer, and return it again.",
          );
    }),
  },
  {
    id: "code-again",
    title: "Another code at once: 429 rate_limited with Retry-After",
    validate: codes(({ sent, another }) => {
      if (!isSuccess(sent)) return needsSent(sent);
      if (!isLimited(another)) {
        return failed(
          described(another),
          "SpherePay states no limit, and messages cost money: count at the host, 60 seconds between two codes and five an hour for each customer and name.",
        );
      }
      return another.headers.get("Retry-After")
        ? passed
        : failed("429 without Retry-After", "Say with Retry-After when another code may be sent.");
    }),
  },
  {
    id: "code-wrong",
    title: "A wrong code: 422 code_refused, or 410 code_expired after its end",
    validate: codes(({ wrong }) => {
      if (isRefusal(wrong, 422, "code_refused") || isRefusal(wrong, 410, "code_expired")) {
        return passed;
      }
      return isLimited(wrong)
        ? skipped("the tries of this code are used up: wait until another one may be sent")
        : failed(
            described(wrong),
            "SpherePay does not document how it refuses a code: take any 400 or 422 of it for a refusal, and read the customer before you say so.",
          );
    }),
  },
];

const pointersOf = ({ json }: BackendResponse): readonly unknown[] => {
  const { errors } = Object(json);
  return Array.isArray(errors) ? errors.map((each) => Object(each).pointer) : [];
};

/** Address and tax number. */
export const detailChecks: readonly Check[] = [
  {
    id: "details-empty",
    title: "PATCH /details without details: 400 bad_request, where fields are offered",
    validate: offered(
      "fields",
      ({ details }) => details,
      ({ empty }) =>
        isRefusal(empty, 400, "bad_request") || isRefusal(empty, 422, "details_refused")
          ? passed
          : failed(described(empty), "Refuse a body with neither `address` nor `tax`."),
    ),
  },
  {
    id: "details-refused",
    title: "A wrong country: 422 details_refused, which points at the field",
    validate: offered(
      "fields",
      ({ details }) => details,
      ({ refused }) => {
        if (!isRefusal(refused, 422, "details_refused")) {
          return failed(
            described(refused),
            "Return 422 details_refused for what SpherePay refuses, 409 details_locked once it takes no change.",
          );
        }
        return pointersOf(refused).includes("/address/country")
          ? passed
          : failed(
              "no pointer to /address/country",
              'Name the fields in `errors`: [{"pointer": "/address/country"}]. The customer then sees what to correct.',
            );
      },
    ),
  },
];
