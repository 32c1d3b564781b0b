import { hostFailure } from "../http/failure.js";
import type { ChangeStore } from "../store/store.js";
import type { CustomerRead } from "./types.js";

/** Reads of customers: one call to SpherePay for all requests that arrive while it runs. Nothing is cached. */
export interface SharedReads {
  /** Never joins a read that began before the latest change of the customer, in whatever process. */
  read(customerId: string): Promise<CustomerRead>;
}

interface Running {
  readonly version: string;
  readonly reading: Promise<CustomerRead>;
}

/** Shares concurrent reads, per customer and version. */
export function createSharedReads(
  readCustomer: (customerId: string) => Promise<CustomerRead>,
  versionOf: ChangeStore["versionOf"],
): SharedReads {
  const running = new Map<string, Running>();

  function begin(customerId: string, version: string): Promise<CustomerRead> {
    const reading = readCustomer(customerId).finally(() => {
      if (running.get(customerId)?.reading === reading) running.delete(customerId);
    });
    running.set(customerId, { version, reading });
    return reading;
  }

  async function currentVersion(customerId: string): Promise<string> {
    try {
      return await versionOf(customerId);
    } catch (error) {
      throw hostFailure("store_failed", error);
    }
  }

  return {
    async read(customerId) {
      const version = await currentVersion(customerId);
      const joined = running.get(customerId);
      return joined?.version === version ? joined.reading : begin(customerId, version);
    },
  };
}
