export { createOnboardingHandler, type OnboardingHandler } from "./handler.js";
export type { FailureReason } from "./http/failure.js";
export type { Change, ChangeListener, ChangeStore } from "./live/memory-changes.js";
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
export type { CallAsked, CallLimits, CallVerdict } from "./rate-limits/memory-call-limits.js";
export type { Schedule } from "./schedule.js";
export type { CustomerBody } from "./spherepay/customer-body.js";
export type { LinkRequirement, ProviderLink } from "./spherepay/spherepay-client.js";
export type { Accepted, KeyOutcome, LinkStore, Outcome } from "./store/memory-links.js";
export { createMemoryStore, type MemoryStoreOptions, type Store } from "./store/store.js";
