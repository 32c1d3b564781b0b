import { type ChangeStore, createMemoryChanges } from "../live/memory-changes.js";
import { type CallLimits, createMemoryCallLimits } from "../rate-limits/memory-call-limits.js";
import { createMemoryLinkStore, type LinkStore } from "./memory-links.js";

/**
 * Everything that requests share: links and presses ({@link LinkStore}), news of customers
 * ({@link ChangeStore}) and the calls that may still be made ({@link CallLimits}). One process keeps
 * it in memory; several share one.
 */
export interface Store extends LinkStore, ChangeStore, CallLimits {
  /**
   * How many processes share it at most, where each may have to do with its own part of the calls a
   * second for a while; the handler refuses fewer calls than parts.
   */
  readonly processes?: number;
}

/** Every method of a {@link Store}, so that a half store is refused at the start. */
export const storeMethods: Readonly<Record<Exclude<keyof Store, "processes">, true>> = {
  shareLink: true,
  beginKey: true,
  endKey: true,
  noteSubmission: true,
  submissionOf: true,
  changed: true,
  versionOf: true,
  listen: true,
  askCall: true,
};

/** What {@link createMemoryStore} may be told. */
export interface MemoryStoreOptions {
  /** Milliseconds; default `Date.now`. */
  readonly now?: () => number;
  /** How many customers are remembered; default 10,000. The one untouched longest is forgotten. */
  readonly maxCustomers?: number;
}

/** A store in this process's memory, of bounded size. Right for one process. */
export function createMemoryStore(options: MemoryStoreOptions = {}): Store {
  const { now = Date.now, maxCustomers = 10_000 } = options;
  const { askCall } = createMemoryCallLimits({ now, maxBuckets: 2 * maxCustomers });
  return {
    ...createMemoryLinkStore({ now, maxCustomers }),
    ...createMemoryChanges({ now, maxRemembered: maxCustomers }),
    askCall,
  };
}
