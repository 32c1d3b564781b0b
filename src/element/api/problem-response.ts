/** Reads an answer that is no success: the problem it states, and how long to wait. */
import { Problem } from "../../core/problem.js";
import { readProblem } from "../../core/problem-answer.js";
import { parseDate, readJson } from "./json-answer.js";

const defaultRetryAfterMs = 5_000;

/** What a `Retry-After` header asks for: seconds or a date; nonsense reads as a short wait. */
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header) * 1000;
  const at = /[a-z]/i.test(header) ? parseDate(header) : undefined;
  return at === undefined ? defaultRetryAfterMs : Math.max(0, at - nowMs);
}

/** What is known about the answer beside itself. */
export interface ResponseContext {
  /** Whether the host's own login authorised the request: its 401 then means "not logged in". */
  readonly byLogin: boolean;
  /** The host's clock, or the person's where the host does not tell. */
  readonly nowMs: number;
  readonly deadline: AbortSignal;
}

/** The problem that an answer states. Rejects with a {@link Problem} when it states none. */
export async function readProblemResponse(
  response: Response,
  { byLogin, nowMs, deadline }: ResponseContext,
): Promise<Problem> {
  const { status, headers } = response;
  if (response.type === "opaqueredirect") {
    throw new Problem("answer_unreadable", { explanation: "expected an answer, got a redirect" });
  }
  const json = await readJson(response, "application/problem+json", deadline);
  const asked = retryAfterMs(headers.get("Retry-After"), nowMs);
  const wait = status === 429 ? (asked ?? defaultRetryAfterMs) : asked;
  const problem = status < 400 ? new Problem("answer_unreadable") : readProblem(status, json, wait);
  return byLogin && problem.code === "session_invalid"
    ? new Problem("login_required", problem)
    : problem;
}
