export type { FailureReason } from "./failure.js";
export { createOnboardingHandler, type OnboardingHandler } from "./handler.js";
export {
  createMemoryLinkStore,
  type KeyOutcome,
  type LinkStore,
  type MemoryLinkStoreOptions,
} from "./links.js";
export type { AnsweredLogEntry, Log, LogEntry, RequirementLogEntry } from "./log.js";
export type { OnboardingHandlerOptions, ResolvedCustomer } from "./options.js";
export type { CustomerBody } from "./projection.js";
export type { ProviderLink } from "./sphere-client.js";
