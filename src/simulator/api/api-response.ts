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
}

/** Each problem has a new correlation id where the samples show one. */
export function createApiProblems(ids: SeededIds): ApiProblems {
  const problem = (status: number, members: Record<string, unknown>): ApiResponse => ({
    status,
    json: { status, ...members, correlationId: ids.correlationId() },
  });
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
    // Status and code are a guess: the pages say only that reuse is an error before processing.
    idempotencyKeyRefused: (detail) => problem(400, { detail }),
  };
}

/** The HTTP response. */
export function jsonResponse({ status, json }: ApiResponse): Response {
  return new Response(JSON.stringify(json), {
    status,
    headers: { "content-type": "application/json; charset=utf-8" },
  });
}
