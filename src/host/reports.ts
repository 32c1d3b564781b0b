/**
 * Owns: who hears of what went wrong: the host's `log`, its `onError`, or without a `log` the console.
 * Does not own: what the customer reads (the problem response).
 * Why: what the host's own code throws says what is wrong, and is for the host alone.
 */
import { createConsoleLog } from "./console-log.js";
import type { FailureReason } from "./http/failure.js";
import { contained } from "./live/listeners.js";
import type { CorrelationId, Log } from "./log.js";

/** What {@link OnError} receives beside the error. */
export interface ErrorFacts {
  /** The reference of the response, when one is about it: also in its log entry and on the customer's screen. */
  readonly correlationId?: CorrelationId;
  /** What was under way. */
  readonly reason: FailureReason;
}

/** The host's hook for errors. What it throws or rejects with is ignored. */
export type OnError = (error: unknown, facts: ErrorFacts) => void | Promise<void>;

/** Reports a failure that no response tells of. */
export type ReportFailure = (
  reason: FailureReason,
  error: unknown,
  correlationId?: CorrelationId,
) => void;

/** Where failures are reported. Nothing of it throws. */
export interface Reports {
  /** `undefined` when nobody wants entries. */
  readonly log: Log | undefined;
  /** Hands over what was thrown, where the response's own log entry says the rest. */
  readonly reportError: (error: unknown, facts: ErrorFacts) => void;
  readonly reportFailure: ReportFailure;
}

/** What {@link createReports} needs. */
export interface ReportsSettings {
  /** `null`: nobody wants entries; `undefined`: the console gets one line for each kind of failure. */
  readonly log: Log | null | undefined;
  readonly onError: OnError | undefined;
  readonly warn: (line: string) => void;
}

/** Puts the hooks together, each contained. */
export function createReports({ log, onError, warn }: ReportsSettings): Reports {
  const consoleLog = createConsoleLog(contained(warn));

  function reportError(error: unknown, facts: ErrorFacts): void {
    if (onError) contained(() => onError(error, facts))(undefined);
  }

  function logThrew(error: unknown): void {
    if (onError) reportError(error, { reason: "log_threw" });
    else consoleLog({ kind: "failed", reason: "log_threw" });
  }

  const chosen =
    log === null ? undefined : log === undefined ? consoleLog : contained(log, logThrew);
  return {
    log: chosen,
    reportError,
    reportFailure(reason, error, correlationId) {
      const facts = { reason, ...(correlationId && { correlationId }) };
      chosen?.({ kind: "failed", ...facts });
      reportError(error, facts);
    },
  };
}
