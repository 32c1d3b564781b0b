/**
 * The contract between page and host, for programs that test a backend, such as the doctor of
 * `npx sphere-kyc-onboarding doctor`: the readers that the element applies to every response, so that
 * such a program accepts exactly what the element accepts. No browser needed.
 *
 * @example
 * const response = await fetch("https://app.example/kyc/session", { method: "POST", headers });
 * const { token } = readSession(await response.json()); // throws a Problem that names the field
 */

export type {
  Action,
  CodeAction,
  DocumentAction,
  DocumentSide,
  DocumentType,
  FieldsAction,
  StepAction,
} from "./core/action.js";
export {
  type Link,
  type Route,
  type RouteName,
  readLink,
  readSession,
  routes,
  type Session,
  sessionHeader,
} from "./core/contract.js";
export type {
  Criteria,
  CriterionError,
  Customer,
  OnboardingFlow,
  Submission,
  Upload,
  VerificationProfile,
} from "./core/customer.js";
export { readCustomer } from "./core/customer.js";
export { defaultLinkHosts, providerLink } from "./core/link-policy.js";
export { Problem, type ProblemActor, type ProblemCode, problems } from "./core/problem.js";
