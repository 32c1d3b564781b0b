import { createMemoryChanges } from "../live/memory-changes.js";
import { createMemoryCallLimits } from "../rate-limits/memory-call-limits.js";
import { createMemoryLinks } from "./memory-links.js";
import { createMemoryNotes } from "./memory-notes.js";
import type { Store } from "./store.js";

/** What {@link createMemoryStore} accepts. */
export interface MemoryStoreOptions {
  /** Milliseconds; default `Date.now`. */
  readonly now?: () => number;
  /** How many customers are remembered; default 10,000. The one untouched longest is forgotten. */
  readonly maxCustomers?: number;
}

/** A store in this process's memory, of bounded size. Right for one process. */
export function createMemoryStore(options: MemoryStoreOptions = {}): Store {
  const { now = Date.now, maxCustomers = 10_000 } = options;
  const { requestCall } = createMemoryCallLimits({ now, maxBuckets: 2 * maxCustomers });
  return {
    ...createMemoryLinks({ now, maxCustomers }),
    ...createMemoryNotes({ now, maxCustomers }),
    ...createMemoryChanges({ now, maxRemembered: maxCustomers }),
    requestCall,
  };
}
