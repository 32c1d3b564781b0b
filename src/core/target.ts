/** What a click asks the host for: the submit, the link of a requirement, a request of the open step. */
import { continueRequirement } from "./requirements.js";

/** What a click asks for. */
export type Target = { readonly kind: "submit" } | RequirementTarget | StepTarget;

/** The link of one requirement. */
export interface RequirementTarget {
  readonly kind: "requirement";
  readonly name: string;
}

/** A request of the step that completes a requirement in place; the step knows which request. */
export interface StepTarget {
  readonly kind: "step";
  readonly name: string;
}

/** Submit for review. */
export const submitTarget: Target = { kind: "submit" };

export const requirementTarget = (name: string): RequirementTarget => ({
  kind: "requirement",
  name,
});

export const stepTarget = (name: string): StepTarget => ({ kind: "step", name });

/** "Continue verification": back to the provider's page after a submit. */
export const continueTarget = requirementTarget(continueRequirement);

/** The requirement's name; `null` for the submit. */
export const requirementOf = (target: Target): string | null =>
  target.kind === "submit" ? null : target.name;

/** Whether two targets are the same one. */
export const isSameTarget = (one: Target, other: Target): boolean =>
  one.kind === other.kind && requirementOf(one) === requirementOf(other);

/** Whether a target leads to the provider's page for the identity check: submit and continue do. */
export const isProviderTarget = (target: Target): boolean =>
  target.kind === "submit" || target.name === continueRequirement;
