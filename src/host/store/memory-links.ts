/**
 * Owns: what the host remembers between requests: links being made or just made, the outcome of
 * idempotency keys, and a note of each customer's last submit.
 * Does not own: asking SpherePay (`sphere-client.ts`) or deciding what to remember (`submissions.ts`).
 * Why: ten tabs, a double click and a retry after a lost answer must all end in one link. The
 * interface is asynchronous and keyed by plain text, so that several processes can share a store
 * (`store.ts`).
 */
import type { Submission } from "../../core/customer.js";
import type { ProviderLink } from "../spherepay/spherepay-client.js";

/** SpherePay has taken a submission and answered nothing to visit. */
export interface Accepted {
  readonly accepted: true;
}

/** The one value of {@link Accepted}. */
export const accepted: Accepted = { accepted: true };

/** What an ask of SpherePay has led to: a link, or an accepted submission. Plain JSON. */
export type Outcome = ProviderLink | Accepted;

/** What a key has led to so far. The claim of one that has begun ends it, and no other. */
export type KeyOutcome =
  | { readonly state: "begun"; readonly claim: string }
  | { readonly state: "in_flight" }
  | { readonly state: "done"; readonly outcome: Outcome };

/**
 * What is remembered of presses. Every method is scoped to one customer id; an implementation keeps
 * links secret (they are bearer credentials), never answers one that has expired, and may forget
 * anything early, except a key in flight.
 */
export interface LinkStore {
  /**
   * Answers the customer's link (or accepted submission) for a requirement. `make` runs at most once
   * at a time: who asks while it runs gets its outcome, also its failure; who asks within
   * {@link sharedForMs} of its success gets the same one. An expired link and a failure are not kept.
   * @param longestMs How long `make` may take, milliseconds. As long nobody else makes one, also when
   * the process that does is out of reach.
   */
  shareLink(
    customerId: string,
    requirement: string,
    make: () => Promise<Outcome>,
    longestMs: number,
  ): Promise<Outcome>;
  /**
   * Claims an idempotency key (`begun`), or says what became of it in the last ten minutes. Beyond
   * {@link maxKeysPerCustomer} in flight every other is `in_flight` as well.
   * @param longestMs How long the claim is held at most, when nobody ends it; milliseconds.
   */
  beginKey(customerId: string, key: string, longestMs: number): Promise<KeyOutcome>;
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

/** How long a finished link is shared between presses, milliseconds. */
export const sharedForMs = 10_000;

/** How long the success of an idempotency key is replayed, milliseconds. */
export const keptForMs = 600_000;

/** What {@link createMemoryLinkStore} needs. */
export interface MemoryLinkStoreOptions {
  /** Milliseconds. */
  readonly now: () => number;
  /** How many customers are remembered. The one untouched longest is forgotten. */
  readonly maxCustomers: number;
}

interface Kept {
  readonly outcome: Outcome;
  readonly sinceMs: number;
}

interface Shelf {
  readonly making: Map<string, Promise<Outcome>>;
  readonly made: Map<string, Kept>;
  /** Claims by key. */
  readonly inFlight: Map<string, string>;
  readonly done: Map<string, Kept>;
  submission?: Submission;
}

/** How many presses of one customer are remembered, those in flight among them. */
export const maxKeysPerCustomer = 64;

/** Links and presses in this process's memory, of bounded size. */
export function createMemoryLinkStore(options: MemoryLinkStoreOptions): LinkStore {
  const { now, maxCustomers } = options;
  const shelves = new Map<string, Shelf>();

  function forgetOldest(): void {
    for (const [customerId, { making, inFlight }] of shelves) {
      if (shelves.size <= maxCustomers) return;
      if (making.size === 0 && inFlight.size === 0) shelves.delete(customerId);
    }
  }

  function shelfOf(customerId: string): Shelf {
    const shelf = shelves.get(customerId) ?? {
      making: new Map(),
      made: new Map(),
      inFlight: new Map(),
      done: new Map(),
    };
    // Taken out and put back: a Map keeps the order, so the first is the one untouched longest.
    shelves.delete(customerId);
    shelves.set(customerId, shelf);
    forgetOldest();
    return shelf;
  }

  function isExpired(outcome: Outcome): boolean {
    const expiresAt = "url" in outcome ? outcome.expiresAt : undefined;
    return expiresAt !== undefined && Date.parse(expiresAt) <= now();
  }

  function live(kept: Kept | undefined, keptMs: number): Outcome | undefined {
    if (!kept) return undefined;
    const ageMs = now() - kept.sinceMs;
    return ageMs >= 0 && ageMs < keptMs && !isExpired(kept.outcome) ? kept.outcome : undefined;
  }

  return {
    async shareLink(customerId, requirement, make) {
      const { making, made } = shelfOf(customerId);
      const joined = making.get(requirement) ?? live(made.get(requirement), sharedForMs);
      if (joined) return joined;
      const started = make()
        .then((outcome) => {
          made.set(requirement, { outcome, sinceMs: now() });
          return outcome;
        })
        .finally(() => making.delete(requirement));
      making.set(requirement, started);
      return started;
    },

    async beginKey(customerId, key) {
      const { inFlight, done } = shelfOf(customerId);
      if (inFlight.has(key)) return { state: "in_flight" };
      const outcome = live(done.get(key), keptForMs);
      if (outcome) return { state: "done", outcome };
      if (inFlight.size >= maxKeysPerCustomer) return { state: "in_flight" };
      const claim = crypto.randomUUID();
      inFlight.set(key, claim);
      return { state: "begun", claim };
    },

    async endKey(customerId, key, claim, outcome) {
      const { inFlight, done } = shelfOf(customerId);
      if (inFlight.get(key) !== claim) return;
      inFlight.delete(key);
      done.delete(key);
      if (!outcome) return;
      done.set(key, { outcome, sinceMs: now() });
      for (const oldest of done.keys()) {
        if (done.size <= maxKeysPerCustomer) return;
        done.delete(oldest);
      }
    },

    async noteSubmission(customerId, submission) {
      shelfOf(customerId).submission = submission;
    },

    async submissionOf(customerId) {
      return shelves.get(customerId)?.submission;
    },
  };
}
