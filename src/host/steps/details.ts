/**
 * Owns: saving a customer's address and tax number at SpherePay.
 * Does not own: what they may be (`customer-details.ts`).
 * Why: SpherePay says 400 for details that are wrong and for details that may not change any more, and
 * echoes neither: how the customer stands decides between them.
 */
import { Failure, wasCalled } from "../http/failure.js";
import type { ReportFailure } from "../reports.js";
import type { SpherePayClient } from "../spherepay/spherepay-client.js";
import type { CustomerRead } from "../spherepay/types.js";
import { digestOf } from "../store/digest.js";
import type { Store } from "../store/store.js";
import { isRefusedCall, noSuchRequirement } from "./code-failures.js";
import { type Address, type CustomerDetails, fieldAt, patchOf } from "./customer-details.js";
import { createCustomerNotes } from "./customer-notes.js";
import { standingOf } from "./standing.js";

/** One click on "save". */
export interface DetailsClick {
  readonly customerId: string;
  /** The requirements of details whose steps are on. */
  readonly requirements: readonly string[];
  readonly idempotencyKey: string;
}

/** Details. Throws only {@link Failure}. */
export interface Details {
  /** Resolves when SpherePay has taken them. */
  save(click: DetailsClick, details: CustomerDetails): Promise<void>;
}

/** What {@link createDetails} needs. */
export interface DetailsSettings {
  readonly store: Store;
  readonly spherePay: Pick<SpherePayClient, "readCustomer" | "changeCustomer">;
  readonly readCustomer: (customerId: string) => Promise<CustomerRead>;
  /** The address that the host knows, for a tax number that comes without one. */
  readonly customerAddress: (customerId: string) => Promise<Address | undefined>;
  readonly reportFailure: ReportFailure;
}

const keptMs = 600_000;
const keysKept = 16;
/** Which requirement each part completes. */
const requirementOf = {
  address: "residential_address",
  tax: "tax_identification_number",
} as const;

const keysIn = (json: unknown): readonly string[] =>
  Array.isArray(json) ? json.filter((each): each is string => typeof each === "string") : [];

/** Makes the saving of details. */
export function createDetails(settings: DetailsSettings): Details {
  const { store, spherePay, readCustomer, customerAddress, reportFailure } = settings;
  // The keys that have ended well: one that comes late must not put older details back.
  const notes = createCustomerNotes({
    store,
    kind: "details",
    read: keysIn,
    keepMsOf: () => keptMs,
  });

  async function attempt(action: () => Promise<unknown>): Promise<void> {
    try {
      await action();
    } catch (error) {
      reportFailure("store_failed", error);
    }
  }

  async function failureOf(
    customerId: string,
    details: CustomerDetails,
    error: unknown,
  ): Promise<unknown> {
    if (!(error instanceof Failure) || !wasCalled(error)) return error;
    const { upstreamStatus, code } = error;
    const facts = upstreamStatus === undefined ? {} : { upstreamStatus };
    if (code === "customer_not_found") {
      return new Failure("host_misconfigured", "upstream_no_such_route", facts);
    }
    if (upstreamStatus === 409) return new Failure("details_locked", "upstream_status", facts);
    if (upstreamStatus !== 400 && upstreamStatus !== 422) return error;
    if (upstreamStatus === 400) {
      const customer = await spherePay.readCustomer(customerId);
      const isOpen = customer.verificationProfiles.some(({ status }) => status === "incomplete");
      if (!isOpen) return new Failure("details_locked", "upstream_status", facts);
    }
    const named = error.requirements;
    const requirements = named.length > 0 ? named : Object.keys(details);
    return new Failure("details_refused", "upstream_status", { ...facts, requirements });
  }

  return {
    async save({ customerId, requirements, idempotencyKey }, given) {
      // An address alone is for its requirement; with a tax number it goes along.
      const requirement = requirementOf[given.tax ? "tax" : "address"];
      if (!requirements.includes(requirement)) throw noSuchRequirement();
      const key = await digestOf(idempotencyKey);
      if ((await notes.read(customerId, "all")).includes(key)) return;
      const standing = standingOf(await readCustomer(customerId), requirement);
      if (standing === "none") throw noSuchRequirement();
      if (standing === "given") throw new Failure("wrong_state", "not_asked_for");
      const needsAddress = given.tax !== undefined && given.address === undefined;
      const known = needsAddress ? await customerAddress(customerId) : undefined;
      const details = known ? { ...given, address: known } : given;
      const patch = patchOf(details);
      try {
        await spherePay.changeCustomer(customerId, patch, fieldAt);
      } catch (error) {
        const failure = await failureOf(customerId, given, error);
        if (failure !== error || !wasCalled(error) || isRefusedCall(error)) throw failure;
        await attempt(() => store.changed([customerId], undefined, "click"));
        // The answer was lost: what was sent may have been saved.
        const customer = await spherePay.readCustomer(customerId);
        if (standingOf(customer, requirement) !== "given") throw error;
      }
      const noted = (keys: readonly string[]) => ({
        note: [...keys.slice(1 - keysKept), key],
        result: undefined,
      });
      await attempt(() => notes.change(customerId, "all", noted));
      await attempt(() => store.changed([customerId], undefined, "click"));
    },
  };
}
