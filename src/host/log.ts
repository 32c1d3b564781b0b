import type { RouteName } from "../core/contract.js";
import type { ProblemCode } from "../core/problem.js";
import type { FailureReason } from "./failure.js";

/** One answered request. */
export interface AnsweredLogEntry {
  readonly kind: "answered";
  readonly route: RouteName | "preflight" | "none";
  readonly status: number;
  readonly durationMs: number;
  /** The reference that a problem answer shows to the customer. */
  readonly correlationId: string;
  readonly code?: ProblemCode;
  readonly reason?: FailureReason;
  /** The start of the SHA-256 of the session's `jti`: tells sessions apart, cannot be used as one. */
  readonly session?: string;
  /** The status of SpherePay's answer, when it caused the failure. */
  readonly upstreamStatus?: number;
}

/**
 * SpherePay asks a customer for something that this handler offers no action for. Unless the page
 * fills the requirement's slot, the customer is sent to support. Said once per name and handler.
 */
export interface RequirementLogEntry {
  readonly kind: "requirement_without_action";
  readonly requirement: string;
}

/**
 * What the handler tells its `log` hook: allow-listed fields only, never a key, a token, a link, a
 * customer id, a body, a header or the text of an error.
 */
export type LogEntry = AnsweredLogEntry | RequirementLogEntry;

/** The host's log hook. What it throws or rejects with is ignored. */
export type Log = (entry: LogEntry) => void;

/** A hook that cannot harm the request that it reports on. */
export function containLog(log: Log | undefined): Log {
  return (entry) => {
    if (!log) return;
    try {
      // An async hook is assignable to this type; its rejection must not end the process.
      Promise.resolve<unknown>(log(entry)).catch(() => undefined);
    } catch {
      return;
    }
  };
}
