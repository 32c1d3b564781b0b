/** The public names of the element. Importing this has no side effect; `define` registers the tag. */
export type {
  Action,
  CodeAction,
  DocumentAction,
  DocumentSide,
  DocumentType,
  FieldsAction,
  StepAction,
} from "./core/action.js";
export type { RequirementChanges } from "./core/changes.js";
export type {
  Checklist,
  Item,
  ItemState,
  OverallStatus,
  ProfileChecklist,
  ProfileStatus,
} from "./core/checklist.js";
export { checklist } from "./core/checklist.js";
export type { SessionJson } from "./core/contract.js";
export type {
  Criteria,
  CriterionError,
  Customer,
  CustomerJson,
  OnboardingFlow,
  Submission,
  Upload,
  VerificationProfile,
} from "./core/customer.js";
export { Problem, type ProblemActor, type ProblemCode, problems } from "./core/problem.js";
export * from "./element/events.js";
export type { FetchSession } from "./element/ports.js";
export { SphereKycOnboarding } from "./element/sphere-kyc-onboarding.js";
export type { MessageKey, Messages, OwnMessages } from "./locales/messages.js";
