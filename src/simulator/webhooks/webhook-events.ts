import type { SimulatedCustomer } from "../customers/customer.js";

/** Something that happened to a customer, before it is written in one of the styles. */
export interface CustomerEvent {
  /** Such as `customer.update` or `customer.kyc.successful`. */
  readonly name: string;
  /** The customer as SpherePay would send it at that moment. */
  readonly customer: object;
  readonly customerId: string;
  /** The first profile's. */
  readonly status: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** From SpherePay's list of events; other statuses only cause `customer.update`. */
const eventByStatus: ReadonlyMap<string, string> = new Map([
  ["pending", "customer.kyc.pending"],
  ["approved", "customer.kyc.successful"],
  ["rejected", "customer.kyc.rejected"],
  ["additionalReviewRequired", "customer.kyc.additionalReviewRequired"],
]);

const eventByTermsStatus: ReadonlyMap<string, string> = new Map([
  ["pending", "customer.tos.pending"],
  ["approved", "customer.tos.successful"],
]);

/** The events that a change of a customer causes, each once. */
export function eventNames(
  before: SimulatedCustomer | undefined,
  after: Readonly<SimulatedCustomer>,
): readonly string[] {
  if (before === undefined) {
    return ["customer.create"];
  }
  const changed = after.verificationProfiles.flatMap(({ status }, index) =>
    before.verificationProfiles[index]?.status === status ? [] : [eventByStatus.get(status) ?? ""],
  );
  const terms =
    before.tosStatus === after.tosStatus
      ? ""
      : (eventByTermsStatus.get(after.tosStatus ?? "") ?? "");
  return [...new Set(["customer.update", ...changed, terms])].filter((name) => name !== "");
}

/**
 * The event in the older style (docs.spherepay.co/api/webhook: the field is `name`, the whole
 * customer, whose shape no page shows) or the newer one (docs.staging.spherepay.co/get-started/webhooks:
 * the field is `type`, and only ids and a status; the names of customer events are not shown there).
 */
export function eventJson(event: CustomerEvent, id: string, style: "name" | "type"): object {
  const { name, customer, customerId, status, createdAt } = event;
  if (style === "type") {
    const data = { id: customerId, status, customerId };
    return { id: `evt_${id}`, type: name, createdAt, data };
  }
  return {
    id: `event_${id}`,
    name,
    data: { customer },
    webhookRecords: [],
    mock: true,
    updated: createdAt,
    created: createdAt,
  };
}
