import { readSession, type Session } from "../../core/contract.js";
import { Problem } from "../../core/problem.js";
import type { FetchSession } from "./host-client.js";

/**
 * A session by the page's own way.
 * @throws {Problem} `session_failed` when the page has none, `answer_unreadable` when it is no session.
 */
export async function ownSession(
  fetchSession: FetchSession,
  reason: "start" | "renew",
  signal: AbortSignal,
): Promise<Session> {
  try {
    return readSession(await fetchSession({ signal, reason }));
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    throw signal.aborted ? signal.reason : new Problem("session_failed", { cause });
  }
}
