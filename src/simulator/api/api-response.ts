import type { Behaviour } from "../behaviour.js";
import type { Clock } from "../hand-clock.js";
import type { SeededIds } from "../seeded-ids.js";

/** A status and the JSON that goes with it. */
export interface ApiResponse {
  readonly status: number;
  readonly json: unknown;
}

/** One thing wrong with a request; `pointer` is a JSON pointer such as `/email`. */
export interface FieldError {
  readonly detail: string;
  readonly pointer: string;
}

/**
 * SpherePay's v2 problems: `{status, code?, detail, correlationId?, errors?}`. Codes and texts are
 * those of its samples (docs.staging.spherepay.co/api-reference/customer/get-id and
 * docs.spherepay.co/get-started/authentication).
 */
export interface ApiProblems {
  /** A missing or wrong key: the production pages say 403 without a code, the staging pages 401. */
  badKey(style: 401 | 403): ApiResponse;
  /** The 400 that every page shows, with the generic code of the samples. */
  invalid(): ApiResponse;
  notFound(): ApiResponse;
  /** Without `errors`, the body has no such member. */
  validationFailed(errors?: readonly FieldError[]): ApiResponse;
  idempotencyKeyRefused(detail: string): ApiResponse;
  /** A document, or any body, that is too large; no page shows the status. */
  tooLarge(): ApiResponse;
  /** 409; no page shows one. */
  conflict(): ApiResponse;
  /** 411 for an upload without a length. */
  lengthRequired(): ApiResponse;
}

/** What a problem says. */
interface ProblemMembers {
  readonly code?: string;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
}

/** Each problem has a new correlation id where the samples show one; `clock` is SpherePay's own. */
export function createApiProblems(
  ids: SeededIds,
  clock: Clock,
  behaviour: Readonly<Behaviour>,
): ApiProblems {
  const problem = (status: number, { errors, ...members }: ProblemMembers): ApiResponse => {
    const correlationId = ids.correlationId();
    const { problemBody, fieldErrorText, pointers } = behaviour;
    if (problemBody === "ts-error") {
      return { status, json: olderProblem(clock, members.detail, errors) };
    }
    const written = errors?.map(({ detail, pointer }) => ({
      [fieldErrorText]: detail,
      pointer: pointerBy[pointers](pointer),
    }));
    return {
      status,
      json: { status, ...members, ...(written && { errors: written }), correlationId },
    };
  };
  return {
    badKey(style) {
      if (style === 403) {
        return problem(403, { detail: "Forbidden resource" });
      }
      const detail = "Invalid or missing API key.";
      return { status: 401, json: { status: 401, code: "unauthorized", detail } };
    },
    invalid: () => problem(400, { code: "address/invalid", detail: "Invalid request parameters" }),
    notFound: () => problem(404, { code: "resource/not-found", detail: "Resource not found" }),
    validationFailed: (errors) =>
      problem(422, {
        code: "validation/failed",
        detail: "Validation failed",
        ...(errors === undefined ? {} : { errors }),
      }),
    tooLarge: () =>
      behaviour.tooLargeStatus === 400
        ? problem(400, { code: "address/invalid", detail: "Invalid request parameters" })
        : problem(behaviour.tooLargeStatus, {
            detail: "File too large",
            ...(behaviour.tooLargeStatus === 422 && {
              code: "validation/failed",
              errors: [{ detail: "file must be at most 15 MB", pointer: "/file" }],
            }),
          }),
    conflict: () => problem(409, { detail: "Conflict" }),
    lengthRequired: () => problem(411, { detail: "Length Required" }),
    // Status and code are a guess: the pages say only that reuse is an error before processing.
    idempotencyKeyRefused: (detail) => problem(400, { detail }),
  };
}

/** No page shows the pointer of a nested member; each way of writing it is a guess. */
const pointerBy: Readonly<Record<Behaviour["pointers"], (pointer: string) => string>> = {
  nested: (pointer) => pointer,
  flat: (pointer) => pointer.replace(/^.*(?=\/)/, ""),
  dotted: (pointer) => pointer.slice(1).replaceAll("/", "."),
  unknown: () => "/compliance/region",
};

/** The v2 problems until late 2025: `{ts, error}`, one text in `general` or a list for each member. */
function olderProblem(
  clock: Clock,
  detail: string,
  errors: readonly FieldError[] | undefined,
): object {
  const byMember = Object.fromEntries(
    (errors ?? []).map((error) => [error.pointer.split("/").at(-1), [error.detail]]),
  );
  return {
    ts: new Date(clock.now()).toISOString(),
    error: errors === undefined ? { general: detail } : byMember,
  };
}

/** The HTTP response. */
export function jsonResponse({ status, json }: ApiResponse): Response {
  return new Response(JSON.stringify(json), {
    status,
    headers: { "content-type": "application/json; charset=utf-8" },
  });
}
