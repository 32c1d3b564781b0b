import type { Customer } from "../core/customer.js";

/** Reads of customers, one upstream call for all who ask while it runs. Nothing is cached. */
export interface SharedReads {
  read(customerId: string): Promise<Customer>;
  /** Something has changed: who asks from now on does not join a read that began before. */
  changed(customerId: string): void;
}

/** Shares concurrent reads, per customer. */
export function createSharedReads(
  readCustomer: (customerId: string) => Promise<Customer>,
): SharedReads {
  const running = new Map<string, Promise<Customer>>();
  return {
    read(customerId) {
      const joined = running.get(customerId);
      if (joined) return joined;
      const started = readCustomer(customerId).finally(() => {
        if (running.get(customerId) === started) running.delete(customerId);
      });
      running.set(customerId, started);
      return started;
    },
    changed(customerId) {
      running.delete(customerId);
    },
  };
}
