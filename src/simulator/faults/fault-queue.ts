import { pathPattern } from "../path-pattern.js";
import { assertFault } from "./assert-fault.js";
import type { Fault } from "./fault.js";

/** The faults that have not been applied yet, in order. */
export interface FaultQueue {
  /** @throws WrongInput that names the invalid member. */
  add(fault: Fault): void;
  /** The fault to apply to this call, whose count it lowers by one. */
  take(method: string, path: string): Fault | undefined;
  clear(): void;
  /** Removes some, as they were given. */
  remove(faults: ReadonlySet<Fault>): void;
}

/** Makes an empty queue. */
export function createFaultQueue(): FaultQueue {
  let queue: { readonly fault: Fault; readonly path: RegExp | undefined; left: number }[] = [];
  return {
    add(fault) {
      assertFault(fault);
      const path = fault.path === undefined ? undefined : pathPattern(fault.path);
      queue.push({ fault, path, left: fault.times ?? 1 });
    },
    take(method, path) {
      const entry = queue.find(
        ({ fault, path: pattern }) =>
          (fault.method === undefined || fault.method === method) &&
          (pattern === undefined || pattern.test(path)),
      );
      if (entry !== undefined) {
        entry.left -= 1;
        queue = queue.filter(({ left }) => left > 0);
      }
      return entry?.fault;
    },
    clear() {
      queue = [];
    },
    remove(faults) {
      queue = queue.filter(({ fault }) => !faults.has(fault));
    },
  };
}
