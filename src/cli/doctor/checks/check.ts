import type { Responses } from "../responses.js";

/**
 * What a check says. `found` and `fix` are the doctor's own words, statuses and header values:
 * never a token, a cookie, a link or a piece of a body, so that a report can be shown to anybody.
 */
export type CheckResult =
  | { readonly outcome: "passed" }
  | {
      /** `advised`: the wire allows it, and there is a better way. */
      readonly outcome: "failed" | "advised";
      readonly found: string;
      readonly fix: string;
    }
  | {
      readonly outcome: "skipped";
      /** What the check needs and did not get. */
      readonly why: string;
    };

/** One thing that a backend has to do. */
export interface Check {
  /** Stable: scripts may look for it in `--json`. */
  readonly id: string;
  /** The fact, as it is when the check passes. */
  readonly title: string;
  readonly validate: (responses: Responses) => CheckResult;
}

export const passed: CheckResult = { outcome: "passed" };

export const failed = (found: string, fix: string): CheckResult => ({
  outcome: "failed",
  found,
  fix,
});

export const advised = (found: string, fix: string): CheckResult => ({
  outcome: "advised",
  found,
  fix,
});

export const skipped = (why: string): CheckResult => ({ outcome: "skipped", why });

/** `passed` when nothing was found, else `failed` with all of it. */
export const failedBy = (found: readonly string[], fix: string): CheckResult =>
  found.length === 0 ? passed : failed([...new Set(found)].join("; "), fix);

/** Why a check that needs a session was skipped. */
export const needsSession =
  'there is no session: give a test customer\'s login, --header "Cookie: ...", or --token';
