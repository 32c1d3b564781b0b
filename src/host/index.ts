export type { FailureReason } from "./failure.js";
export { createOnboardingHandler, type OnboardingHandler } from "./handler.js";
export {
  type Accepted,
  createMemoryLinkStore,
  type KeyOutcome,
  type LinkStore,
  type MemoryLinkStoreOptions,
  type Outcome,
} from "./links.js";
export type {
  AnsweredLogEntry,
  CorrelationId,
  Log,
  LogEntry,
  LoggableRequirement,
  RequirementLogEntry,
  SessionReference,
} from "./log.js";
export type { OnboardingHandlerOptions, Release, ResolvedCustomer } from "./options.js";
export type { CustomerBody } from "./projection.js";
export type { LinkRequirement, ProviderLink } from "./sphere-client.js";
