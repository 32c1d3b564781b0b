import { Problem } from "../../core/problem.js";

/** Milliseconds of a time that may be missing or nonsense. */
export function parseDate(text: string | null | undefined): number | undefined {
  const ms = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

/**
 * The JSON of an answer of the expected content type.
 * @throws {Problem} `answer_unreadable`, or why the deadline ended.
 */
export async function readJson(
  response: Response,
  expected: string,
  deadline: AbortSignal,
): Promise<unknown> {
  const type = response.headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  let cause: unknown;
  if (type === expected) {
    try {
      return await response.json();
    } catch (error) {
      if (deadline.aborted) throw deadline.reason;
      cause = error;
    }
  }
  const explanation = `expected ${expected}, got ${response.status} ${cause ? "cut off" : type}`;
  throw new Problem("answer_unreadable", { explanation, cause });
}
