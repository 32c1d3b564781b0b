export { createOnboardingHandler, type OnboardingHandler } from "./handler.js";
export type { FailureReason } from "./http/failure.js";
export type {
  AnsweredLogEntry,
  CorrelationId,
  Log,
  LogEntry,
  LoggableRequirement,
  RequirementLogEntry,
  SessionReference,
  WebhookLogEntry,
} from "./log.js";
export type { OnboardingHandlerOptions, Release, ResolvedCustomer } from "./options.js";
export type { Runtime, Schedule } from "./runtime.js";
export type { CustomerBody } from "./spherepay/customer-body.js";
export type { LinkRequirement, ProviderLink } from "./spherepay/types.js";
export { createMemoryStore, type MemoryStoreOptions } from "./store/memory-store.js";
export {
  type Accepted,
  type CallLimits,
  type CallRequest,
  type CallResult,
  type Change,
  type ChangeListener,
  type ChangeStore,
  type KeyOutcome,
  type LinkStore,
  type Outcome,
  type Store,
  StoreBusy,
} from "./store/store.js";
