import type { ProblemCode } from "../core/problem.js";
import type { FailureReason } from "./http/failure.js";
import type { HostRouteName } from "./http/paths.js";
import { digestOf } from "./store/digest.js";

declare const checked: unique symbol;

/** A reference made here, at random: what `crypto.randomUUID()` returns. */
export type CorrelationId = `${string}-${string}-${string}-${string}-${string}`;

/**
 * The start of the SHA-256 of a session's `jti`, 16 hex digits: tells sessions apart, cannot be used
 * as one.
 */
export type SessionReference = string & { readonly [checked]: "session" };

/** A requirement name in SpherePay's form: lower-case words of at most 64 characters. */
export type LoggableRequirement = string & { readonly [checked]: "requirement" };

/** One answered request. */
export interface AnsweredLogEntry {
  readonly kind: "answered";
  readonly route: HostRouteName | "preflight" | "none";
  readonly status: number;
  readonly durationMs: number;
  /** The reference that a problem answer shows to the customer. */
  readonly correlationId: CorrelationId;
  readonly code?: ProblemCode;
  readonly reason?: FailureReason;
  readonly session?: SessionReference;
  /** The status of SpherePay's response, when it caused the failure. */
  readonly upstreamStatus?: number;
}

/**
 * SpherePay asks a customer for something that this handler offers no action for. Unless the page
 * fills the requirement's slot, the customer is sent to support. Logged once per name and handler.
 */
export interface RequirementLogEntry {
  readonly kind: "requirement_without_action";
  readonly requirement: LoggableRequirement;
}

/** What became of a webhook that SpherePay has signed. Comes before the entry of its response. */
export interface WebhookLogEntry {
  readonly kind: "webhook";
  /**
   * `notified`: the open pages of a customer that it names were notified; `duplicate`: the same
   * webhook had come before; `no_customer`: it names no customer.
   */
  readonly outcome: "notified" | "duplicate" | "no_customer";
}

/** A failure that no response tells of: of a hook of the host's, or of a note for later. */
export interface FailedLogEntry {
  readonly kind: "failed";
  readonly reason: FailureReason;
  /** The reference of the response during which it happened, when there is one. */
  readonly correlationId?: CorrelationId;
}

/**
 * Pages have event streams, a customer's status has changed, and a minute later this handler has
 * accepted no webhook yet and heard of no change: SpherePay's webhook does not arrive. Logged once.
 */
export interface WebhooksMissingLogEntry {
  readonly kind: "webhooks_missing";
}

/**
 * What the `log` hook gets: allow-listed fields only, never a key, a token, a link, a customer id, a
 * body, a header or the text of an error. No field has the type of plain text: the compiler refuses it.
 */
export type LogEntry =
  | AnsweredLogEntry
  | RequirementLogEntry
  | WebhookLogEntry
  | FailedLogEntry
  | WebhooksMissingLogEntry;

/** The host's log hook. What it throws or rejects with goes to the option `onError`. */
export type Log = (entry: LogEntry) => void;

const requirementForm = /^[a-z]+(_[a-z]+){0,7}$/;
const referenceForm = /^[0-9a-f]{16}$/;

/**
 * Whether a name that SpherePay has sent may stand in a log: words joined by `_`, without a digit, so
 * that no id, number or key can pass for one.
 */
export const isLoggableRequirement = (name: string): name is LoggableRequirement =>
  name.length <= 64 && requirementForm.test(name);

const isReference = (text: string): text is SessionReference => referenceForm.test(text);

const maxRemembered = 1_000;

/** Makes the references of sessions, by `jti`; the latest are remembered. */
export function createSessionReferences(): (jti: string) => Promise<SessionReference | undefined> {
  const known = new Map<string, SessionReference>();
  return async (jti) => {
    const remembered = known.get(jti);
    if (remembered) return remembered;
    const reference = await referenceOf(jti);
    const oldest = known.keys().next();
    if (known.size >= maxRemembered && !oldest.done) known.delete(oldest.value);
    if (reference) known.set(jti, reference);
    return reference;
  };
}

async function referenceOf(jti: string): Promise<SessionReference | undefined> {
  const reference = (await digestOf(jti)).slice(0, 16);
  return isReference(reference) ? reference : undefined;
}
