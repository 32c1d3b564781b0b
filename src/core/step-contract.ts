/**
 * Owns: the part of the wire that completes requirements in place: its routes, and the reader of each
 * answer. A file of its own, so that a page loads it with the first step and not before.
 * Does not own: the routes that every host has (`contract.ts`), what a host offers (`customer.ts`).
 */
import * as z from "zod/mini";
import type { DocumentSide } from "./action.js";
import type { Route } from "./contract.js";
import { parse } from "./customer.js";
import { Problem } from "./problem.js";

/** The routes of steps: a host serves those that `actions` names. */
export const stepRoutes = {
  code: { method: "POST", path: "/codes/{requirement}", success: [201], authorisedBy: "token" },
  codeCheck: {
    method: "POST",
    path: "/codes/{requirement}/check",
    success: [204],
    authorisedBy: "token",
  },
  document: {
    method: "POST",
    path: "/documents/{requirement}",
    success: [201],
    authorisedBy: "token",
  },
  details: { method: "PATCH", path: "/details", success: [204], authorisedBy: "token" },
} as const satisfies Record<string, Route>;

/** A name of {@link stepRoutes}. */
export type StepRouteName = keyof typeof stepRoutes;

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
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
}

const maybeText = z.optional(z.string());
const codeSentSchema = z.object({
  expiresAt: maybeText,
  expiresInSeconds: z.optional(z.number()),
  resendAfterSeconds: z.number(),
  to: maybeText,
});
const receivedSchema = z.object({
  received: z.object({ type: z.string(), side: maybeText, receivedAt: z.string() }),
});

/**
 * Reads the answer to `POST /codes/{requirement}`.
 * @throws {Problem} `answer_unreadable`, naming the field.
 */
export function readCodeSent(json: unknown): CodeSent {
  const { expiresAt, expiresInSeconds, resendAfterSeconds, to } = parse(codeSentSchema, json);
  if (!(resendAfterSeconds >= 0)) {
    throw new Problem("answer_unreadable", {
      explanation: "resendAfterSeconds: expected a number from 0",
    });
  }
  return {
    resendAfterSeconds,
    ...(expiresAt && { expiresAt }),
    ...(expiresInSeconds !== undefined && { expiresInSeconds }),
    ...(to && { to }),
  };
}

/**
 * Reads the answer to `POST /documents/{requirement}`.
 * @throws {Problem} `answer_unreadable`, naming the field.
 */
export function readReceived(json: unknown): ReceivedDocument {
  const { type, side, receivedAt } = parse(receivedSchema, json).received;
  return { type, receivedAt, ...((side === "front" || side === "back") && { side }) };
}
