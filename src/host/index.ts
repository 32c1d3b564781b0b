export type { OverallStatus } from "../core/checklist.js";
export type { Problem, ProblemCode } from "../core/problem.js";
export { createOnboardingHandler, type FetchHandler, type OnboardingHandler } from "./handler.js";
export type { FailureReason } from "./http/failure.js";
export type {
  AnsweredLogEntry,
  CorrelationId,
  FailedLogEntry,
  Log,
  LogEntry,
  LoggableRequirement,
  RequirementLogEntry,
  SessionReference,
  WebhookLogEntry,
  WebhooksMissingLogEntry,
} from "./log.js";
export type {
  OnboardingHandlerOptions,
  Release,
  ResolvedCustomer,
} from "./options.js";
export type { ErrorFacts, OnError } from "./reports.js";
export type {
  Runtime,
  Schedule,
  UpstreamFetch,
  UpstreamRequest,
  UpstreamResponse,
} from "./runtime.js";
export type { CustomerBody } from "./spherepay/customer-body.js";
export type { StatusOptions } from "./spherepay/status-gate.js";
export type { LinkRequirement, ProviderLink } from "./spherepay/types.js";
export type { Address } from "./steps/customer-details.js";
export type { CodeChannel } from "./steps/masked.js";
export type {
  DocumentStepOptions,
  IdentityDocumentType,
  InspectedDocument,
  StepOptions,
} from "./steps/step-options.js";
export { createMemoryStore, type MemoryStoreOptions } from "./store/memory-store.js";
export {
  type Accepted,
  type CallLimits,
  type CallRequest,
  type CallResult,
  type Change,
  type ChangeCause,
  type ChangeListener,
  type ChangeStore,
  type KeyOutcome,
  type LinkStore,
  type NoteStore,
  type Outcome,
  type Store,
  StoreBusy,
} from "./store/store.js";
