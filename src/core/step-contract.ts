/**
 * The part of the wire that completes requirements in place: its routes. A host serves those that
 * `actions` names; the routes that every host has stand in `contract.ts`.
 */
import type { DocumentSide } from "./action.js";
import type { Route } from "./contract.js";

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
