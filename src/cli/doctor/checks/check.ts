import type { Exam } from "../collect-responses.js";
import type { Verdict } from "./result.js";

/** One thing that a backend has to do. */
export interface Check {
  /** Stable: scripts may look for it in `--json`. */
  readonly id: string;
  /** The fact, as it is when all is well. */
  readonly title: string;
  readonly judge: (exam: Exam) => Verdict;
}

/** Why a check that needs a session was skipped. */
export const needsSession =
  'there is no session: give a test customer\'s login, --header "Cookie: ...", or --token';
