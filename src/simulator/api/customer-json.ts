import type { Behaviour } from "../behaviour.js";
import type { SimulatedCustomer } from "../customers/customer.js";

/**
 * The customer as SpherePay sends it. Older samples call the text of an error `message`, newer ones
 * `detail`; the simulator stores `detail` and renames it in responses.
 */
export function customerJson(
  customer: SimulatedCustomer,
  { criterionErrorText }: Readonly<Behaviour>,
): object {
  if (criterionErrorText === "detail") {
    return customer;
  }
  return {
    ...customer,
    verificationProfiles: customer.verificationProfiles.map((profile) => ({
      ...profile,
      criteria: {
        ...profile.criteria,
        errors: profile.criteria.errors.map(({ name, detail }) => ({ name, message: detail })),
      },
    })),
  };
}
