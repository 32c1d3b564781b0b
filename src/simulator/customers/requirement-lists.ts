import type { SimulatedCriteria, SimulatedCustomer, SimulatedProfile } from "./customer.js";
import { termsOfService } from "./spherepay-steps.js";

/** The lists that a requirement can be in. */
export type RequirementList = "complete" | "pending" | "required";

// That `tosStatus` follows the requirement, and by these words, is an inference from the older
// API; the v2 samples show only "incomplete".
const tosStatusByList: Record<RequirementList, string> = {
  complete: "approved",
  pending: "pending",
  required: "incomplete",
};

/**
 * Puts a requirement into one list of every profile that names it, and out of the others. A name
 * that becomes complete loses its error.
 *
 * @returns whether the customer named the requirement at all.
 */
export function moveRequirement(
  customer: SimulatedCustomer,
  requirement: string,
  list: RequirementList,
): boolean {
  const profiles = profilesNaming(customer, requirement);
  for (const profile of profiles) {
    place(profile.criteria, requirement, list);
  }
  const isTermsStatus = requirement === termsOfService && customer.tosStatus !== undefined;
  if (isTermsStatus) {
    customer.tosStatus = tosStatusByList[list];
  }
  return isTermsStatus || profiles.length > 0;
}

/** As `moveRequirement`; a name that is new to the customer is added to the first profile. */
export function placeRequirement(
  customer: SimulatedCustomer,
  requirement: string,
  list: RequirementList,
): void {
  if (moveRequirement(customer, requirement, list)) {
    return;
  }
  const first = customer.verificationProfiles[0];
  if (first !== undefined) {
    place(first.criteria, requirement, list);
  }
}

/** What something that the customer has sent does to its requirement. */
export type Advance = "pending" | "complete" | "nothing" | "pending-and-required";

/**
 * The customer has sent what the requirement asks for: it moves in every undecided profile that still
 * asks for it, and loses its error. What is complete stays so.
 */
export function advanceRequirement(
  customer: SimulatedCustomer,
  requirement: string,
  advance: Advance,
): void {
  if (advance === "nothing") {
    return;
  }
  for (const { status, criteria } of profilesNaming(customer, requirement)) {
    const isAsked =
      criteria.required.includes(requirement) ||
      criteria.pending.includes(requirement) ||
      criteria.errors.some((error) => error.name === requirement);
    if (isAsked && status !== "approved" && status !== "rejected") {
      dropError(criteria, requirement);
      place(criteria, requirement, advance === "complete" ? "complete" : "pending");
      if (advance === "pending-and-required") {
        criteria.required.push(requirement);
      }
    }
  }
}

/**
 * Adds an error in every profile that names the requirement, or in the first one when none does.
 * It replaces an earlier error of that name and does not change lists and status: SpherePay shows
 * what the customer can fix while the status stays the same.
 */
export function addError(customer: SimulatedCustomer, requirement: string, detail: string): void {
  const naming = profilesNaming(customer, requirement);
  const profiles = naming.length > 0 ? naming : customer.verificationProfiles.slice(0, 1);
  for (const { criteria } of profiles) {
    dropError(criteria, requirement);
    criteria.errors.push({ name: requirement, detail });
  }
}

/** Puts a requirement into one list of one profile. */
export function place(
  criteria: SimulatedCriteria,
  requirement: string,
  list: RequirementList,
): void {
  if (list === "complete") {
    dropError(criteria, requirement);
  }
  for (const name of ["complete", "pending", "required"] as const) {
    if (name !== list) {
      criteria[name] = criteria[name].filter((entry) => entry !== requirement);
    }
  }
  if (!criteria[list].includes(requirement)) {
    criteria[list].push(requirement);
  }
}

function dropError(criteria: SimulatedCriteria, requirement: string): void {
  criteria.errors = criteria.errors.filter((error) => error.name !== requirement);
}

function profilesNaming(customer: SimulatedCustomer, requirement: string): SimulatedProfile[] {
  return customer.verificationProfiles.filter(
    ({ criteria }) =>
      criteria.complete.includes(requirement) ||
      criteria.pending.includes(requirement) ||
      criteria.required.includes(requirement) ||
      criteria.errors.some((error) => error.name === requirement),
  );
}
