/**
 * Owns: what a customer can do about a requirement here: the `actions` of the response, and whether
 * `/links/{requirement}` exists for them. One rule for both: an offered link exists, and no other.
 * Does not own: requesting the link from SpherePay, or what a step does.
 * Why: SpherePay forbids mixing its hosted page with single steps for one customer.
 */
import type { Action } from "../../core/action.js";
import type { Customer, OnboardingFlow, VerificationProfile } from "../../core/customer.js";
import { actorOf, continueRequirement, termsRequirement } from "../../core/requirements.js";
import type { OnboardingHandlerOptions, Release } from "../options.js";
import type { Step, Steps } from "../steps/steps.js";
import { isLinkRequirement } from "./types.js";

/** What {@link createActions} needs. */
export interface ActionSettings
  extends Required<Pick<OnboardingHandlerOptions, "release" | "requirementLinks" | "pages">> {
  readonly steps: Steps;
}

/** What is offered. */
export interface Actions {
  /** The actions of a customer; `undefined` when there are none. */
  of(customer: Customer, flow: OnboardingFlow): Readonly<Record<string, Action>> | undefined;
  /** Whether this flow has a link for the requirement at all. */
  hasLink(requirement: string, flow: OnboardingFlow): boolean;
  /** The step of a requirement that this flow completes in place, if it has one. */
  stepOf(requirement: string, flow: OnboardingFlow): Step | undefined;
  /** The requirements that this flow completes with fields, or with documents. */
  stepsIn(flow: OnboardingFlow, kind: Step["kind"]): readonly string[];
}

/** Whether a release knows a way back to the provider after a submit. */
const hasContinue = (release: Release): boolean => release !== "2025-12";

/** The provider's page may be left early; it is worth going back unless SpherePay says it is done. */
function mayContinue({ status, criteria }: VerificationProfile): boolean {
  if (status !== "pending") return false;
  if (!criteria) return true;
  const { complete, pending, required, errors } = criteria;
  const open = [...required, ...pending, ...errors.map(({ name }) => name)];
  return open.includes(continueRequirement) || !complete.includes(continueRequirement);
}

/** Whether a customer has a reason to go back to the provider. */
export const canContinue = ({
  verificationProfiles,
}: Pick<Customer, "verificationProfiles">): boolean => verificationProfiles.some(mayContinue);

/**
 * What is the customer's to do, each name once: everything of `required` and `errors`, and the
 * terms when only `tosStatus` asks for them. SpherePay's own steps are left out.
 */
export function namesToDo(
  customer: Pick<Customer, "tosStatus" | "verificationProfiles">,
): readonly string[] {
  const { tosStatus, verificationProfiles } = customer;
  const names = verificationProfiles.flatMap(({ criteria }) =>
    criteria ? [...criteria.required, ...criteria.errors.map(({ name }) => name)] : [],
  );
  // As the checklist has it: terms in review need nothing from the customer.
  if (tosStatus && tosStatus !== "approved" && tosStatus !== "pending")
    names.push(termsRequirement);
  return [...new Set(names)].filter((name) => actorOf(name) === "customer");
}

/**
 * Whether a link or a step exists for this kind of customer: SpherePay checks the face of a person
 * only, and the steps are those of a person.
 */
export const isForCustomer = (requirement: string, { type }: Pick<Customer, "type">): boolean =>
  type !== "business" || (isLinkRequirement(requirement) && requirement !== "liveness_check");

/** Decides what is offered, from options that have been checked. */
export function createActions(settings: ActionSettings): Actions {
  const { release, requirementLinks, pages, steps } = settings;

  function hasLink(requirement: string, flow: OnboardingFlow): boolean {
    if (requirement === continueRequirement) return hasContinue(release);
    return (
      flow === "api" &&
      isLinkRequirement(requirement) &&
      requirementLinks.includes(requirement) &&
      !Object.hasOwn(pages, requirement)
    );
  }

  const stepOf = (requirement: string, flow: OnboardingFlow): Step | undefined =>
    flow === "api" && !Object.hasOwn(pages, requirement) ? steps.get(requirement) : undefined;

  function actionFor(requirement: string, customer: Customer): Action | undefined {
    const href = Object.hasOwn(pages, requirement) ? pages[requirement] : undefined;
    if (href !== undefined) return { kind: "page", href };
    if (!isForCustomer(requirement, customer)) return undefined;
    return hasLink(requirement, "api") ? { kind: "link" } : stepOf(requirement, "api");
  }

  return {
    hasLink,
    stepOf,

    stepsIn: (flow, kind) => [...steps.keys()].filter((name) => stepOf(name, flow)?.kind === kind),

    of(customer, flow) {
      const offered: [name: string, action: Action][] = [];
      if (hasLink(continueRequirement, flow) && canContinue(customer)) {
        offered.push([continueRequirement, { kind: "link" }]);
      }
      // In the hosted flow SpherePay's own page asks for everything.
      for (const name of flow === "api" ? namesToDo(customer) : []) {
        const action = actionFor(name, customer);
        if (action) offered.push([name, action]);
      }
      return offered.length > 0 ? Object.fromEntries(offered) : undefined;
    },
  };
}
