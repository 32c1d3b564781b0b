import { WrongInput } from "../wrong-input.js";
import type { SimulatedCustomer, SimulatedProfile } from "./customer.js";
import type { CustomerRecord } from "./customer-book.js";
import { place } from "./requirement-lists.js";
import { isApprovalStep, termsOfService } from "./spherepay-steps.js";

/** Whether the provider accepts nothing more: the customer has finished, or all is decided. */
export function isProviderClosed({ isProviderDone, customer }: CustomerRecord): boolean {
  const profiles = customer.verificationProfiles;
  return isProviderDone || (profiles.length > 0 && profiles.every(isDecided));
}

/**
 * The customer has finished the provider's page: undecided profiles become `pending`. What the
 * page collects becomes complete; past the gate that is only `identity_verification`. The approval stays in `required`, for finishing is not approval, and so do the terms of
 * service, which have a page of their own.
 */
export function finishAtProvider(record: CustomerRecord): void {
  record.isProviderDone = true;
  for (const profile of record.customer.verificationProfiles) {
    if (profile.status === "incomplete" || profile.status === "pending") {
      profile.status = "pending";
      completeNames(profile, (name) => !isApprovalStep(name) && name !== termsOfService);
    }
  }
}

/** The review approves: nothing is left to do, and no error is left to show. */
export function approve(customer: SimulatedCustomer, profileName: string | undefined): void {
  for (const profile of chosenProfiles(customer, profileName)) {
    profile.status = "approved";
    completeNames(profile, () => true);
    profile.criteria.errors = [];
  }
}

/** The review rejects: final for the integrator; the lists stay as they were. */
export function reject(customer: SimulatedCustomer, profileName: string | undefined): void {
  for (const profile of chosenProfiles(customer, profileName)) {
    profile.status = "rejected";
  }
}

/**
 * The profiles that an action is about: the named one, or all.
 *
 * @throws TypeError when the customer has no profile of that name.
 */
export function chosenProfiles(
  customer: SimulatedCustomer,
  profileName: string | undefined,
): readonly SimulatedProfile[] {
  const profiles = customer.verificationProfiles;
  if (profileName === undefined) {
    return profiles;
  }
  const chosen = profiles.filter((profile) => profile.name === profileName);
  if (chosen.length === 0) {
    throw new WrongInput("profile", `must be one of ${customer.id}'s; "${profileName}" is not`);
  }
  return chosen;
}

function completeNames(profile: SimulatedProfile, isDone: (name: string) => boolean): void {
  const { criteria } = profile;
  for (const name of [...criteria.pending, ...criteria.required].filter(isDone)) {
    place(criteria, name, "complete");
  }
}

function isDecided(profile: SimulatedProfile): boolean {
  return profile.status === "approved" || profile.status === "rejected";
}
