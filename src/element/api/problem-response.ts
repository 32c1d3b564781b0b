/** Reads an answer that is no success: the problem it states, and how long to wait. */
import { Problem } from "../../core/problem.js";
import { readProblem } from "../../core/problem-answer.js";
import { contentType, parseDate, readJson } from "./json-answer.js";

const defaultRetryAfterMs = 5_000;
/** What is said as a time of day is not further away. */
const longestRetryAfterMs = 86_400_000;

/** What a `Retry-After` header asks for: seconds or a date, a day at most; nonsense reads as a short wait. */
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  const at = /[a-z]/i.test(header) ? parseDate(header) : undefined;
  const ms = /^\s*\d{1,9}\s*$/.test(header)
    ? Number(header) * 1000
    : at === undefined
      ? defaultRetryAfterMs
      : Math.max(0, at - nowMs);
  return Math.min(longestRetryAfterMs, ms);
}

/** What is known about the answer beside itself. */
export interface ResponseContext {
  /** Whether the host's own login authorised the request: its 401 then means "not logged in". */
  readonly byLogin: boolean;
  /** The host's clock, or the person's where the host does not tell. */
  readonly nowMs: number;
  readonly deadline: AbortSignal;
  /** What was asked, for the developer. */
  readonly route: string;
}

const problemType = "application/problem+json";

/** What a server says of an address at which nothing is mounted. */
const notMounted: readonly number[] = [404, 405, 501];

/** The problem that an answer states. Rejects with a {@link Problem} when it states none. */
export async function readProblemResponse(
  response: Response,
  { byLogin, nowMs, deadline, route }: ResponseContext,
): Promise<Problem> {
  const { status, headers } = response;
  if (response.type === "opaqueredirect") {
    throw new Problem("answer_unreadable", {
      explanation: `${route}: got a redirect; if the site adds a slash to addresses, let endpoint end in one`,
    });
  }
  const isOurs = contentType(response) === problemType;
  // A proxy that takes no such file says so in a page of its own.
  const isKnown = status === 413 || (byLogin && notMounted.includes(status));
  const json = isOurs || !isKnown ? await readJson(response, problemType, deadline, route) : {};
  if (byLogin && notMounted.includes(status) && !Object(json).code) {
    throw new Problem("no_such_route", { explanation: route });
  }
  const asked = retryAfterMs(headers.get("Retry-After"), nowMs);
  const wait = status === 429 ? (asked ?? defaultRetryAfterMs) : asked;
  const problem =
    status < 400 ? new Problem("answer_unreadable") : readProblem(status, json, wait, route);
  return byLogin && problem.code === "session_invalid"
    ? new Problem("login_required", problem)
    : problem;
}
