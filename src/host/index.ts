export type { CallAsked, CallLimits, CallVerdict } from "./call-limits.js";
export type { Change, ChangeListener, ChangeStore } from "./changes.js";
export type { FailureReason } from "./failure.js";
export { createOnboardingHandler, type OnboardingHandler } from "./handler.js";
export type { Accepted, KeyOutcome, LinkStore, Outcome } from "./links.js";
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
export type { CustomerBody } from "./projection.js";
export type { Schedule } from "./schedule.js";
export type { LinkRequirement, ProviderLink } from "./sphere-client.js";
export { createMemoryStore, type MemoryStoreOptions, type Store } from "./store.js";
