import { type ProblemCode, problems } from "../../core/problem.js";
import { Failure, type FailureReason } from "../http/failure.js";
import { accepted, type Outcome } from "../store/memory-links.js";
import type { Seal } from "./seal.js";

/** What came of an ask, as another process learns of it. */
export type Ended = { readonly outcome: Outcome } | { readonly error: Error };

/** Writes and reads what came of an ask, sealed for its place. */
export interface SealedOutcomes {
  close(place: string, ended: Ended): Promise<string>;
  /** `undefined` when it cannot be read here: another secret, or another version of this package. */
  open(place: string, sealed: string): Promise<Ended | undefined>;
}

/** How much longer an outcome is good for, milliseconds: a link ends, an acceptance does not. */
export function goodForMs(outcome: Outcome, nowMs: number): number {
  const expiresAt = "url" in outcome ? outcome.expiresAt : undefined;
  return expiresAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(expiresAt) - nowMs;
}

const textOf = (value: unknown): value is string => typeof value === "string";
const isCode = (code: unknown): code is ProblemCode =>
  textOf(code) && Object.hasOwn(problems, code);
// Closed on both sides of the seal: only a Failure's own reason is ever written.
const isReason = (reason: unknown): reason is FailureReason => textOf(reason);

function jsonOf(ended: Ended): object {
  if ("outcome" in ended) return { outcome: ended.outcome };
  const { error } = ended;
  // Words of an error that is not ours stay in the process that made it.
  if (!(error instanceof Failure)) return { failure: {} };
  const { code, reason, upstreamStatus, requirements, retryAfterMs } = error;
  return { failure: { code, reason, upstreamStatus, requirements, retryAfterMs } };
}

function endedOf(json: unknown): Ended | undefined {
  const { outcome, failure } = Object(json);
  if (outcome !== undefined) {
    const { url, expiresAt } = Object(outcome);
    if (Object(outcome).accepted === true) return { outcome: accepted };
    if (!textOf(url)) return undefined;
    return { outcome: { url, ...(textOf(expiresAt) && { expiresAt }) } };
  }
  const { code, reason, upstreamStatus, requirements, retryAfterMs } = Object(failure);
  if (!isCode(code) || !isReason(reason)) return { error: new Error("It failed elsewhere.") };
  const facts = {
    ...(typeof upstreamStatus === "number" && { upstreamStatus }),
    ...(Array.isArray(requirements) && { requirements: requirements.filter(textOf) }),
    ...(typeof retryAfterMs === "number" && { retryAfterMs }),
  };
  return { error: new Failure(code, reason, facts) };
}

/** Makes the writer and reader of outcomes. */
export function createSealedOutcomes(seal: Seal): SealedOutcomes {
  return {
    close: (place, ended) => seal.close(place, JSON.stringify(jsonOf(ended))),
    async open(place, sealed) {
      const text = await seal.open(place, sealed);
      return text === undefined ? undefined : endedOf(JSON.parse(text));
    },
  };
}
