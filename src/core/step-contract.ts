/**
 * Owns: the part of the wire that completes requirements in place: the reading of what its routes return.
 * Does not own: the routes themselves (`step-routes.ts`), what a host offers (`customer.ts`).
 * Why: without a schema library, since a page loads it with the first step and the step should be small.
 */
import type { DocumentSide } from "./action.js";

/** The answer to `POST /codes/{requirement}`: a code is on its way. */
export interface CodeSent {
  /** ISO 8601 UTC, by the clock of SpherePay. */
  readonly expiresAt?: string;
  /** Counted from the answer; wins over `expiresAt`. */
  readonly expiresInSeconds?: number;
  /** When another code may be sent, seconds from the answer. */
  readonly resendAfterSeconds: number;
  /** Where it goes, masked by the host. */
  readonly to?: string;
}

/** What the host has received: the answer to `POST /documents/{requirement}`. */
export interface ReceivedDocument {
  readonly type: string;
  readonly side?: DocumentSide;
  /** Issuing country, alpha-3, where it has one. */
  readonly country?: string;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
}

const isAbsentOr = (type: "string" | "number", value: unknown): boolean =>
  value === undefined || typeof value === type;

/** Reads the answer to `POST /codes/{requirement}`; a text says which field is not as it should be. */
export function codeSentOf(json: unknown): CodeSent | string {
  const { expiresAt, expiresInSeconds, resendAfterSeconds, to } = Object(json);
  if (!(typeof resendAfterSeconds === "number" && resendAfterSeconds >= 0)) {
    return "resendAfterSeconds: expected a number from 0";
  }
  if (!isAbsentOr("string", expiresAt)) return "expiresAt: expected string";
  if (!isAbsentOr("number", expiresInSeconds)) return "expiresInSeconds: expected number";
  if (!isAbsentOr("string", to)) return "to: expected string";
  return {
    resendAfterSeconds,
    ...(expiresAt && { expiresAt }),
    ...(expiresInSeconds !== undefined && { expiresInSeconds }),
    ...(to && { to }),
  };
}

/** Reads the answer to `POST /documents/{requirement}`; a text says which field is not as it should be. */
export function receivedOf(json: unknown): ReceivedDocument | string {
  const { type, side, receivedAt } = Object(Object(json).received);
  if (typeof type !== "string") return "received.type: expected string";
  if (typeof receivedAt !== "string") return "received.receivedAt: expected string";
  return { type, receivedAt, ...((side === "front" || side === "back") && { side }) };
}
