import type { Clock } from "../hand-clock.js";
import type { SeededIds } from "../seeded-ids.js";
import { WrongInput } from "../wrong-input.js";
import {
  type CustomerType,
  createProfile,
  type ProfileInit,
  type SimulatedCustomer,
  type SimulatedMeta,
} from "./customer.js";

/** A customer with what SpherePay knows of it and does not send. */
export interface CustomerRecord {
  readonly customer: SimulatedCustomer;
  /** Whether the hosted page gathers everything: the guide's link flow, not the API flow. */
  readonly isHosted: boolean;
  /** Whether the provider has all it needs; its links cannot be used while this is so. */
  isProviderDone: boolean;
  /** What GET answers instead of the customer. */
  replacement: { readonly json: unknown } | undefined;
}

/** What a customer begins with. */
export interface CustomerDraft {
  readonly type: CustomerType;
  readonly email: string;
  readonly phone: string;
  readonly profiles: readonly ProfileInit[];
  readonly isHosted: boolean;
  readonly tosStatus?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly dateOfBirth?: string;
  readonly businessLegalName?: string;
  readonly businessTradeName?: string;
  readonly personalInformation?: Record<string, unknown>;
  readonly meta?: SimulatedMeta;
}

/** All customers of the one application that holds the API key. */
export interface CustomerBook {
  add(draft: CustomerDraft): CustomerRecord;
  find(id: string): CustomerRecord | undefined;
  ids(): readonly string[];
  /** @throws TypeError when there is no such customer. */
  get(id: string): CustomerRecord;
  /**
   * Changes a customer and notes the time.
   *
   * @throws TypeError when there is no such customer.
   */
  change(id: string, deed: (record: CustomerRecord) => void): void;
}

/** What a customer was, undefined when it is new, and what it is now. */
export type ChangeListener = (
  before: SimulatedCustomer | undefined,
  after: Readonly<SimulatedCustomer>,
) => void;

/** Makes an empty book. `clock` is SpherePay's own; `onChange` is told of every change. */
export function createCustomerBook(
  clock: Clock,
  ids: SeededIds,
  onChange: ChangeListener,
): CustomerBook {
  const records = new Map<string, CustomerRecord>();
  const get = (id: string) => {
    const record = records.get(id);
    if (record === undefined) {
      throw new WrongInput("customer", `must be one that there is; ${id} is not: create it first`);
    }
    return record;
  };
  const nowIso = () => new Date(clock.now()).toISOString();

  return {
    add({ profiles, isHosted, ...fields }) {
      const now = nowIso();
      const record: CustomerRecord = {
        customer: {
          id: ids.customerId(),
          ...structuredClone(fields),
          verificationProfiles: profiles.map(createProfile),
          createdAt: now,
          updatedAt: now,
        },
        isHosted,
        isProviderDone: false,
        replacement: undefined,
      };
      records.set(record.customer.id, record);
      onChange(undefined, record.customer);
      return record;
    },
    find: (id) => records.get(id),
    get,
    ids: () => [...records.keys()],
    change(id, deed) {
      const record = get(id);
      const before = structuredClone(record.customer);
      deed(record);
      record.customer.updatedAt = nowIso();
      onChange(before, record.customer);
    },
  };
}
