/**
 * Owns: what requests share, as an interface: links and idempotency keys, changes of customers, and
 * the calls that may still be made, and small notes.
 * Does not own: keeping it, in this process's memory or in Redis.
 * Why: ten tabs, a double click and a retry after a lost response must all end in one link, in one
 * process or in several. So the interface is asynchronous and keyed by plain text.
 */
import type { Submission } from "../../core/customer.js";
import type { Operation, ProviderLink } from "../spherepay/types.js";

/** SpherePay has accepted a submission and returned nothing to visit. */
export interface Accepted {
  readonly accepted: true;
}

/** The one value of {@link Accepted}. */
export const accepted: Accepted = { accepted: true };

/** What a request to SpherePay has led to: a link, or an accepted submission. Plain JSON. */
export type Outcome = ProviderLink | Accepted;

/** What a key has led to so far. Only the claim of a key that has begun ends it. */
export type KeyOutcome =
  | { readonly state: "begun"; readonly claim: string }
  | { readonly state: "in_flight" }
  | { readonly state: "done"; readonly outcome: Outcome };

/** How long a finished link is shared between clicks, milliseconds. */
export const sharedForMs = 10_000;

/** How long the success of an idempotency key is replayed, milliseconds. */
export const keptForMs = 600_000;

/** How many idempotency keys of one customer are remembered, including those in flight. */
export const maxKeysPerCustomer = 64;

/**
 * More waits for the store than it can do soon. Nothing has happened: the request may be repeated.
 * `beginKey` and `shareLink` may reject with it.
 */
export class StoreBusy extends Error {
  /** When to try again, milliseconds from now. */
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super("Too many requests are waiting for the store.");
    this.name = "StoreBusy";
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * Links and idempotency keys. Every method is scoped to one customer id. An implementation keeps
 * links secret (they are bearer credentials), never returns an expired one, and may forget anything
 * early except a key in flight.
 * @experimental
 */
export interface LinkStore {
  /**
   * Returns the customer's link (or accepted submission) for a requirement. `make` runs at most once
   * at a time: a call while it runs gets its outcome, also its failure; a call within
   * {@link sharedForMs} of its success gets the same one. Expired links and failures are not kept.
   * @param longestMs How long `make` may take, milliseconds. For that long nobody else makes one,
   * even when the process that does is out of reach.
   */
  shareLink(
    customerId: string,
    requirement: string,
    make: () => Promise<Outcome>,
    longestMs: number,
  ): Promise<Outcome>;
  /**
   * Claims an idempotency key (`begun`), or returns what became of it in the last ten minutes. Beyond
   * {@link maxKeysPerCustomer} in flight every other key is `in_flight` as well.
   * @param longestMs How long the claim is held at most when nobody ends it, milliseconds.
   * @param requirement What the link is for that the claim leads to. A store of several processes may
   * then take a claim for forgotten while nobody makes that link: its process may be gone.
   */
  beginKey(
    customerId: string,
    key: string,
    longestMs: number,
    requirement?: string,
  ): Promise<KeyOutcome>;
  /** Ends a claim: with what to replay for {@link keptForMs}, or without it to free the key. */
  endKey(
    customerId: string,
    key: string,
    claim: string,
    outcome: Outcome | undefined,
  ): Promise<void>;
  /** Replaces the note of the last submit. */
  noteSubmission(customerId: string, submission: Submission): Promise<void>;
  /** The note of the last submit, or `undefined` when unknown. */
  submissionOf(customerId: string): Promise<Submission | undefined>;
}

/**
 * Small notes about a customer, by name: what a step counts and remembers. The text is the handler's
 * own and holds no code, no file and no contact. A note may be forgotten early.
 * @experimental
 */
export interface NoteStore {
  /** The text of a note, or `undefined` when there is none. */
  noteOf(customerId: string, name: string): Promise<string | undefined>;
  /**
   * Writes a note, if what stands there still is `before` (`undefined`: nothing): of several who read
   * the same note one replaces it, in whatever process. May reject with {@link StoreBusy}.
   * @param keepMs How long it is kept, milliseconds.
   * @returns Whether it was written.
   */
  replaceNote(
    customerId: string,
    name: string,
    before: string | undefined,
    after: string,
    keepMs: number,
  ): Promise<boolean>;
}

/** Which customer may have changed: one, or all of them when some changes may have been missed. */
export type Change =
  | { readonly customerId: string; readonly cause?: ChangeCause | undefined }
  | { readonly everybody: true };

/** `click`: a customer's own request at the handler, and nothing that SpherePay or the host announced. */
export type ChangeCause = "click";

/**
 * Called for the changes of this process and of every other that shares the store. What it throws is
 * ignored; the other listeners are still called.
 */
export type ChangeListener = (change: Change) => void;

/** How long the id of a webhook is remembered, milliseconds. */
export const eventsKeptForMs = 24 * 3_600_000;

/**
 * Changes of customers, for all processes that share the store.
 * @experimental
 */
export interface ChangeStore {
  /**
   * Something about these customers may have changed: each gets a new version, and every listener is
   * notified. With `eventId` that happens once for that id in {@link eventsKeptForMs}. The id is
   * noted last: when notifying fails this rejects, and the same id counts as new again.
   * @param cause Is handed on to the listeners, those of other processes too.
   * @returns Whether the change was new.
   */
  changed(customerIds: readonly string[], eventId?: string, cause?: ChangeCause): Promise<boolean>;
  /** Opaque. A new one after every {@link changed}; otherwise the same. */
  versionOf(customerId: string): Promise<string>;
  /** @returns A function that stops listening. */
  listen(listener: ChangeListener): () => void;
}

/** A call to SpherePay that a request needs. */
export interface CallRequest {
  readonly customerId: string;
  readonly operation: Operation;
  /** The most calls of this operation in any second, of all customers and processes together. */
  readonly callsPerSecond: number;
  /** The most calls of this operation for this customer in any minute. */
  readonly customerCallsPerMinute: number;
}

/** Whether the call may be made. `load` is how full the last second is, 0 to 1. */
export type CallResult =
  | { readonly isAllowed: true; readonly load: number }
  | {
      readonly isAllowed: false;
      readonly load: number;
      /** Which limit is reached: that of all calls to SpherePay, or that of the customer. */
      readonly limit: "upstream" | "customer";
      readonly retryAfterMs: number;
    };

/**
 * The rate limits of all processes that share the store.
 * @experimental
 */
export interface CallLimits {
  /** Counts a call that may be made, and no other. */
  requestCall(call: CallRequest): Promise<CallResult>;
}

/**
 * Everything that requests share. One process keeps it in memory; several share one, such as
 * `createRedisStore` of `sphere-kyc-onboarding/host/redis`.
 * @experimental A store of your own has to follow this interface from release to release: methods may
 * be added or changed in a minor one.
 */
export interface Store extends LinkStore, NoteStore, ChangeStore, CallLimits {
  /**
   * How many processes share it at most, where each may have to manage with its own part of the calls
   * a second for a while. The handler requires at least one call a second for each.
   */
  readonly processes?: number;
}

/** Every method of a {@link Store}, so that an incomplete store is refused at the start. */
export const storeMethods: Readonly<Record<Exclude<keyof Store, "processes">, true>> = {
  shareLink: true,
  beginKey: true,
  endKey: true,
  noteSubmission: true,
  submissionOf: true,
  noteOf: true,
  replaceNote: true,
  changed: true,
  versionOf: true,
  listen: true,
  requestCall: true,
};
