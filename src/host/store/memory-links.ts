import type { Submission } from "../../core/customer.js";
import {
  keptForMs,
  type LinkStore,
  maxKeysPerCustomer,
  type Outcome,
  sharedForMs,
} from "./store.js";

/** What {@link createMemoryLinks} needs. */
export interface MemoryLinksOptions {
  /** Milliseconds. */
  readonly now: () => number;
  /** How many customers are remembered. The one untouched longest is forgotten. */
  readonly maxCustomers: number;
}

interface Kept {
  readonly outcome: Outcome;
  readonly sinceMs: number;
}

interface CustomerState {
  readonly making: Map<string, Promise<Outcome>>;
  readonly made: Map<string, Kept>;
  /** Claims by key. */
  readonly inFlight: Map<string, string>;
  readonly done: Map<string, Kept>;
  submission?: Submission;
}

/** Links and idempotency keys in this process's memory, of bounded size. */
export function createMemoryLinks(options: MemoryLinksOptions): LinkStore {
  const { now, maxCustomers } = options;
  const customers = new Map<string, CustomerState>();

  function forgetOldest(): void {
    for (const [customerId, { making, inFlight }] of customers) {
      if (customers.size <= maxCustomers) return;
      if (making.size === 0 && inFlight.size === 0) customers.delete(customerId);
    }
  }

  function stateOf(customerId: string): CustomerState {
    const state = customers.get(customerId) ?? {
      making: new Map(),
      made: new Map(),
      inFlight: new Map(),
      done: new Map(),
    };
    // Taken out and put back: a Map keeps the order, so the first is the one untouched longest.
    customers.delete(customerId);
    customers.set(customerId, state);
    forgetOldest();
    return state;
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
      const { making, made } = stateOf(customerId);
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
      const { inFlight, done } = stateOf(customerId);
      if (inFlight.has(key)) return { state: "in_flight" };
      const outcome = live(done.get(key), keptForMs);
      if (outcome) return { state: "done", outcome };
      if (inFlight.size >= maxKeysPerCustomer) return { state: "in_flight" };
      const claim = crypto.randomUUID();
      inFlight.set(key, claim);
      return { state: "begun", claim };
    },

    async endKey(customerId, key, claim, outcome) {
      const { inFlight, done } = stateOf(customerId);
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
      stateOf(customerId).submission = submission;
    },

    async submissionOf(customerId) {
      return customers.get(customerId)?.submission;
    },
  };
}
