/**
 * Owns: reading a problem answer (RFC 9457), and what a status means when its code is unknown.
 * Does not own: the codes (`problem.ts`).
 */
import * as z from "zod/mini";
import { parse } from "./customer.js";
import { Problem, type ProblemCode, problems } from "./problem.js";

/** What each status means when its code is missing or unknown. */
const byStatus: Readonly<Record<number, ProblemCode>> = {
  401: "session_invalid",
  403: "forbidden",
  404: "customer_not_found",
  409: "wrong_state",
  413: "document_too_large",
  415: "document_type_refused",
  422: "requirements_outstanding",
  429: "rate_limited",
  504: "upstream_timeout",
};

/**
 * The code of a problem answer. The status decides first, so that a surprising code can never turn
 * a 502 into a lost session; a known code of that status then says it more exactly.
 */
export function problemCode(status: number, code: unknown): ProblemCode {
  if (typeof code === "string" && Object.hasOwn(problems, code)) {
    const known = code as ProblemCode;
    const expected = problems[known].status;
    if (expected === status || (expected > 499 && status > 499)) return known;
  }
  return byStatus[status] ?? (status > 499 ? "upstream_failed" : "bad_request");
}

const problemSchema = z.object({});

const reference = /^[\w-]{1,64}$/;

/** The requirement name that a problem's `{pointer}` names: `/` + name, as a JSON pointer. */
function pointedAt(error: unknown): string[] {
  const pointer = error && typeof error === "object" && "pointer" in error && error.pointer;
  return typeof pointer === "string" && /^\/./.test(pointer)
    ? [pointer.slice(1).replaceAll("~1", "/").replaceAll("~0", "~")]
    : [];
}

/**
 * Reads a problem body (RFC 9457). Its free text is dropped here, so nobody can show it by accident;
 * a malformed optional field is dropped as well, because the status alone already says what to do.
 * @param retryAfterMs What the `Retry-After` header asked for.
 * @param explanation For developers: what was asked.
 * @throws {Problem} `answer_unreadable` when the body is not an object.
 */
export function readProblem(
  status: number,
  json: unknown,
  retryAfterMs?: number,
  explanation?: string,
): Problem {
  parse(problemSchema, json);
  // Anything may stand in its fields: what is not understood is left out.
  const { code, correlationId, errors, maxBytes } = Object(json);
  return new Problem(problemCode(status, code), {
    correlationId:
      typeof correlationId === "string" && reference.test(correlationId)
        ? correlationId
        : undefined,
    requirements: Array.isArray(errors) ? errors.flatMap(pointedAt) : [],
    retryAfterMs,
    maxBytes: typeof maxBytes === "number" && maxBytes > 0 ? maxBytes : undefined,
    explanation,
  });
}
