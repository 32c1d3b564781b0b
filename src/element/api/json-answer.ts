import { Problem } from "../../core/problem.js";

/** Milliseconds of a time that may be missing or nonsense. */
export function parseDate(text: string | null | undefined): number | undefined {
  const ms = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

/** The content type of an answer without its parameters, as far as it has a readable one. */
export const contentType = ({ headers }: Response): string | undefined =>
  /^\s*([\w.+-]{1,40}\/[\w.+-]{1,40})\s*(;|$)/
    .exec(headers.get("Content-Type") ?? "")?.[1]
    ?.toLowerCase();

/**
 * The JSON of an answer of the expected content type.
 * @param route What was asked, for the developer.
 * @throws {Problem} `answer_unreadable`, or why the deadline ended.
 */
export async function readJson(
  response: Response,
  expected: string,
  deadline: AbortSignal,
  route: string,
): Promise<unknown> {
  const type = contentType(response);
  let cause: unknown;
  if (type === expected) {
    try {
      return await response.json();
    } catch (error) {
      if (deadline.aborted) throw deadline.reason;
      cause = error;
    }
  }
  const explanation = `${route}: expected ${expected}, got ${response.status} ${cause ? "cut off" : type}`;
  throw new Problem("answer_unreadable", { explanation, cause });
}
