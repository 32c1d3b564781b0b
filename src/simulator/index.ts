export type { SimulatorCall } from "./api/api.js";
export type { Behaviour, KycLinkGate, Release } from "./behaviour.js";
export type { CodeType, SentCode } from "./codes/code-book.js";
export { createControl } from "./control/control.js";
export type {
  CustomerType,
  ProfileInit,
  SimulatedCriteria,
  SimulatedCriterionError,
  SimulatedCustomer,
  SimulatedMeta,
  SimulatedProfile,
} from "./customers/customer.js";
export type { CustomerInit } from "./customers/customer-init.js";
export type { CustomerPreset } from "./customers/presets.js";
export type { SimulatedDocument } from "./documents/document-book.js";
export type { FileType } from "./documents/file-type.js";
export type {
  CutFault,
  Fault,
  FaultScope,
  HalfBodyFault,
  HangFault,
  HtmlFault,
  RedirectFault,
  SlowFault,
  StatusFault,
} from "./faults/fault.js";
export { ConnectionCut } from "./faults/fault.js";
export { type Clock, createHandClock, createRunningClock, type HandClock } from "./hand-clock.js";
export type { SimulatorOptions } from "./options.js";
export type { ProviderOutcome, ProviderVisit } from "./provider/provider-page.js";
export {
  isScenarioName,
  type ScenarioEntry,
  type ScenarioName,
  scenarios,
} from "./scenarios/scenarios.js";
export { createSimulator, type Simulator } from "./simulator.js";
export type { StepBehaviour } from "./step-behaviour.js";
export type { WebhookDelivery, WebhookOptions, WebhookSettings } from "./webhooks/webhooks.js";
export { WrongInput } from "./wrong-input.js";
