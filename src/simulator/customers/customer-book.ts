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

/** A customer, with what SpherePay knows about it and does not send. */
export interface CustomerRecord {
  readonly customer: SimulatedCustomer;
  /** Whether the hosted page collects everything: the guide's link flow, not the API flow. */
  readonly isHosted: boolean;
  /** Whether the provider has all it needs; its links cannot be used then. */
  isProviderDone: boolean;
  /** What GET returns instead of the customer. */
  replacement: { readonly json: unknown } | undefined;
}

/** The initial data of a customer. */
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
   * Changes a customer and records the time.
   *
   * @throws TypeError when there is no such customer.
   */
  change(id: string, edit: (record: CustomerRecord) => void): void;
}

/** The customer before a change, undefined when new, and after it. */
export type ChangeListener = (
  before: SimulatedCustomer | undefined,
  after: Readonly<SimulatedCustomer>,
) => void;

/** Makes an empty book. `clock` is SpherePay's own; `onChange` is called after every change. */
export function createCustomerBook(
  clock: Clock,
  ids: SeededIds,
  onChange: ChangeListener,
): CustomerBook {
  const records = new Map<string, CustomerRecord>();
  const get = (id: string) => {
    const record = records.get(id);
    if (record === undefined) {
      throw new WrongInput("customer", `must exist; ${id} does not: create it first`);
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
    change(id, edit) {
      const record = get(id);
      const before = structuredClone(record.customer);
      edit(record);
      record.customer.updatedAt = nowIso();
      onChange(before, record.customer);
    },
  };
}
